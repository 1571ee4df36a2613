// From one window of audio to tokens: decoding over Whisper's two graphs, without the model library's generation loop.
// Our own loop provides what the library's does not return (log-probabilities, the probability of no speech, attention
// only where needed), reuses the encoder's result for detection, decoding and retries, and takes half the time.

import { flag, floats, type Graph, integers, numbers, type Tensor, type Values } from '../models/onnx.ts';

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
  /** Tokens at most; fewer where the prompt leaves less of the text context. */
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
  /** Whether the model itself ended the text. */
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

/** Whisper's text context, prompt and text together (tokens). */
const LONGEST_TEXT = 448;

/** Writes what a window says. It holds the keys and values of one window: of the one that was asked about last. */
export type Decoder = {
  /**
   * A first look costs as much as ten tokens, nearly all of it for the keys and values of the sound.
   * @returns what the model thinks of every token where the text begins: the language, and whether anyone speaks
   */
  look(hidden: Tensor): Promise<Float32Array>;
  /** Writes token after token until the text ends. */
  write(hidden: Tensor, asking: Asking): Promise<DecodedTokens>;
};

/**
 * What is asked of it is done one after the other, in the same room: fresh tensors would be megabytes a step and dozens
 * a window, and the collector would take a tenth of the time.
 * @param start the token with which every text begins
 */
export function openDecoder(network: Network, start: number): Decoder {
  const { heads, width } = network;
  const room = openRoom(network);
  // Once the sound is in the keys and values, the graph asks for it and does not look at it.
  const unread = floats(new Float32Array(heads * width), [1, 1, heads * width]);
  const nothing = emptyPast(network);
  const bans = bansOf(network);
  const window = openWindow(network, start, room, nothing);

  const write = async (hidden: Tensor, { prompt, most, temperature, chance }: Asking): Promise<DecodedTokens> => {
    const { scores, sound } = await window.look(hidden);
    const longest = Math.min(most, LONGEST_TEXT - prompt.length);
    const rows: Float32Array[][] = network.alignment.map(() => []);
    const tokens: number[] = [];
    const logprobs: number[] = [];
    let finished = false;
    let total = 0;
    const read = reader({ network, room, past: { ...nothing, ...sound }, unread, width: scores.length, hidden });
    let values = await read(prompt);
    for (;;) {
      keepAttention(network, values, rows);
      const next = lastRow(values.logits);
      const banned = tokens.length === 0 ? bans.first : bans.later;
      const { token, logprob } =
        temperature === 0 ? likeliest(next, banned) : draw(next, banned, temperature, chance());
      total += logprob;
      finished = token === network.end;
      if (finished || tokens.length >= longest || goesRound(tokens)) break;
      tokens.push(token);
      logprobs.push(logprob);
      values = await read([token]);
    }
    return {
      tokens,
      logprobs,
      mean_logprob: total / (tokens.length + 1),
      finished,
      attention: rows.length > 0 ? rows.map((list) => joined(list, columnsOf(hidden))) : null,
      columns: columnsOf(hidden),
    };
  };

  const inTurn = oneAfterTheOther();
  return {
    look: (hidden) => inTurn(async () => (await window.look(hidden)).scores),
    write: (hidden, asking) => inTurn(() => write(hidden, asking)),
  };
}

/** The window at hand: what the model thinks of every token where its text begins, and the keys and values of its sound. */
function openWindow(network: Network, start: number, room: ReturnType<typeof openRoom>, nothing: Values) {
  let seen: Tensor | null = null;
  let found = { scores: new Float32Array(0) as Float32Array, sound: {} as Values };
  const look = async (hidden: Tensor): Promise<typeof found> => {
    if (seen === hidden) return found;
    seen = null;
    const inputs = {
      input_ids: integers([start], [1, 1]),
      encoder_hidden_states: hidden,
      use_cache_branch: flag(false),
    };
    const values = await network.decoder.run({ ...nothing, ...inputs }, room.forSound(columnsOf(hidden)));
    found = { scores: numbers(values.logits), sound: pastOf(values) };
    seen = hidden;
    return found;
  };
  return { look };
}

/** Tokens that are never written: at the beginning of a text, and after it. */
function bansOf(network: Network): { first: Uint8Array; later: Uint8Array } {
  const later = new Uint8Array(network.end + 1);
  for (const id of network.suppressed) if (id < later.length) later[id] = 1;
  const first = later.slice();
  for (const id of network.suppressedFirst) if (id < first.length) first[id] = 1;
  return { first, later };
}

/** Reads tokens into the text of one window, one run of the graph after the other. */
function reader(of: {
  network: Network;
  room: ReturnType<typeof openRoom>;
  /** Keys and values of the sound. */
  past: Values;
  unread: Tensor;
  /** How many tokens there are to choose from. */
  width: number;
  hidden: Tensor;
}): (ids: readonly number[]) => Promise<Values> {
  const again = { encoder_hidden_states: of.unread, use_cache_branch: flag(true) };
  let { past } = of;
  let length = 0;
  return async (ids) => {
    length += ids.length;
    const input_ids = integers(ids, [1, ids.length]);
    const values = await of.network.decoder.run(
      { ...past, ...again, input_ids },
      of.room.forText(length, ids.length, of.width, columnsOf(of.hidden)),
    );
    past = { ...past, ...pastOf(values) };
    return values;
  };
}

function oneAfterTheOther(): <T>(work: () => Promise<T>) => Promise<T> {
  let latest: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const done = latest.then(work, work);
    latest = done;
    return done;
  };
}

/** Tensors for the graph to write into; null: a fresh one. */
type Room = Record<string, Tensor | null>;

/** Room for what a run gives, used again and again. */
function openRoom(network: Network) {
  const { heads, width, alignment } = network;
  const ofSound = presentOf(network, 'encoder');
  const ofText = presentOf(network, 'decoder');
  const looking = alignment.map(([layer]) => `cross_attentions.${layer}`);
  const kept = new Map<string, Float32Array>();
  const tensor = (name: string, dims: readonly number[], most = dims): Tensor => {
    const needed = dims.reduce((a, b) => a * b);
    let values = kept.get(name);
    if (!values || values.length < needed) {
      values = new Float32Array(most.reduce((a, b) => a * b));
      kept.set(name, values);
    }
    return floats(values.subarray(0, needed), dims);
  };
  return {
    /** @param columns of the sound */
    forSound(columns: number): Room {
      const room: Room = { logits: null };
      for (const name of ofSound) room[name] = tensor(name, [1, heads, columns, width]);
      return room;
    },
    /**
     * Keys and values are read from one room while the longer ones are written into another.
     * @param length of the text with the tokens of this run @param steps tokens of this run
     */
    forText(length: number, steps: number, vocabulary: number, columns: number): Room {
      const room: Room = { logits: steps > 1 ? null : tensor('logits', [1, 1, vocabulary]) };
      for (const name of looking) room[name] = steps > 1 ? null : tensor(name, [1, heads, 1, columns]);
      for (const name of ofText) {
        room[name] = tensor(`${name} ${length % 2}`, [1, heads, length, width], [1, heads, LONGEST_TEXT, width]);
      }
      return room;
    },
  };
}

function emptyPast({ decoder, heads, width }: Network): Values {
  const past: Values = {};
  for (const name of decoder.inputs) {
    if (name.startsWith('past')) past[name] = floats(new Float32Array(0), [1, heads, 0, width]);
  }
  return past;
}

/** Outputs that are handed back in with the next token. @param side `encoder`: of the sound, `decoder`: of the text */
function presentOf({ decoder }: Network, side: 'encoder' | 'decoder'): string[] {
  return decoder.outputs.filter((name) => name.startsWith('present') && name.includes(`.${side}.`));
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

function pastOf(values: Values): Values {
  const past: Values = {};
  for (const [name, tensor] of Object.entries(values)) {
    if (name.startsWith('present')) past[name.replace('present', 'past_key_values')] = tensor;
  }
  return past;
}

const columnsOf = (hidden: Tensor): number => hidden.dims[1] ?? 0;

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
 * A token drawn with the probabilities of the scores divided by the temperature. Its log-probability is the model's
 * own, so that readings at different temperatures can be held against each other.
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

/** Copies the last step's attention of the alignment heads. */
function keepAttention(network: Network, values: Values, rows: Float32Array[][]): void {
  for (const [i, [layer, head]] of network.alignment.entries()) {
    const tensor = values[`cross_attentions.${layer}`];
    if (!tensor) continue;
    const [, , steps = 1, width = 1] = tensor.dims;
    const at = (head * steps + steps - 1) * width;
    rows[i]?.push(numbers(tensor).slice(at, at + width));
  }
}

function joined(list: readonly Float32Array[], width: number): Float32Array {
  const out = new Float32Array(list.length * width);
  for (const [i, values] of list.entries()) out.set(values, i * width);
  return out;
}
