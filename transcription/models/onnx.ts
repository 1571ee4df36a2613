// The only file that imports onnxruntime-node: sessions and tensors with a minimal interface.

import { InferenceSession, Tensor } from 'onnxruntime-node';

/** Values by the names of a graph's inputs or outputs. */
export type Values = Record<string, Tensor>;

export type Graph = {
  inputs: readonly string[];
  outputs: readonly string[];
  /**
   * @param wanted names of the outputs that are given back, the others cost no memory; or by those names tensors of the
   *   right shape, which are then written into (null: a fresh one)
   */
  run(inputs: Values, wanted?: readonly string[] | Record<string, Tensor | null>): Promise<Values>;
};

/**
 * Options for every session. The runtime's arena keeps the most it ever needed and its patterns keep more: without them a
 * process holds 170 MB less and is no slower.
 */
export function sessionOptions(threads: number): InferenceSession.SessionOptions {
  return {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    enableCpuMemArena: false,
    enableMemPattern: false,
    logSeverityLevel: 3,
  };
}

/** @param file a graph on disk */
export async function openGraph(file: string, threads: number): Promise<Graph> {
  return asGraph(await InferenceSession.create(file, sessionOptions(threads)));
}

/** A session of the runtime, as the model library hands it out. */
export type Session = InferenceSession;

/** Wraps a session that was opened elsewhere (the model library opens its own, with the same runtime). */
export function asGraph(session: InferenceSession): Graph {
  return {
    inputs: session.inputNames,
    outputs: session.outputNames,
    run: (inputs, wanted) => session.run(inputs, wanted ?? session.outputNames) as Promise<Values>,
  };
}

export function floats(data: Float32Array, dims: readonly number[]): Tensor {
  return new Tensor('float32', data, dims);
}

export function integers(data: readonly number[], dims: readonly number[]): Tensor {
  return new Tensor('int64', BigInt64Array.from(data, BigInt), dims);
}

export function flag(value: boolean): Tensor {
  return new Tensor('bool', [value], [1]);
}

/** The numbers of a float tensor, without a copy. */
export function numbers(tensor: Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) throw new Error('the graph gave no floats');
  return tensor.data;
}

export type { Tensor };
