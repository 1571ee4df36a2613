// Transcript files in every supported format, intact and damaged, compared with their true content. Run by hand:
//   node test/bench/imports-transcripts.ts [--count N] [--seed S]
// An intact file must give every word in order, once, at its time and on its side. A damaged one is refused, or
// contains every word that remains in it. Otherwise the exit status is 1.

import { parseArgs } from 'node:util';
import { decodeText } from '../../scorecards/files/encoding.ts';
import { previewTranscript } from '../../transcription/import/preview.ts';
import { type ReadTranscript, readTranscript } from '../../transcription/import/transcript-file.ts';
import { encodedAs, UNICODE } from '../support/encoded.ts';
import {
  type Conversation,
  captions,
  conversation,
  damaged,
  MAKERS,
  pick,
  random,
  rollingCaptions,
  SAID_ONCE,
  type Written,
} from '../transcription/import/conversation.ts';
import { differences, lostWords } from '../transcription/import/kept.ts';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '600' }, seed: { type: 'string', default: '1' } },
});
const [count, first] = [Number(values.count), Number(values.seed)];
const CONTEXT = { agent_channel: null, language: null, duration_ms: null };

const failures: string[] = [];
const tally = new Map<string, { read: number; refused: number }>();

function note(shape: string, outcome: 'read' | 'refused'): void {
  const row = tally.get(shape) ?? { read: 0, refused: 0 };
  row[outcome]++;
  tally.set(shape, row);
}

/** The way of a dropped file: bytes, encoding, preview, import. */
function brought(shape: string, seed: number, text: string): { read: ReadTranscript | null; code: string | null } {
  const chance = random(seed + 5_000_000);
  const ends = pick(chance, ['\n', '\r\n', '\r']);
  const bytes = encodedAs(shape.startsWith('json') ? text : text.replaceAll('\n', ends), pick(chance, UNICODE))!;
  try {
    const sent = decodeText(bytes);
    if (!sent.ok) return { read: null, code: sent.why };
    const { preview } = previewTranscript(sent.text);
    const { read, problem: refused } = readTranscript(sent.text, CONTEXT);
    if ((preview === null) !== (read === null)) failures.push(`${shape} ${seed}: the preview and the import differ`);
    return { read, code: refused?.code ?? null };
  } catch (error) {
    failures.push(`${shape} ${seed}: ${error instanceof Error ? error.stack : String(error)}`);
    return { read: null, code: 'exception' };
  }
}

function wholeFile(shape: string, seed: number, made: Conversation, written: Written): void {
  const { read, code } = brought(shape, seed, written.text);
  note(shape, read ? 'read' : 'refused');
  const wrong = read ? differences(made, read, written) : [`refused: ${code}`];
  if (wrong.length > 0) failures.push(`${shape} ${seed}: ${wrong.join('; ').slice(0, 400)}`);
}

function damagedFile(shape: string, seed: number, made: Conversation, text: string): void {
  const broken = damaged(text, seed);
  const { read } = brought(shape, seed, broken);
  note(`${shape}, damaged`, read ? 'read' : 'refused');
  const lost = read ? lostWords(broken, made, read) : [];
  if (lost.length > 0) failures.push(`${shape}, damaged ${seed}: lost ${lost.join(' ')}`);
}

for (let seed = first; seed < first + count; seed++) {
  const made = conversation(seed);
  const written = captions(made, seed);
  wholeFile('captions', seed, made, written);
  damagedFile('captions', seed, made, written.text);
  wholeFile('captions, rolling', seed, made, rollingCaptions(made));
  const name = pick(random(seed), Object.keys(MAKERS));
  const json = JSON.stringify(MAKERS[name]?.(made), null, 1);
  wholeFile(`json, ${name}`, seed, made, { text: json, within_ms: 2, named: false });
  if (SAID_ONCE.includes(name)) damagedFile(`json, ${name}`, seed, made, json);
}

for (const [shape, { read, refused }] of [...tally].sort()) {
  console.log(`${shape.padEnd(28)} ${String(read).padStart(5)} read ${String(refused).padStart(5)} refused`);
}
for (const failure of failures.slice(0, 30)) console.log(failure);
console.log(
  `${failures.length} of ${[...tally.values()].reduce((sum, one) => sum + one.read + one.refused, 0)} files wrong, seeds ${first} to ${first + count - 1}`,
);
if (failures.length > 0) process.exitCode = 1;
