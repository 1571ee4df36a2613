// How much personal data is found, and how much else is masked. Made cases first (held-out seeds and sentences never
// used for tuning). Run by hand:
//   node test/bench/redaction.ts [--tuning] [--misses]
import { CASE_KINDS, judge, makeCase } from './redaction-cases.ts';
import type { Language, PhraseSet } from './redaction-phrases.ts';

const set: PhraseSet = process.argv.includes('--tuning') ? 'tuning' : 'held-out';
const CASES = 1000;
const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);
for (const language of ['en', 'zh'] satisfies Language[]) {
  const cases = Array.from({ length: CASES }, (_, i) => makeCase(`${set} ${language} ${i}`, language, set));
  const { kinds, misses, extras } = judge(cases);
  console.log(language, set);
  for (const kind of CASE_KINDS) {
    const { mentions, found, finds, right, characters, masked } = kinds.get(kind)!;
    console.log(kind, mentions, percent(found, mentions), percent(masked, characters), finds, percent(right, finds));
  }
  if (process.argv.includes('--misses')) {
    for (const { kind, style, text } of misses.slice(0, 60)) console.log(`MISS ${kind} [${style}] ${text}`);
    for (const { kind, style, text } of extras.slice(0, 40)) console.log(`EXTRA ${kind} "${style}" in ${text}`);
  }
}
