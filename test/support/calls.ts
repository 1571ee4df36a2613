// Speech for tests: the six recordings of the demonstration, two channels each, with their exact truth; and short cuts of
// them, one voice each (test/fixtures/README.md).
import { resolve } from 'node:path';
import { DEFAULT_LIMITS, openAudio } from '../../transcription/sound/audio.ts';
import { findFfmpeg } from '../../transcription/sound/ffmpeg.ts';
import { type TrueCall, trueCalls } from '../transcription/voices.ts';

const root = resolve(import.meta.dirname, '../..');

export const CALLS: readonly TrueCall[] = trueCalls(resolve(root, 'test/fixtures/speech/calls.json'));

export function trueCall(id: string): TrueCall {
  const call = CALLS.find((one) => one.id === id);
  if (!call) throw new Error(`there is no ${id}`);
  return call;
}

/** Absolute path of a call's recording. */
export const recordingOf = (id: string): string => resolve(root, 'processes/demo/recordings', trueCall(id).file);

const cut = (name: string): string => resolve(root, 'test/fixtures/speech', name);

/** What is said in each, and how long it is. */
export const SPEECH = {
  /** "Hello, I moved last week and I need to change the address on my card." 5 s. */
  newAddress: cut('new-address.wav'),
  /** "Of course. What is the card number?" 2.6 s. */
  cardNumber: cut('card-number.wav'),
  /** A card number is asked for, read out and repeated, on two channels. 13.5 s. */
  cardRead: cut('card-read.wav'),
  /** "No, that is all." 1.2 s. */
  thatIsAll: cut('that-is-all.wav'),
  /** "Hi. I ordered a desk lamp nine days ago and it still has not arrived. …" 8.2 s. */
  deskLamp: cut('desk-lamp.flac'),
  /** 「你好，我的信用卡丢了，怎么办？」 2.9 s. */
  lostCard: cut('lost-card.wav'),
};

/** The samples of a recording of one channel, at 16 kHz as the model hears them. */
export async function samplesOf(file: string): Promise<Float32Array> {
  const ffmpeg = findFfmpeg(process.env.FFMPEG_PATH ?? null, process.env.PATH ?? '');
  const sound = await openAudio(file, { ffmpeg, limits: DEFAULT_LIMITS, signal: null });
  const samples: number[] = [];
  for await (const [block = new Float32Array()] of sound.blocks) samples.push(...block);
  await sound.close();
  return Float32Array.from(samples);
}
