// Finds personal data in a conversation from its words alone, in English and Chinese, spoken and typed. Text becomes
// digits, words and signs; one person's turns become one dictation; email addresses, street addresses and dates are
// read first, because their digits are nothing else; remaining digits are identified by context and form; finally,
// everything found is searched for again throughout. When in doubt it masks: a masked order count costs a reviewer
// little, an unmasked card number much. Companies' toll-free numbers, short codes, and agents' own names and numbers
// stay.

import type { Turn } from '../../transcript/transcript.ts';
import { addressesOf } from './addresses.ts';
import { contextOf } from './context.ts';
import { type Conversation, readConversation } from './conversation.ts';
import { datesOf } from './dates.ts';
import { echoesOf } from './echoes.ts';
import { emailsOf } from './emails.ts';
import { type Find, identifiersOf } from './identifiers.ts';
import type { PersonalData, PersonalDataKind } from './kinds.ts';
import { namesOf } from './names.ts';
import { type Stretch, withWords, wordPlaces } from './places.ts';
import { joinData, namesAgain, type Placed, repeatsOf } from './repeats.ts';
import type { Token } from './tokens.ts';

export { PERSONAL_DATA, type PersonalData, type PersonalDataKind } from './kinds.ts';
export { MARK, markOf, maskTurns } from './mask.ts';

/**
 * Every stretch of personal data of the kinds asked for, by turn and place; no two overlap. Needs the whole
 * conversation: a question in one turn tells what the figures in the next are.
 */
export function findPersonalData(turns: readonly Turn[], kinds: readonly PersonalDataKind[]): PersonalData[] {
  if (kinds.length === 0) return [];
  const conversation = readConversation(turns);
  const taken = conversation.streams.map((tokens) => takeMarks(tokens));
  const finds = conversation.streams.flatMap((tokens, stream) =>
    inStream(conversation, tokens, taken[stream]!).map((find) => ({ ...find, stream })),
  );
  const data = joinData(conversation, finds);
  const again = repeatsOf(conversation, taken, data);
  for (const { stream, from, to } of again) taken[stream]!.fill(1, from, to);
  again.push(...echoesOf(conversation, taken, data));
  for (const { stream, from, to } of again) taken[stream]!.fill(1, from, to);
  const wanted = [...data, ...again].flatMap((find) => asWanted(find, kinds));
  const names = kinds.includes('name') ? namesIn(conversation, taken, data.length) : [];
  return asStretches(conversation, [...wanted, ...names]);
}

/** Read as something that is no personal data, unless it repeats some. */
const OTHERWISE = 2;

/** What is masked already is neither found again nor read as anything else. */
function takeMarks(tokens: readonly Token[]): Uint8Array {
  const taken = new Uint8Array(tokens.length);
  tokens.forEach(({ type }, i) => {
    if (type === 'mark') taken[i] = 1;
  });
  return taken;
}

function inStream(conversation: Conversation, tokens: readonly Token[], taken: Uint8Array): Find[] {
  const finds: Find[] = [];
  const kindsAt = (from: number, to = from + 1) => contextOf(conversation, tokens, from, to)?.kinds ?? [];
  const freshly = (at: number, kind: PersonalDataKind): boolean => {
    const context = contextOf(conversation, tokens, at, at + 1);
    return context?.fresh === true && context.kinds.includes(kind);
  };
  const take = (kind: PersonalDataKind | null, from: number, to: number): void => {
    if (taken.subarray(from, to).some(Boolean)) return;
    taken.fill(kind === null ? OTHERWISE : 1, from, to);
    if (kind !== null) finds.push({ kind, also: null, from, to, chars: charsOf(tokens.slice(from, to)) });
  };
  for (const { from, to } of emailsOf(tokens, (at) => kindsAt(at).includes('email'))) take('email', from, to);
  for (const { from, to } of addressesOf(tokens, (at) => freshly(at, 'address'))) take('address', from, to);
  for (const { from, to, year, month } of datesOf(tokens)) {
    const context = contextOf(conversation, tokens, from, to);
    // Only right after the question, or beside the word itself, is half a date one of birth.
    const around = context === null || (!context.fresh && !(year && month)) ? [] : context.kinds;
    const birth = around[0] === 'birth' || (around.length > 1 && around.includes('birth'));
    take(birth ? 'birth' : around[0] === 'expiry' && around.length > 0 ? 'card' : null, from, to);
  }
  for (const find of identifiersOf(conversation, tokens, taken)) {
    taken.fill(1, find.from, find.to);
    finds.push(find);
  }
  return finds;
}

const charsOf = (tokens: readonly Token[]): string =>
  tokens
    .filter(({ type }) => type !== 'sign' && type !== 'pause')
    .map(({ text }) => text)
    .join('');

/** A number of a kind nobody asked for may by its form be of one that was: a card's number given for an order's. */
function asWanted(find: Placed, kinds: readonly PersonalDataKind[]): Placed[] {
  if (kinds.includes(find.kind)) return [find];
  return find.also !== null && kinds.includes(find.also) ? [{ ...find, kind: find.also }] : [];
}

function namesIn(conversation: Conversation, taken: readonly Uint8Array[], data: number): Placed[] {
  const found = conversation.streams.flatMap((tokens, stream) =>
    namesOf(conversation, tokens, taken[stream]!).map((find) => ({ ...find, stream })),
  );
  const names = joinData(conversation, found).map((name) => ({ ...name, datum: name.datum + data }));
  for (const { stream, from, to } of names) taken[stream]!.fill(1, from, to);
  return [...names, ...namesAgain(conversation, taken, names)];
}

/** A find over several turns is one stretch in each. */
function asStretches({ turns, streams }: Conversation, finds: readonly Placed[]): PersonalData[] {
  const stretches: Stretch[] = [];
  for (const { kind, datum, stream, from, to } of finds) {
    const own = new Map<number, Stretch>();
    for (const { type, text, turn, start, end } of streams[stream]!.slice(from, to)) {
      const open = own.get(turn);
      if (type === 'pause' || type === 'end' || (type === 'sign' && open === undefined && !/^[(+]$/.test(text)))
        continue;
      if (open === undefined) own.set(turn, { kind, turn, start, end, datum });
      else open.end = end;
    }
    stretches.push(...own.values());
  }
  const byTurn = Map.groupBy(stretches, ({ turn }) => turn);
  const numbers = new Map<number, number>();
  return [...byTurn.keys()]
    .sort((a, b) => a - b)
    .flatMap((index) => {
      const places = wordPlaces(turns[index]!);
      return apart(byTurn.get(index)!).map((stretch) => {
        const datum = numbers.get(stretch.datum) ?? numbers.size;
        numbers.set(stretch.datum, datum);
        return withWords({ ...stretch, datum }, turns[index]!, places);
      });
    });
}

/** In order of place; of two that overlap the first is made to cover both. */
function apart(stretches: readonly Stretch[]): Stretch[] {
  const kept: Stretch[] = [];
  for (const stretch of stretches.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1);
    if (last && stretch.start < last.end) last.end = Math.max(last.end, stretch.end);
    else kept.push({ ...stretch });
  }
  return kept;
}
