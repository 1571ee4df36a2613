// One window of sound to tokens: decoding over Whisper's two graphs, without the model library's generation loop. Holding
// the loop gives what that one does not return (log-probabilities, the chance that nobody speaks, attention only where it
// is needed), keeps the encoder's work for detection, decoding and retries, and costs half the time.

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

/** What stands before the text, and how the next token is chosen. */
export type Asking = {
  /** Control tokens, and before them what was said earlier. */
  prompt: readonly number[];
  /** Tokens at most. */
  most: number;
  /** 0: the likeliest; above it is drawn, and bolder the higher it is. */
  temperature: number;
  /** Numbers from 0 to 1, called once a token where it is drawn. */
  chance: () => number;
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

/** A window after the first look at it. */
export type Look = {
  hidden: Tensor;
  /** What the model thinks of every token where the text begins: the language, and whether anybody speaks. */
  scores: Float32Array;
  /** The decoder's keys and values of the sound, computed once for all that is asked of it. */
  sound: Values;
};

/** The first look costs as much as ten tokens, nearly all of it for the keys and values of the sound. */
export async function look(network: Network, hidden: Tensor, start: number): Promise<Look> {
  const keys = presentOf(network).filter((name) => name.includes('.encoder.'));
  const values = await network.decoder.run(firstInputs(network, hidden, [start]), ['logits', ...keys]);
  return { hidden, scores: numbers(values.logits).slice(), sound: pastValues(values, keys) };
}

/** @returns the probabilities of some tokens, relative to each other */
export function sharesOf(scores: Float32Array, among: readonly number[]): number[] {
  const chosen = among.map((id) => scores[id] ?? Number.NEGATIVE_INFINITY);
  const most = Math.max(...chosen);
  const weights = chosen.map((score) => Math.exp(score - most));
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

/** @returns the probability of one token among all */
export function probabilityOf(scores: Float32Array, id: number): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > most) most = score;
  let sum = 0;
  for (const score of scores) sum += Math.exp(score - most);
  return Math.exp((scores[id] ?? Number.NEGATIVE_INFINITY) - most) / sum;
}

/** Writes token after token until the text ends. */
export async function decode(network: Network, seen: Look, asking: Asking): Promise<DecodedTokens> {
  const { prompt, most, temperature, chance } = asking;
  const looking = [...new Set(network.alignment.map(([layer]) => `cross_attentions.${layer}`))];
  const rows: Float32Array[][] = network.alignment.map(() => []);
  const tokens: number[] = [];
  const logprobs: number[] = [];
  let columns = 0;
  let finished = false;
  let total = 0;
  const growing = presentOf(network).filter((name) => name.includes('.decoder.'));
  const wanted = ['logits', ...growing, ...looking];
  // From here on the sound is in the keys and values: the graph asks for it and does not look at it.
  const unread = floats(new Float32Array(network.heads * network.width), [1, 1, network.heads * network.width]);
  const again = { encoder_hidden_states: unread, use_cache_branch: flag(true) };
  const nothing = emptyPast(network);
  let values = await network.decoder.run(
    { ...nothing, ...seen.sound, ...again, input_ids: integers(prompt, [1, prompt.length]) },
    wanted,
  );
  const room = openRoom(network, values, growing, looking, prompt.length + most);
  const past = { ...seen.sound, ...pastValues(values, growing) };
  const forbidden = new Uint8Array(network.end + 1);
  for (const id of network.suppressed) if (id < forbidden.length) forbidden[id] = 1;
  const forbiddenFirst = forbidden.slice();
  for (const id of network.suppressedFirst) if (id < forbidden.length) forbiddenFirst[id] = 1;
  for (;;) {
    columns = keepAttention(network, values, rows) ?? columns;
    const scores = lastRow(values.logits);
    const banned = tokens.length === 0 ? forbiddenFirst : forbidden;
    const { token, logprob } =
      temperature === 0 ? likeliest(scores, banned) : draw(scores, banned, temperature, chance());
    total += logprob;
    finished = token === network.end;
    if (finished || tokens.length >= most || goesRound(tokens)) break;
    tokens.push(token);
    logprobs.push(logprob);
    values = await network.decoder.run(
      { ...past, ...again, input_ids: integers([token], [1, 1]) },
      room.for(prompt.length + tokens.length),
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

/**
 * Room for what a step gives, used again and again: fresh tensors would be megabytes a step, and the collector would
 * take a tenth of the time. Keys and values are read from one room while the longer ones are written into another.
 * @param first what the first run gave
 * @param longest tokens at most, the prompt included
 */
function openRoom(
  { heads, width }: Network,
  first: Values,
  growing: readonly string[],
  looking: readonly string[],
  longest: number,
): { for: (length: number) => Values } {
  const size = heads * width;
  const once: Values = {};
  for (const name of ['logits', ...looking]) {
    const dims = first[name]?.dims.slice();
    if (!dims) continue;
    // [1, steps, vocabulary], [1, heads, steps, columns]: a step at a time from here on.
    dims[dims.length - 2] = 1;
    once[name] = floats(new Float32Array(dims.reduce((a, b) => a * b)), dims);
  }
  const rooms = [0, 1].map(() => new Map(growing.map((name) => [name, new Float32Array(longest * size)])));
  return {
    for(length) {
      const values: Values = { ...once };
      for (const [name, room] of rooms[length % 2] ?? []) {
        values[name] = floats(room.subarray(0, length * size), [1, heads, length, width]);
      }
      return values;
    },
  };
}

/** The first run computes the keys and values of the sound; its inputs for them are empty. */
function firstInputs(network: Network, hidden: Tensor, prompt: readonly number[]): Values {
  const inputs: Values = {
    input_ids: integers(prompt, [1, prompt.length]),
    encoder_hidden_states: hidden,
    use_cache_branch: flag(false),
  };
  return { ...inputs, ...emptyPast(network) };
}

function emptyPast({ decoder, heads, width }: Network): Values {
  const past: Values = {};
  for (const name of decoder.inputs) {
    if (name.startsWith('past')) past[name] = floats(new Float32Array(0), [1, heads, 0, width]);
  }
  return past;
}

function presentOf({ decoder }: Network): string[] {
  return decoder.outputs.filter((name) => name.startsWith('present'));
}

/** Times in a row after which a phrase is a loop from which no model comes back. */
const ROUNDS = 6;
/** Tokens of the longest phrase that is looked for. */
const LONGEST_ROUND = 16;
/** A number may be read out with as many equal figures. */
const LEAST_ROUND_TOKENS = 24;

/** Whether the end of the text is one phrase again and again: what comes after is more of it. */
export function goesRound(tokens: readonly number[]): boolean {
  for (let length = 1; length <= LONGEST_ROUND; length++) {
    const from = tokens.length - Math.max(length * ROUNDS, LEAST_ROUND_TOKENS);
    if (from < 0) continue;
    let at = tokens.length - 1;
    while (at - length >= from && tokens[at] === tokens[at - length]) at--;
    if (at - length < from) return true;
  }
  return false;
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
  return all.subarray(all.length - (logits?.dims.at(-1) ?? all.length));
}

type Choice = { token: number; logprob: number };

/** e to the power of this is nothing beside 1, even where thousands of tokens are as unlikely. */
const NEGLIGIBLE = -15;

/** The likeliest text token or the end, and its log-probability among those that may be written. */
export function likeliest(scores: Float32Array, forbidden: Uint8Array): Choice {
  let token = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let id = 0; id < forbidden.length; id++) {
    const score = scores[id] as number;
    if (score > most && forbidden[id] === 0) {
      most = score;
      token = id;
    }
  }
  return { token, logprob: -Math.log(weightOf(scores, forbidden, most, 1)) };
}

/**
 * A token drawn with the probabilities of the scores divided by the temperature. Its log-probability is the model's own,
 * so that readings at different temperatures can be held against each other.
 * @param at 0 to 1
 */
export function draw(scores: Float32Array, forbidden: Uint8Array, temperature: number, at: number): Choice {
  const best = likeliest(scores, forbidden);
  const most = scores[best.token] ?? 0;
  let left = at * weightOf(scores, forbidden, most, temperature);
  let { token } = best;
  for (let id = 0; id < forbidden.length && left >= 0; id++) {
    const distance = ((scores[id] ?? 0) - most) / temperature;
    if (forbidden[id] === 1 || distance < NEGLIGIBLE) continue;
    left -= Math.exp(distance);
    if (left < 0) token = id;
  }
  return { token, logprob: best.logprob + (scores[token] ?? 0) - most };
}

/** The sum of all that may be written, relative to the likeliest. */
function weightOf(scores: Float32Array, forbidden: Uint8Array, most: number, temperature: number): number {
  let sum = 0;
  for (let id = 0; id < forbidden.length; id++) {
    const distance = ((scores[id] as number) - most) / temperature;
    if (distance > NEGLIGIBLE && forbidden[id] === 0) sum += Math.exp(distance);
  }
  return sum;
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
  for (const [i, values] of list.entries()) out.set(values, i * width);
  return out;
}
