// Silero's voice detector, run over a stream. It remembers what it heard, and after hold music its memory sticks: quiet
// speech that follows goes unnoticed. So its memory is set back whenever it has been sure for a while that nobody speaks.

import { createRequire } from 'node:module';
import type { VoiceLane } from './lane.ts';
import { floats, integers, numbers, openGraph, type Tensor } from './onnx.ts';
import { FRAME, RATE } from './speech.ts';

/** Samples of the frame before that the graph wants to see. */
const CONTEXT = 64;
/** Under this the detector is sure of silence. */
const SILENT = 0.1;
/** 2 s: shorter makes it forget between sentences, longer keeps it deaf for longer. */
const FORGET_FRAMES = Math.round((2 * RATE) / FRAME);

/** Opens lanes of one recording; each has a memory of its own. */
export type VoiceDetector = () => VoiceLane;

/** @param file the graph; by default the one of the package that ships it */
export async function openVoiceDetector(file = packagedGraph()): Promise<VoiceDetector> {
  const graph = await openGraph(file, 1);
  const rate = integers([RATE], []);
  return () => {
    let state: Tensor = silentState();
    let silent = 0;
    const input = new Float32Array(CONTEXT + FRAME);
    return {
      async next(frame) {
        input.set(frame, CONTEXT);
        const { output, stateN } = await graph.run({ input: floats(input, [1, input.length]), state, sr: rate });
        const probability = numbers(output)[0] ?? 0;
        if (stateN) state = stateN;
        input.copyWithin(0, FRAME);
        silent = probability < SILENT ? silent + 1 : 0;
        if (silent >= FORGET_FRAMES) {
          state = silentState();
          input.fill(0, 0, CONTEXT);
          silent = 0;
        }
        return probability;
      },
    };
  };
}

function silentState(): Tensor {
  return floats(new Float32Array(2 * 128), [2, 1, 128]);
}

function packagedGraph(): string {
  return createRequire(import.meta.url).resolve('@ricky0123/vad-web/dist/silero_vad_v6.onnx');
}
