// Speaker encoder (GE2E: trained so that vectors of one speaker are close and those of others far; Wan et al., ICASSP
// 2018): a second or two of speech to a vector. It knows neither words nor names.

import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { floats, type Graph, numbers, openGraph } from '../models/onnx.ts';
import type { ModelPlace } from '../models/place.ts';
import { checkShipped, SHIPPED } from '../models/shipped.ts';
import type { Span } from '../sound/span.ts';
import { MEL_HOP, MEL_WINDOW, MELS, melSpectrum } from './mel.ts';
import type { Voiceprint } from './print.ts';

/** The folder of the one that comes with the product. */
export const DEFAULT_VOICEPRINT = 'speaker-ge2e';
/** The one file of such a folder: mel frames `[batch, frames, 40]` in, unit vectors `[batch, 256]` out. */
const ENCODER = 'encoder.onnx';
/** Windows that go through the graph together: more are no faster and hold more memory. */
const BATCH = 16;

/**
 * Opens the encoder where it is at hand.
 * @param name of a folder in the models folder, among those that come with the product or in the cache, or a path
 * @returns null if none can be opened: speakers are then not separated in mono
 * @throws Refusal as {@link checkShipped}
 */
export async function openVoiceprint(
  place: Pick<ModelPlace, 'models' | 'cache' | 'threads'>,
  name = DEFAULT_VOICEPRINT,
): Promise<Voiceprint | null> {
  const folders = isAbsolute(name)
    ? [name]
    : [place.models, SHIPPED, place.cache].flatMap((one) => (one ? join(one, name) : []));
  const file = folders.map((folder) => join(folder, ENCODER)).find((one) => existsSync(one));
  if (file === undefined) return null;
  await checkShipped(file);
  try {
    return voiceprint(await openGraph(file, place.threads));
  } catch {
    // Half a file, or another graph: words without speakers are worth more than no words.
    return null;
  }
}

function voiceprint(graph: Graph): Voiceprint {
  const [input = 'mel'] = graph.inputs;
  const [output = 'embedding'] = graph.outputs;
  return {
    async vectors(sound, windows) {
      const padded = new Float32Array(sound.length + MEL_WINDOW);
      padded.set(sound, MEL_WINDOW / 2);
      const frames = Math.max(1, Math.ceil(sound.length / MEL_HOP));
      const mel = melSpectrum(padded, frames);
      const vectors = windows.map(() => new Float32Array(0));
      for (const { length, members } of batches(windows, frames)) {
        const values = new Float32Array(members.length * length * MELS);
        for (const [i, { at }] of members.entries()) {
          values.set(mel.subarray(at * MELS, (at + length) * MELS), i * length * MELS);
        }
        const given = await graph.run({ [input]: floats(values, [members.length, length, MELS]) });
        const all = numbers(given[output]);
        const width = all.length / members.length;
        for (const [i, { index }] of members.entries()) vectors[index] = all.slice(i * width, (i + 1) * width);
      }
      return vectors;
    },
  };
}

type Batch = { length: number; members: { index: number; at: number }[] };

/** Windows as frames, those of one length together: {@link BATCH} at once take half the time of one after the other. */
function batches(windows: readonly Span[], frames: number): Batch[] {
  const done: Batch[] = [];
  const open = new Map<number, Batch>();
  for (const [index, { start, end }] of windows.entries()) {
    // To the tenth of a second, so that lengths meet.
    const length = Math.min(frames, Math.max(10, 10 * Math.round((end - start) / MEL_HOP / 10)));
    const at = Math.max(0, Math.min(frames - length, Math.round((start + end) / 2 / MEL_HOP - length / 2)));
    const batch = open.get(length) ?? { length, members: [] };
    if (batch.members.length === 0) done.push(batch);
    batch.members.push({ index, at });
    if (batch.members.length < BATCH) open.set(length, batch);
    else open.delete(length);
  }
  return done;
}
