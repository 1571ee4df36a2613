// Ten thousand damaged files through the reader and the decoder, some of them through the transcription process: each
// must be decoded or refused with a reason; none may hang or crash the process. Run by hand:
//   node test/bench/fuzz.ts [--count 10000] [--seed 0]
// 40 % are WAV headers with random numbers, 40 % damaged WAV files, 20 % damaged files of all formats, through ffmpeg
// where needed; a hundred more go through the child process with the real model.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createTranscriptionProcess } from '../../processes/worker/transcription-process.ts';
import { Refusal } from '../../transcription/failure/refusal.ts';
import { DEFAULT_MODEL } from '../../transcription/models/place.ts';
import { findFfmpeg } from '../../transcription/sound/ffmpeg.ts';
import { type Outcome, openDamaged } from '../transcription/damaged-file.ts';
import { drawnHeader, mutate } from '../transcription/mutations.ts';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '10000' }, seed: { type: 'string', default: '0' } },
});
const count = Number(values.count);
const first = Number(values.seed);
const root = resolve(import.meta.dirname, '../..');
const sounds = join(root, 'test/fixtures/sounds');
const ffmpeg = findFfmpeg(process.env.FFMPEG_PATH ?? null, '');
const folder = mkdtempSync(join(tmpdir(), 'attune-fuzz-'));
const file = join(folder, 'ordeal');
const originals = readdirSync(sounds)
  .filter((name) => !name.endsWith('.ts'))
  .map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(sounds, name))) }));
const wavs = originals.filter(({ name }) => name.endsWith('.wav'));
const pick = <T>(list: readonly T[], seed: number): T => list[seed % list.length] as T;

type Group = {
  name: string;
  counts: Map<string, number>;
  slowest: { took_ms: number; seed: number };
  faults: string[];
};
const groups: Group[] = [];

function note(group: Group, seed: number, { outcome, fault, took_ms }: Outcome): void {
  group.counts.set(outcome, (group.counts.get(outcome) ?? 0) + 1);
  if (took_ms > group.slowest.took_ms) group.slowest = { took_ms, seed };
  if (fault !== null) group.faults.push(`seed ${seed}: ${fault}`);
}

async function run(name: string, many: number, one: (seed: number) => Promise<Outcome>): Promise<void> {
  const group: Group = { name, counts: new Map(), slowest: { took_ms: 0, seed: 0 }, faults: [] };
  groups.push(group);
  for (let seed = first; seed < first + many; seed++) note(group, seed, await one(seed));
  const counts = [...group.counts].sort(([, a], [, b]) => b - a).map(([outcome, n]) => `${outcome} ${n}`);
  console.log(`${name}: ${many}\n  ${counts.join(', ')}`);
  console.log(
    `  slowest ${Math.round(group.slowest.took_ms)} ms (seed ${group.slowest.seed}), faults ${group.faults.length}`,
  );
  for (const fault of group.faults.slice(0, 5)) console.log(`  ${fault}`);
}

await run('WAV headers drawn', Math.round(count * 0.4), (seed) => openDamaged(drawnHeader(seed), file, ffmpeg));
await run('WAV files after accidents', Math.round(count * 0.4), (seed) =>
  openDamaged(mutate(pick(wavs, seed).bytes, seed), file, ffmpeg),
);
await run('files of every format after accidents', Math.round(count * 0.2), (seed) =>
  openDamaged(mutate(pick(originals, seed).bytes, seed, 400), file, ffmpeg),
);

const pool = createTranscriptionProcess({ entry: join(root, 'processes/child.ts'), stalled_ms: 60_000 });
await run('through the child process', Math.min(100, count), async (seed) => {
  writeFileSync(file, mutate(pick(originals, seed).bytes, seed, 200));
  const began = performance.now();
  const answer = await pool
    .transcribe(
      {
        file,
        agent_channel: null,
        language: 'en',
        model: DEFAULT_MODEL,
        models: null,
        cache: null,
        hub: null,
        threads: 1,
        ffmpeg,
        temporary: folder,
        longest_ms: null,
      },
      () => {},
    )
    .then(
      () => {
        return { outcome: 'transcribed', fault: null };
      },
      (error: Error) => {
        const code = error instanceof Refusal ? error.code : 'FAULT';
        const ours = !['crashed', 'out-of-memory', 'timeout', 'FAULT'].includes(code);
        return { outcome: code, fault: ours ? null : error.message };
      },
    );
  return { ...answer, took_ms: performance.now() - began };
});
await pool.close();
rmSync(folder, { recursive: true, force: true });
const faults = groups.reduce((sum, group) => sum + group.faults.length, 0);
console.log(`\n${faults} faults; peak RSS ${Math.round(process.resourceUsage().maxRSS / 1000)} MB`);
process.exitCode = faults > 0 ? 1 : 0;
