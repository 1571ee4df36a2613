// Silero's voice detector on a stream. It is stateful, and after hold music its state sticks: quiet speech that follows
// is missed. So its state is reset after a while of certain silence. The graph processes several lanes for little more
// than one, so frames requested together run together.

import { join } from 'node:path';
import { floats, integers, numbers, openGraph } from '../models/onnx.ts';
import { checkShipped, SHIPPED } from '../models/shipped.ts';
import { FRAME, RATE } from '../sound/span.ts';
import type { VoiceLane } from './lane.ts';

/** Samples of the frame before that the graph wants to see. */
const CONTEXT = 64;
/** Numbers of one layer of its memory; there are two. */
const MEMORY = 128;
/** Under this the detector is sure of silence. */
const SILENT = 0.1;
/** 2 s: shorter makes it forget between sentences, longer keeps it deaf for longer. */
const FORGET_FRAMES = Math.round((2 * RATE) / FRAME);

/** The graph that comes with the product. */
const SILERO = join(SHIPPED, 'silero-vad', 'silero_vad_v6.onnx');

/** Opens lanes of one recording; each has a memory of its own. */
export type VoiceDetector = () => VoiceLane;

type Lane = { input: Float32Array; memory: Float32Array; silent: number };
type Asked = { lane: Lane; answer: (probability: number) => void; fail: (error: unknown) => void };

/** @throws Refusal as {@link checkShipped} */
export async function openVoiceDetector(): Promise<VoiceDetector> {
  await checkShipped(SILERO);
  const graph = await openGraph(SILERO, 1);
  const rate = integers([RATE], []);
  let asked: Asked[] = [];

  const run = async (): Promise<void> => {
    const together = asked;
    asked = [];
    const size = together.length;
    const input = new Float32Array(size * (CONTEXT + FRAME));
    const memory = new Float32Array(2 * size * MEMORY);
    for (const [i, { lane }] of together.entries()) {
      input.set(lane.input, i * lane.input.length);
      memory.set(lane.memory.subarray(0, MEMORY), i * MEMORY);
      memory.set(lane.memory.subarray(MEMORY), (size + i) * MEMORY);
    }
    try {
      const values = await graph.run({
        input: floats(input, [size, CONTEXT + FRAME]),
        state: floats(memory, [2, size, MEMORY]),
        sr: rate,
      });
      const output = numbers(values.output);
      const next = numbers(values.stateN);
      for (const [i, { lane, answer }] of together.entries()) {
        lane.memory.set(next.subarray(i * MEMORY, (i + 1) * MEMORY));
        lane.memory.set(next.subarray((size + i) * MEMORY, (size + i + 1) * MEMORY), MEMORY);
        const probability = output[i] ?? 0;
        remember(lane, probability);
        answer(probability);
      }
    } catch (error) {
      for (const { fail } of together) fail(error);
    }
  };

  return () => {
    const lane: Lane = { input: new Float32Array(CONTEXT + FRAME), memory: new Float32Array(2 * MEMORY), silent: 0 };
    return {
      next(frame) {
        lane.input.set(frame, CONTEXT);
        return new Promise((answer, fail) => {
          asked.push({ lane, answer, fail });
          // The others of this moment have asked by the time the microtasks run.
          if (asked.length === 1) queueMicrotask(() => void run());
        });
      },
    };
  };
}

function remember(lane: Lane, probability: number): void {
  lane.input.copyWithin(0, FRAME);
  lane.silent = probability < SILENT ? lane.silent + 1 : 0;
  if (lane.silent < FORGET_FRAMES) return;
  lane.memory.fill(0);
  lane.input.fill(0, 0, CONTEXT);
  lane.silent = 0;
}
