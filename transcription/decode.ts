// One window of sound to tokens: greedy decoding over Whisper's two graphs, without the model library's generation loop.
// Holding the loop gives what that one does not return (log-probabilities, the chance that nobody speaks, attention only
// where it is needed), keeps the encoder's work for detection, decoding and retries, and costs half the time.

import { flag, floats, type Graph, integers, numbers, type Tensor, type Values } from './onnx.ts';

/** What the graphs and the generation settings of one model say. */
export type Network = {
  encoder: Graph;
  decoder: Graph;
  layers: number;
  heads: number;
  /** Width of one head. */
  width: number;
  /** End of text. Ids below it are text, ids above it are control tokens. */
  end: number;
  /** Never written, and never written first. */
  suppressed: readonly number[];
  suppressedFirst: readonly number[];
  /** [layer, head] pairs whose attention follows the sound; empty where the export does not give attention. */
  alignment: readonly (readonly [number, number])[];
};

export type DecodedTokens = {
  tokens: number[];
  /** One for each token. */
  logprobs: number[];
  /** Mean log-probability with the end of text, as Whisper's thresholds mean it. */
  mean_logprob: number;
  /** Whether the end of text came by itself. */
  finished: boolean;
  /** For each alignment head one row of attention for every token and for the end; null where the export gives none. */
  attention: Float32Array[] | null;
  /** Columns of a row of attention. */
  columns: number;
};

/** @param features log-mel, 80 or 128 × 3000 */
export async function encode(network: Network, features: Tensor): Promise<Tensor> {
  const { last_hidden_state } = await network.encoder.run({ input_features: features }, ['last_hidden_state']);
  if (!last_hidden_state) throw new Error('the encoder gave nothing');
  return last_hidden_state;
}

/** @returns the probabilities of some tokens at the very first step, relative to each other */
export async function firstStep(
  network: Network,
  hidden: Tensor,
  start: number,
  among: readonly number[],
): Promise<number[]> {
  const { logits } = await network.decoder.run(firstInputs(network, hidden, [start]), ['logits']);
  const scores = numbers(logits);
  const chosen = among.map((id) => scores[id] ?? Number.NEGATIVE_INFINITY);
  const most = Math.max(...chosen);
  const weights = chosen.map((score) => Math.exp(score - most));
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

/**
 * Writes the most likely token until the text ends.
 * @param prompt control tokens that stand before the text
 * @param most tokens at most
 */
export async function decodeGreedily(
  network: Network,
  hidden: Tensor,
  prompt: readonly number[],
  most: number,
): Promise<DecodedTokens> {
  const looking = [...new Set(network.alignment.map(([layer]) => `cross_attentions.${layer}`))];
  const rows: Float32Array[][] = network.alignment.map(() => []);
  const tokens: number[] = [];
  const logprobs: number[] = [];
  let columns = 0;
  let finished = false;
  let total = 0;
  const present = network.decoder.outputs.filter((name) => name.startsWith('present'));
  let values = await network.decoder.run(firstInputs(network, hidden, prompt), ['logits', ...present, ...looking]);
  const past = pastValues(values, present);
  const growing = present.filter((name) => name.includes('.decoder.'));
  const forbidden = new Uint8Array(network.end + 1);
  for (const id of network.suppressed) if (id < forbidden.length) forbidden[id] = 1;
  for (;;) {
    columns = keepAttention(network, values, rows) ?? columns;
    const { token, logprob } = pick(
      lastRow(values.logits),
      forbidden,
      tokens.length === 0 ? network.suppressedFirst : [],
    );
    total += logprob;
    finished = token === network.end;
    if (finished || tokens.length >= most) break;
    tokens.push(token);
    logprobs.push(logprob);
    values = await network.decoder.run(
      { ...past, input_ids: integers([token], [1, 1]), encoder_hidden_states: hidden, use_cache_branch: flag(true) },
      ['logits', ...growing, ...looking],
    );
    Object.assign(past, pastValues(values, growing));
  }
  return {
    tokens,
    logprobs,
    mean_logprob: total / (tokens.length + 1),
    finished,
    attention: rows.length > 0 ? rows.map((list) => joined(list, columns)) : null,
    columns,
  };
}

/** The first run computes the keys and values of the sound; its inputs for them are empty. */
function firstInputs(network: Network, hidden: Tensor, prompt: readonly number[]): Values {
  const inputs: Values = {
    input_ids: integers(prompt, [1, prompt.length]),
    encoder_hidden_states: hidden,
    use_cache_branch: flag(false),
  };
  for (const name of network.decoder.inputs) {
    if (name.startsWith('past')) inputs[name] = floats(new Float32Array(0), [1, network.heads, 0, network.width]);
  }
  return inputs;
}

function pastValues(values: Values, present: readonly string[]): Values {
  const past: Values = {};
  for (const name of present) {
    const tensor = values[name];
    if (tensor) past[name.replace('present', 'past_key_values')] = tensor;
  }
  return past;
}

function lastRow(logits: Tensor | undefined): Float32Array {
  const all = numbers(logits);
  const width = logits?.dims.at(-1) ?? all.length;
  return all.subarray(all.length - width);
}

/** The likeliest text token or the end, and its log-probability among those that may be written. */
function pick(
  scores: Float32Array,
  forbidden: Uint8Array,
  first: readonly number[],
): { token: number; logprob: number } {
  let token = -1;
  let most = Number.NEGATIVE_INFINITY;
  for (let id = 0; id < forbidden.length; id++) {
    const score = scores[id] ?? 0;
    if (score > most && forbidden[id] === 0 && !first.includes(id)) {
      most = score;
      token = id;
    }
  }
  let sum = 0;
  for (let id = 0; id < forbidden.length; id++) if (forbidden[id] === 0) sum += Math.exp((scores[id] ?? 0) - most);
  return { token, logprob: -Math.log(sum) };
}

/** Copies the last step's attention of the alignment heads. @returns columns of a row */
function keepAttention(network: Network, values: Values, rows: Float32Array[][]): number | null {
  let columns: number | null = null;
  for (const [i, [layer, head]] of network.alignment.entries()) {
    const tensor = values[`cross_attentions.${layer}`];
    if (!tensor) continue;
    const [, , steps = 1, width = 1] = tensor.dims;
    columns = width;
    const at = (head * steps + steps - 1) * width;
    rows[i]?.push(numbers(tensor).slice(at, at + width));
  }
  return columns;
}

function joined(list: readonly Float32Array[], width: number): Float32Array {
  const out = new Float32Array(list.length * width);
  for (const [i, row] of list.entries()) out.set(row, i * width);
  return out;
}
