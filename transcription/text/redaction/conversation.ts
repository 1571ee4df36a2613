// A conversation as the personal-data search reads it. One person's turns are read together, because numbers are
// dictated in pieces: "one three eight" – "mm-hm" – "one two three four". What the other side says in between (assent,
// or repeating a piece) does not end the dictation; anything else does. Earlier questions show what is being answered.

import type { Turn } from '../../transcript/transcript.ts';
import { asks, type Cue, cuesIn } from './cues.ts';
import { digitOf, readAtom } from './numbers.ts';
import type { Reading } from './readings.ts';
import { plainText, type Token, tokenise, typeOf } from './tokens.ts';
import { newVocabulary, type Word, words } from './vocabulary.ts';

export type Conversation = {
  turns: readonly Turn[];
  /** Lower-case text of each turn, of the same length. */
  plain: string[];
  tokens: Token[][];
  /** What a turn tells of numbers; read when someone asks. */
  cuesOf: (turn: number) => Cue[];
  /** Whether it asks for something. */
  asks: (turn: number) => boolean;
  /** What each turn says as a whole, where someone has asked (context.ts). */
  readings: (Reading | undefined)[];
  /** One row of tokens for each speaker. */
  streams: Token[][];
};

const ASSENT = words(
  /^(?:m+h?m*|mhm|mm|hm+|uh|huh|um|er|ok|okay|yes|yeah|yep|yup|right|sure|got|it|go|ahead|on|and|then|next|please|continue|alright|all|correct|thank|thanks|you|fine|great|perfect|good|i|see|after|that|the|rest|sir|ma'am|so|that's|嗯|好|的|对|是|您|你|说|请|继|续|然|后|呢|哦|啊|行|可|以|没|错|接|着|讲|记|下|来|了|往|谢|唔|噢)$/,
);
const READ_BACK = words(/^(?:dot|at|点|艾|特|underscore|dash|com)$/);
/** What a turn may hold beside assent and figures and still be no turn of its own. */
const ASSENT_REST = 1;
const ECHO_REST = 1;
/** Turns of the other side inside one dictation. */
const LONGEST_BRIDGE = 3;
const LONGEST_ASSENT = 30;

export function readConversation(turns: readonly Turn[]): Conversation {
  const plain = turns.map(({ text }) => plainText(text));
  const wordOf = newVocabulary(typeOf);
  const tokens = turns.map((turn, i) => tokenise(turn, i, plain[i]!, wordOf));
  const cuesOf = remembered((turn) => cuesIn(plain[turn]!));
  const assents = tokens.map((own, i) => isAssent(own, () => cuesOf(i)));
  tokens.forEach((own, i) => {
    if (!assents[i] && i > 0 && turns[i - 1]!.speaker !== turns[i]!.speaker) assents[i] = isEcho(own, tokens[i - 1]!);
  });
  const streams = streamsOf(turns, tokens, assents, wordOf('\n'));
  return { turns, plain, tokens, cuesOf, asks: remembered((turn) => asks(plain[turn]!)), readings: [], streams };
}

/** What is worked out of a turn once it is asked for. */
function remembered<T>(of: (turn: number) => T): (turn: number) => T {
  const known: (T | undefined)[] = [];
  return (turn) => {
    known[turn] ??= of(turn);
    return known[turn];
  };
}

/** Assent ("mm-hm", 好的您说) and figures read back. */
function isAssent(tokens: readonly Token[], cues: () => readonly Cue[]): boolean {
  if (tokens.length > LONGEST_ASSENT) return false;
  let rest = 0;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    if (token.type === 'sign' || token.type === 'mark' || ASSENT(token)) continue;
    if (token.type === 'digits' || digitOf(token) !== null || readAtom(tokens, i) !== null) continue;
    if (READ_BACK(token)) continue;
    rest += 1;
    if (rest > ASSENT_REST) return false;
  }
  return cues().every(({ kind }) => kind === 'number');
}

/** What was just said, read back: all but a word or two of assent stands in the turn before. */
function isEcho(tokens: readonly Token[], before: readonly Token[]): boolean {
  if (tokens.length > LONGEST_ASSENT || tokens.length > before.length + 6) return false;
  const said = new Set(before.map(({ text }) => text));
  const own = tokens.filter((token) => token.type !== 'sign' && !ASSENT(token));
  if (own.length < 2) return false;
  return own.filter(({ text }) => !said.has(text)).length <= ECHO_REST;
}

function streamsOf(
  turns: readonly Turn[],
  tokens: readonly Token[][],
  assents: readonly boolean[],
  between: Word,
): Token[][] {
  const streams = new Map<string, { row: Token[]; last: number }>();
  /** How many turns up to each one are more than assent, for counting those between two turns. */
  const full: number[] = [];
  for (const assent of assents) full.push((full.at(-1) ?? 0) + (assent ? 0 : 1));
  turns.forEach(({ speaker }, i) => {
    const stream = streams.get(speaker) ?? { row: [], last: -1 };
    if (stream.last >= 0) {
      const others = i - stream.last - 1;
      const bridged = others <= LONGEST_BRIDGE && (full[i - 1] ?? 0) - (full[stream.last] ?? 0) === 0;
      const at = tokens[i]?.[0]?.start ?? 0;
      const type = bridged ? 'pause' : 'end';
      const place = { turn: i, place: 0, start: at, end: at };
      stream.row.push({ type, text: '\n', word: between, raw: '\n', ...place, spaced: true, row: null, atom: null });
    }
    for (const token of tokens[i]!) stream.row.push(token);
    stream.last = i;
    streams.set(speaker, stream);
  });
  return [...streams.values()].map(({ row }) => row);
}
