// How much personal data is found, and how much else is masked. Run by hand:
//   node test/bench/redaction.ts [--tuning] [--misses] [--transcripts FILE]
// Generated cases: a mention counts as found if every letter and digit of it is masked, whatever the type; a find is
// false if it overlaps no true mention. The held-out sentences (test/bench/redaction-phrases.ts) and seeds ("held-out
// en 0" to "held-out zh 999") were never used for tuning; --tuning shows those that were. Labelled data: recall over
// the labels of others, with the causes of misses. Calls: --transcripts takes the JSON lines of the command line
// (processes/transcribe.ts); without it only the true text is measured.

import { readFileSync } from 'node:fs';
import { findPersonalData, PERSONAL_DATA } from '../../transcription/text/redaction/personal-data.ts';
import type { Turn } from '../../transcription/transcript/transcript.ts';
import { trueCalls } from '../transcription/voices.ts';
import { inTranscripts, inTruth } from './redaction-calls.ts';
import { CASE_KINDS, judge, makeCase } from './redaction-cases.ts';
import { chats, onAnswers, onCustomerTurns, onPlaces } from './redaction-labelled.ts';
import type { Language, PhraseSet } from './redaction-phrases.ts';
import { sharedPath } from './shared-folder.ts';

const CASES = 1000;
const row = (...cells: (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`);
const head = (title: string, ...cells: string[]): void => {
  console.log(`\n${title}\n`);
  row(...cells);
  row(...cells.map(() => '---'));
};
const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);

const set: PhraseSet = process.argv.includes('--tuning') ? 'tuning' : 'held-out';
head(
  `Made cases, ${set}, ${CASES} conversations a language`,
  'language',
  'kind',
  'mentions',
  'recall',
  'characters masked',
  'finds',
  'precision',
);
for (const language of ['en', 'zh'] satisfies Language[]) {
  const { kinds, misses, extras } = judge(
    Array.from({ length: CASES }, (_, i) => makeCase(`${set} ${language} ${i}`, language, set)),
  );
  for (const kind of CASE_KINDS) {
    const { mentions, found, finds, right, characters, masked } = kinds.get(kind)!;
    row(language, kind, mentions, percent(found, mentions), percent(masked, characters), finds, percent(right, finds));
  }
  const styles = Map.groupBy(misses, ({ style }) => style);
  console.log(
    `missed by way of saying: ${[...styles].map(([style, { length }]) => `${style} ${length}`).join('; ') || 'none'}`,
  );
  if (!process.argv.includes('--misses')) continue;
  for (const { kind, style, text } of misses.slice(0, 60)) console.log(`MISS ${kind} [${style}] ${text}`);
  for (const { kind, style, text } of extras.slice(0, 40)) console.log(`EXTRA ${kind} "${style}" in ${text}`);
}

const { kinds, finds, right, wrong } = onCustomerTurns(sharedPath('data', 'multidogo_customer_pii_en.jsonl'));
head('MultiDoGo: customers’ turns alone', 'kind', 'labelled', 'recall', 'causes of misses');
for (const [kind, { labelled, found, causes, examples }] of kinds)
  row(
    kind,
    labelled,
    percent(found, labelled),
    [...causes]
      .sort((a, b) => b[1] - a[1])
      .map(([why, n]) => `${n} ${why} (“${examples.get(why)}”)`)
      .join('; '),
  );
console.log(
  `precision ${percent(right, finds)} of ${finds} finds; the others overlap: ${[...wrong]
    .sort((a, b) => b[1] - a[1])
    .map(([slot, n]) => `${slot} ${n}`)
    .join(', ')}`,
);

const { asked, harmless } = onAnswers(sharedPath('data', 'star_en.jsonl'));
head('STAR: answers that hold figures', 'question', 'answers', 'masked whole');
for (const [action, { answers, masked }] of asked) row(action, answers, percent(masked, answers));
console.log(
  `dialogues of no bank, ride or plane: ${harmless.finds} finds in ${harmless.turns} turns; ${harmless.examples.slice(0, 8).join(' / ')}`,
);

const places = onPlaces(sharedPath('data', 'crosswoz_zh.jsonl'));
head('CrossWOZ: telephones and addresses of places', 'slot', 'stated', 'masked whole');
for (const [slot, { stated, found }] of places.kinds) row(slot, stated, percent(found, stated));
console.log(
  `${places.wrong} finds that are neither in ${places.turns} turns; ${places.examples.slice(0, 6).join(' / ')}`,
);

const calls = trueCalls(sharedPath('calls', 'calls.json'));
show('Calls, from the true text', inTruth(calls));
const at = process.argv.indexOf('--transcripts');
if (at > 0) show('Calls, from the recogniser’s transcript', inTranscripts(calls, transcriptsOf(process.argv[at + 1]!)));

for (const file of ['star_en.jsonl', 'crosswoz_zh.jsonl']) {
  const turns = chats(sharedPath('data', file))
    .flatMap((chat) =>
      chat.turns.map(
        ({ speaker, text }): Turn => ({
          speaker,
          channel: 0,
          start_ms: 0,
          end_ms: 0,
          text,
          confidence: null,
          words: [],
        }),
      ),
    )
    .slice(0, 2000);
  const times = Array.from({ length: 8 }, () => {
    const before = process.cpuUsage();
    findPersonalData(turns, PERSONAL_DATA);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  console.log(
    `\n2,000 turns of ${file}: ${Math.round(times[0]!)} ms of processor the first time, ${Math.round(Math.min(...times))} ms warm`,
  );
}

function show(title: string, { rows, wrong, turns }: ReturnType<typeof inTruth>): void {
  head(title, 'call', 'turn', 'said', 'masked', 'text');
  for (const { call, turn, words, masked, heard } of rows) row(call, turn, words, masked ? 'yes' : 'NO', heard);
  console.log(`${wrong.length} finds elsewhere in ${turns} turns${wrong.length > 0 ? `: ${wrong.join(' / ')}` : ''}`);
}

function transcriptsOf(file: string): Map<string, Turn[]> {
  const transcripts = new Map<string, Turn[]>();
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    const one = JSON.parse(line);
    const id = /([^/]+)\.wav$/.exec(one.file)?.[1];
    if (id) transcripts.set(id, (one.transcript ?? one).turns);
  }
  return transcripts;
}
