// Each shared call with simulated leakage between its channels, through the whole pipeline: every sentence must appear
// once, on the side that said it. Run by hand:
//   node test/bench/crosstalk.ts [--only PART_OF_A_NAME] [--levels 12,18,echo] [--seconds 30] [--words] [MODEL]
// Levels are in dB below the speech, in both directions; `echo` is 120 ms late at 20 dB, `softer` the clean calls.
// `--seconds` uses only the beginning of each call. A word is misplaced if its side is silent at that moment and the
// other speaks. From 12 dB on, at most 2 % may be misplaced, and errors may be at most 1.1 times those of the clean
// calls; 9 dB and the echo are reported for information. The exit status is 1 if a level that counts fails.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createListener } from '../../transcription/listening/listen.ts';
import { DEFAULT_MODEL } from '../../transcription/models/place.ts';
import type { Transcript } from '../../transcription/transcript/transcript.ts';
import { stretchOf } from '../transcription/after-sound.ts';
import { leaking } from '../transcription/leaking.ts';
import { astray, callErrors, type TrueCall, trueCalls } from '../transcription/voices.ts';
import { sharedPath } from './shared-folder.ts';
import { mulawWav } from './sounds.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: '' },
    levels: { type: 'string', default: 'softer,9,12,15,18,21,25,echo' },
    seconds: { type: 'string', default: '' },
    words: { type: 'boolean', default: false },
  },
});
const ECHO = { db: -20, late_ms: 120 };
/** The clean calls a quarter of a decibel softer: how much errors vary without a cause. */
const SOFTER = 0.97;
/** From here on a level counts (dB). */
const COUNTS = 12;
const MOST_ASTRAY = 0.02;
const MOST_ERRORS = 1.1;

const folder = mkdtempSync(join(tmpdir(), 'attune-crosstalk-'));
const listen = createListener({ path: process.env.PATH ?? '', temporary: tmpdir() });

async function hear(call: TrueCall, channels: readonly Float32Array[]): Promise<Transcript> {
  const file = join(folder, 'call.wav');
  writeFileSync(file, mulawWav(...channels));
  return await listen(
    {
      file,
      agent_channel: call.recorder.agent,
      language: 'auto',
      languages: ['en', 'zh'],
      model: positionals[0] ?? DEFAULT_MODEL,
      models: sharedPath('models'),
      cache: null,
      hub: null,
      threads: 2,
      ffmpeg: null,
      temporary: null,
      longest_ms: null,
    },
    () => {},
    null,
  );
}

function soundAt(level: string, channels: readonly Float32Array[]): readonly Float32Array[] {
  if (level === 'clean') return channels;
  if (level === 'softer') return channels.map((channel) => channel.map((sample) => SOFTER * sample));
  return leaking(channels, level === 'echo' ? ECHO : { db: -Number(level) });
}

type Sum = { astray: number; words: number; errors: number; tokens: number };
const sums = new Map<string, Sum>();
const row = (...cells: (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`);
row('call', 'leak', 'words astray', 'errors', 'turns', 'time');
row(...new Array(6).fill('---'));
const wanted = trueCalls(sharedPath('calls', 'calls.json')).filter(({ id }) =>
  values.only.split(',').some((part) => id.includes(part)),
);
const until = values.seconds === '' ? Number.POSITIVE_INFINITY : Number(values.seconds) * 1000;
for (const whole of wanted) {
  const { call, channels } = await stretchOf(whole, readFileSync(sharedPath('calls', whole.file)), until);
  for (const level of ['clean', ...values.levels.split(',')]) {
    const mixed = soundAt(level, channels);
    const transcript = await hear(call, mixed);
    const { errors, tokens } = callErrors(call, transcript);
    const wrong = astray(call, transcript);
    const words = transcript.turns.reduce((all, turn) => all + turn.words.length, 0);
    const sum = sums.get(level) ?? { astray: 0, words: 0, errors: 0, tokens: 0 };
    sums.set(level, {
      astray: sum.astray + wrong.length,
      words: sum.words + words,
      errors: sum.errors + errors,
      tokens: sum.tokens + tokens,
    });
    const took = `${(transcript.took_ms / 1000).toFixed(1)} s`;
    row(call.id, level, `${wrong.length}/${words}`, `${errors}/${tokens}`, transcript.turns.length, took);
    if (values.words && wrong.length > 0) console.log(`    ${wrong.map(({ text }) => text).join(' ')}`);
  }
}

let failures = 0;
console.log();
row('leak', 'words astray', 'errors', 'of the clean calls’', 'found');
row(...new Array(5).fill('---'));
const clean = sums.get('clean');
for (const [level, sum] of sums) {
  const share = sum.astray / Math.max(1, sum.words);
  const ratio = sum.errors / Math.max(1, clean?.errors ?? 0);
  const fails = Number(level) >= COUNTS && (share > MOST_ASTRAY || ratio > MOST_ERRORS);
  if (fails) failures++;
  row(
    level === 'echo' ? `${ECHO.late_ms} ms late at ${ECHO.db} dB` : Number(level) > 0 ? `−${level} dB` : level,
    `${sum.astray}/${sum.words} (${(100 * share).toFixed(1)} %)`,
    `${sum.errors}/${sum.tokens}`,
    ratio.toFixed(2),
    fails ? 'FAILS' : '',
  );
}
rmSync(folder, { recursive: true, force: true });
if (failures > 0) process.exitCode = 1;
