// Spreadsheets, chats and transcripts in every supported language and encoding, intact and damaged, read as the import
// page reads them. Run by hand:
//   node test/bench/imports-encodings.ts [--count N] [--seed S]
// A file is read word for word, or refused, or its encoding is reported as a guess, and choosing the right one gives it
// word for word. A damaged file is refused, or every undamaged line is unchanged. Otherwise the exit status is 1, also
// if a sheet in GB 18030 or UTF-16 is not read.
import { parseArgs } from 'node:util';
import type { Encoding } from '../../scorecards/files/encoding.ts';
import { type Random, seeded } from '../../scorecards/statistics/random.ts';
import { lookAt } from '../../web/interactions/dropped.ts';
import { inEncoding } from '../../web/interactions/rows-source.ts';
import { encodedAs, encodingOf, UNICODE, type Way } from '../support/encoded.ts';
import { SPOKEN, type Spoken } from './spoken.ts';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '2000' }, seed: { type: 'string', default: '1' } },
});
const [count, first] = [Number(values.count), Number(values.seed)];
// The page needs `window` when it is loaded.
Object.assign(globalThis, { window: new EventTarget(), location: { origin: 'http://localhost' } });
const { look } = await import('../../web/interactions/beside.ts');

/** The result for a file, worst last. `asked`: read as another encoding and reported as a guess. */
const OUTCOMES = ['certain', 'guessed', 'asked', 'refused', 'changed'] as const;
type Outcome = (typeof OUTCOMES)[number];

const tally = new Map<string, Record<Outcome, number>>();
const faults: string[] = [];
/** These are detected by more than their words: not reading one is an error. */
const ALWAYS_READ: readonly Way[] = [...UNICODE, 'gb18030'];

for (let seed = first; seed < first + count; seed++) {
  const random = seeded(`encoding ${seed}`);
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)]!;
  const spoken = pick(SPOKEN);
  const way = pick([...spoken.ways, ...spoken.ways, ...UNICODE]);
  const made = pick([sheetOf, sheetOf, chatsOf, captionsOf])(random, spoken);
  const text = made.text.replaceAll('\n', pick(['\n', '\r\n', '\r']));
  const bytes = encodedAs(text, way);
  if (bytes === null) throw new Error(`${spoken.language} cannot be written in ${way}: ${text}`);
  const outcome = await broughtIn(made.name, bytes, text, way);
  note(`${spoken.language}, ${way}`, outcome);
  const whole = `seed ${seed}, ${made.name} in ${spoken.language}, ${way}`;
  if (outcome === 'changed') faults.push(`${whole}: changed in silence`);
  if (outcome === 'refused' && ALWAYS_READ.includes(way)) faults.push(`${whole}: refused`);
  const damage = damaged(random, bytes);
  const kept = await damagedIn(made.name, damage.bytes, damage.left(bytes, text, way), way);
  note(`damaged, ${way}`, kept);
  if (kept === 'changed') faults.push(`${whole}, ${damage.how}: a line that no damage reached is changed`);
}

// A checker that finds nothing has to find something where there is something.
const plain = '文件名,会话编号,坐席\n录音1.wav,0001,客服一号\n';
const swapped = encodedAs(plain.replace('客服', '坐席'), 'gb18030')!;
if ((await broughtIn('calls.csv', swapped, plain, 'gb18030')) !== 'changed')
  faults.push('the checker did not see a changed sign');

console.log(`${count} files from seed ${first}`);
console.log(`${''.padEnd(34)}${OUTCOMES.map((one) => one.padStart(9)).join('')}`);
for (const [what, row] of [...tally].toSorted(([a], [b]) => a.localeCompare(b)))
  console.log(`${what.padEnd(34)}${OUTCOMES.map((one) => String(row[one]).padStart(9)).join('')}`);
console.log(`faults: ${faults.length}`);
for (const one of faults.slice(0, 30)) console.log(`  ${one}`);
process.exitCode = faults.length > 0 ? 1 : 0;

function note(what: string, outcome: Outcome): void {
  const row = tally.get(what) ?? { certain: 0, guessed: 0, asked: 0, refused: 0, changed: 0 };
  row[outcome]++;
  tally.set(what, row);
}

/** How the page reads a file, also in a chosen encoding; null if it refuses it. */
async function seenOf(name: string, bytes: Uint8Array<ArrayBuffer>) {
  const file = new File([bytes], name);
  const dropped = await lookAt(file);
  if (dropped.kind === 'refused' || dropped.kind === 'recording') return null;
  if (dropped.kind === 'transcript') {
    const seen = await look(file);
    const chosen = async (encoding: Encoding) => (await look(file, encoding)).text;
    return seen.text === null ? null : { text: seen.text, certainty: seen.certainty, chosen };
  }
  const { source } = dropped;
  if (source.kind !== 'text') return null;
  const chosen = async (encoding: Encoding) => {
    const read = await inEncoding(source, encoding);
    return read.ok && read.source.kind === 'text' ? read.source.text : null;
  };
  return { text: source.text, certainty: source.certainty, chosen };
}

async function broughtIn(name: string, bytes: Uint8Array<ArrayBuffer>, text: string, way: Way): Promise<Outcome> {
  const seen = await seenOf(name, bytes);
  if (seen === null) return 'refused';
  if (seen.text === text) return seen.certainty === 'certain' ? 'certain' : 'guessed';
  if (seen.certainty === 'certain') return 'changed';
  return (await seen.chosen(encodingOf(way))) === text ? 'asked' : 'changed';
}

/** @param left lines of the text that no damage reached */
async function damagedIn(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  left: readonly string[],
  way: Way,
): Promise<Outcome> {
  const seen = await seenOf(name, bytes);
  if (seen === null) return 'refused';
  const has = (read: string): boolean => left.every((line) => read.includes(line));
  if (has(seen.text)) return seen.certainty === 'certain' ? 'certain' : 'guessed';
  if (seen.certainty === 'certain') return 'changed';
  const chosen = await seen.chosen(encodingOf(way));
  return chosen === null || has(chosen) ? 'asked' : 'changed';
}

/** A byte lost, changed or doubled, or the end cut off. `left` tells the lines before and after what was reached. */
function damaged(random: Random, bytes: Uint8Array<ArrayBuffer>) {
  const at = random.below(bytes.length);
  const kind = (['lost', 'changed', 'doubled', 'cut'] as const)[random.below(4)]!;
  const put = kind === 'changed' ? [random.below(256)] : kind === 'doubled' ? [bytes[at]!, bytes[at]!] : [];
  const rest = kind === 'cut' ? [] : [...bytes.subarray(at + 1)];
  const left = (whole: Uint8Array<ArrayBuffer>, text: string, way: Way): string[] => {
    const lines = text.split(/\r\n|\n|\r/);
    const reached = decodedLength(whole.subarray(0, at), way);
    const line = text.slice(0, reached).split(/\r\n|\n|\r/).length - 1;
    return lines.filter((_, i) => i < line - 1 || (i > line + 1 && kind !== 'cut'));
  };
  return { bytes: Uint8Array.from([...bytes.subarray(0, at), ...put, ...rest]), how: `byte ${at} ${kind}`, left };
}

function decodedLength(bytes: Uint8Array, way: Way): number {
  return new TextDecoder(encodingOf(way)).decode(bytes).length;
}

/** A sheet beside recordings. */
function sheetOf(random: Random, spoken: Spoken) {
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)]!;
  const sign = pick([',', ';', '\t']);
  const rows = Array.from({ length: 1 + random.below(20) }, (_, i) =>
    [`rec${i}.wav`, `00${i}`, `E${i}`, 'voice', '2026-11-03 10:00', pick(spoken.queues), pick(spoken.names)].join(sign),
  );
  return { name: 'calls.csv', text: [spoken.header.join(sign), ...rows, ''].join('\n') };
}

function chatsOf(random: Random, spoken: Spoken) {
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)]!;
  const rows = Array.from(
    { length: 1 + random.below(20) },
    (_, i) => `K${i >> 1},E8,chat,2026-11-03 10:00,${pick(['agent', 'customer'])},"${pick(spoken.sentences)}"`,
  );
  return { name: 'chats.csv', text: [`external_id,agent,channel,started_at,speaker,text`, ...rows, ''].join('\n') };
}

function captionsOf(random: Random, spoken: Spoken) {
  const two = (n: number): string => String(n).padStart(2, '0');
  const cues = Array.from({ length: 1 + random.below(20) }, (_, i) => {
    const said = spoken.sentences[random.below(spoken.sentences.length)]!;
    return `${i + 1}\n00:00:${two(2 * i)},000 --> 00:00:${two(2 * i + 1)},500\n${said}\n`;
  });
  return { name: 'rec1.srt', text: cues.join('\n') };
}
