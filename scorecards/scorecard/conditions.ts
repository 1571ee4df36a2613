// Conditional criteria: asked only after certain answers ("was the customer transferred?" before "was the transfer
// explained?"), or only of certain interactions. Conditions on answers refer only to earlier criteria, so one pass decides
// the whole scorecard. An answer left on a criterion that has since been hidden counts for nothing, not even for a
// condition.
import { z } from 'zod';
import { type Answer, type Answers, answerOf } from './answers.ts';
import { Channel, type Condition, criteriaOf, type Scorecard } from './definition.ts';
import { read } from './worth.ts';

/** What a condition may ask about the interaction. `metadata`: its own columns, those that conditions name. */
export const Situation = z
  .object({
    channel: Channel.nullable(),
    language: z.string().nullable(),
    metadata: z.record(z.string(), z.string()),
  })
  .meta({ id: 'Situation' });
export type Situation = z.infer<typeof Situation>;

/** Of no interaction in particular: conditions on one do not hold. */
export const NOWHERE: Situation = { channel: null, language: null, metadata: {} };

/** What the scorecard's conditions want to know of an interaction, and nothing else of it. */
export function situationFor(
  scorecard: Scorecard,
  interaction: { channel: Channel; language: string | null; metadata: Readonly<Record<string, string>> },
): Situation {
  const parts = criteriaOf(scorecard).flatMap(({ shown_when }) => (shown_when ? partsOf(shown_when) : []));
  const named = new Set(parts.flatMap((one) => ('metadata' in one ? [one.metadata] : [])));
  const metadata = Object.fromEntries(Object.entries(interaction.metadata).filter(([column]) => named.has(column)));
  const asks = (what: 'channel' | 'language'): boolean => parts.some((one) => what in one);
  return {
    channel: asks('channel') ? interaction.channel : null,
    language: asks('language') ? interaction.language : null,
    metadata,
  };
}

/** Ids of the criteria that are asked, given the answers so far. */
export function askedIn(scorecard: Scorecard, answers: Answers, situation: Situation = NOWHERE): Set<string> {
  const asked = new Set<string>();
  const given: Given = new Map();
  for (const criterion of criteriaOf(scorecard)) {
    if (criterion.shown_when !== null && !holds(criterion.shown_when, given, situation)) continue;
    asked.add(criterion.id);
    const answer = answerOf(answers, criterion.id);
    const { state } = read(criterion, answer);
    if (state === 'answered' || state === 'not-applicable') given.set(criterion.id, answer!.value!);
  }
  return asked;
}

/** Answers to criteria that are asked, those that fit: any other is none, to conditions too. */
type Given = Map<string, NonNullable<Answer['value']>>;

function holds(condition: Condition, given: Given, situation: Situation): boolean {
  const part = (one: Condition): boolean => holds(one, given, situation);
  if ('all' in condition) return condition.all.every(part);
  if ('any' in condition) return condition.any.some(part);
  if ('not' in condition) return !part(condition.not);
  if ('channel' in condition) return condition.channel.some((one) => one === situation.channel);
  if ('language' in condition) return spoken(situation.language, condition.language);
  if ('metadata' in condition) {
    const { metadata } = situation;
    return Object.hasOwn(metadata, condition.metadata) && condition.is.includes(metadata[condition.metadata]!);
  }
  const value = given.get(condition.criterion) ?? [];
  return (Array.isArray(value) ? value : [String(value)]).some((key) => condition.is.includes(key));
}

/** `zh` is every Chinese; `zh-TW` that one alone. */
const spoken = (language: string | null, wanted: readonly string[]): boolean =>
  language !== null && wanted.some((tag) => language === tag || language.startsWith(`${tag}-`));

type Joined = { all: Condition[] } | { any: Condition[] } | { not: Condition };

/** What a condition is made of, as often as it is named: each part asks for one thing. */
export function partsOf(condition: Condition): Exclude<Condition, Joined>[] {
  if ('all' in condition) return condition.all.flatMap(partsOf);
  if ('any' in condition) return condition.any.flatMap(partsOf);
  if ('not' in condition) return partsOf(condition.not);
  return [condition];
}

/** The criteria a condition depends on. */
export const namedIn = (condition: Condition): { criterion: string; is: string[] }[] =>
  partsOf(condition).flatMap((one) => ('criterion' in one ? [one] : []));
