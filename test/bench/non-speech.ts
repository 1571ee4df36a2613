// Ten minutes of each kind of audio without speech, then a known stretch of a shared call, through the whole pipeline:
// the audio may give no words, and the speech after it must be recognised as well as alone. Run by hand:
//   node test/bench/non-speech.ts [--seconds 600] [--only PART_OF_A_NAME] [--both] [--words] [MODEL]
// `--both` uses English and Chinese after every sound; otherwise they alternate.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createListener } from '../../transcription/listening/listen.ts';
import { DEFAULT_MODEL } from '../../transcription/models/place.ts';
import type { Transcript } from '../../transcription/transcript/transcript.ts';
import { joinWords } from '../../transcription/transcript/words.ts';
import { heardBefore, onlyAfter, stretchOf } from '../transcription/after-sound.ts';
import { callErrors, type TrueCall, trueCalls } from '../transcription/voices.ts';
import { sharedPath } from './shared-folder.ts';
import { LINE_RATE, mulawWav, NON_SPEECH } from './sounds.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '600' },
    only: { type: 'string', default: '' },
    both: { type: 'boolean', default: false },
    words: { type: 'boolean', default: false },
  },
});
const seconds = Number(values.seconds);
const folder = mkdtempSync(join(tmpdir(), 'attune-non-speech-'));
const listen = createListener({ path: process.env.PATH ?? '', temporary: tmpdir() });

const hear = (name: string, channels: readonly Float32Array[], call: TrueCall): Promise<Transcript> => {
  const file = join(folder, `${name.replace(/[^a-z]+/gi, '-')}.wav`);
  writeFileSync(file, mulawWav(...channels));
  return listen(
    {
      file,
      agent_channel: call.recorder.agent,
      language: 'auto',
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
};

const calls = trueCalls(sharedPath('calls', 'calls.json'));
/** Stretches with both sides, short and long turns, and no hold: the first half minute of a call. */
const stretches = await Promise.all(
  ['en-parcel', 'zh-return'].map(async (id) => {
    const call = calls.find((one) => one.id === id);
    if (!call) throw new Error(`there is no ${id}`);
    const stretch = await stretchOf(call, readFileSync(sharedPath('calls', call.file)), 35_000);
    const alone = callErrors(stretch.call, await hear(`alone ${id}`, stretch.channels, call));
    return { ...stretch, alone };
  }),
);

/** Where the detector's frames fall shifts a word now and then: up to 3 % of them is no loss. */
const worse = (errors: number, alone: { errors: number; tokens: number }): boolean =>
  errors > alone.errors + Math.max(1, Math.round(0.03 * alone.tokens));

const row = (...cells: (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`);
console.log(`${seconds} s of each sound on both channels, then ${stretches.map(({ call }) => call.id).join(' or ')}\n`);
row('sound', 'words in it', 'then', 'errors after it', 'errors alone', 'time', 'found');
row(...new Array(7).fill('---'));
let failures = 0;
for (const [index, [name, make]] of Object.entries(NON_SPEECH).entries()) {
  if (!name.includes(values.only)) continue;
  const sounds = [make(seconds, index * 2 + 1), make(seconds, index * 2 + 2).map((s) => s / 3)];
  for (const [turn, { call, channels, alone }] of stretches.entries()) {
    if (!values.both && turn !== index % 2) continue;
    const joined = channels.map((channel, i) => {
      const whole = new Float32Array(seconds * LINE_RATE + channel.length);
      whole.set(sounds[i] ?? []);
      whole.set(channel, seconds * LINE_RATE);
      return whole;
    });
    const transcript = await hear(name, joined, call);
    const invented = heardBefore(transcript, seconds * 1000);
    const { errors } = callErrors(call, onlyAfter(transcript, seconds * 1000));
    if (invented.length > 0 || worse(errors, alone)) failures++;
    row(
      name,
      invented.length,
      call.id,
      `${errors}/${alone.tokens}`,
      `${alone.errors}/${alone.tokens}`,
      `${(transcript.took_ms / 1000).toFixed(1)} s`,
      `${invented.length > 0 ? 'WORDS ' : ''}${worse(errors, alone) ? 'WORSE' : ''}`,
    );
    if (values.words && invented.length > 0) console.log(`    ${joinWords(invented).slice(0, 300)}`);
  }
}
console.log(`\n${failures} of the sounds fail`);
rmSync(folder, { recursive: true, force: true });
