// The value of one answer as an exact share of the criterion's weight: an option's value as defined, a checklist's
// share of ticked items, a number's position between worst and best, what a range gives, what is left of a count's cap;
// days and words count for nothing. An answer that does not fit its scale counts as not given.

import { isDay } from '../calendar/calendar.ts';
import { type Fraction, fraction } from '../statistics/fraction.ts';
import { type Answer, UNANSWERED } from './answers.ts';
import { type Criterion, isRated, NOT_APPLICABLE, type Scale } from './definition.ts';

type Rated = Exclude<Scale, { type: 'date' | 'text' }>;

/** `share` is 0 to 1; null for days and words. */
export type Reading =
  | { state: 'answered'; share: Fraction | null }
  | { state: 'not-applicable' }
  | { state: 'unanswered' }
  | { state: 'invalid'; problem: 'value-not-on-scale' | 'may-not-be-not-applicable' };

/** More is no answer to how often something happened. */
export const MOST_TIMES = 999;

const NOT_ON_SCALE: Reading = { state: 'invalid', problem: 'value-not-on-scale' };

/** How an answer stands on the criterion's scale. */
export function read(criterion: Criterion, answer: Answer = UNANSWERED): Reading {
  const { value } = answer;
  const { scale } = criterion;
  if (value === null) return { state: 'unanswered' };
  if (value === NOT_APPLICABLE && criterion.not_applicable !== 'never') return { state: 'not-applicable' };
  if (!isRated(scale)) {
    if (typeof value !== 'string') return NOT_ON_SCALE;
    if (value.trim() === '') return { state: 'unanswered' };
    return scale.type === 'date' && !isDay(value) ? NOT_ON_SCALE : { state: 'answered', share: null };
  }
  if (value === NOT_APPLICABLE) return { state: 'invalid', problem: 'may-not-be-not-applicable' };
  const share = shareOf(scale, value);
  return share ? { state: 'answered', share } : NOT_ON_SCALE;
}

function shareOf(scale: Rated, value: NonNullable<Answer['value']>): Fraction | null {
  switch (scale.type) {
    case 'choice': {
      const option = scale.options.find((one) => one.key === value);
      return option ? fraction(option.value_bp, 10_000) : null;
    }
    case 'checklist': {
      if (!Array.isArray(value)) return null;
      const ticked = new Set(value);
      const known = scale.items.filter((item) => ticked.has(item.key)).length;
      // A draft's checklist may have no items yet.
      return known === ticked.size && scale.items.length > 0 ? fraction(known, scale.items.length) : null;
    }
    case 'number':
    case 'ranges':
    case 'count':
      return typeof value === 'number' && Number.isInteger(value) ? shareOfNumber(scale, value) : null;
  }
}

function shareOfNumber(scale: Extract<Rated, { type: 'number' | 'ranges' | 'count' }>, value: number): Fraction | null {
  switch (scale.type) {
    case 'number': {
      const length = Math.abs(scale.best - scale.worst);
      const gone = Math.abs(value - scale.worst);
      if (gone > length || Math.abs(scale.best - value) > length) return null;
      return length === 0 ? fraction(1, 1) : fraction(gone, length);
    }
    case 'ranges': {
      const range = scale.ranges.find(({ up_to }) => value <= up_to);
      return range && value >= scale.least ? fraction(range.value_bp, 10_000) : null;
    }
    case 'count':
      return value < 0 || value > MOST_TIMES ? null : fraction(scale.cap - pointsOf(scale, value), scale.cap);
  }
}

/** What so many times come to: points, the cap at most. */
export const pointsOf = ({ points, cap }: { points: number; cap: number }, times: number): number =>
  Math.min(cap, points * times);

type Value = NonNullable<Answer['value']>;

/** The answer worth most on a scale, the first of several; null for days, words, and a draft's scale without answers. */
export function fullAnswer(scale: Scale): Value | null {
  switch (scale.type) {
    case 'choice':
      return most(scale.options, ({ value_bp }) => value_bp)?.key ?? null;
    case 'checklist':
      return scale.items.map((item) => item.key);
    case 'number':
      return scale.best;
    case 'ranges':
      return most(scale.ranges, ({ value_bp }) => value_bp)?.up_to ?? null;
    case 'count':
      return 0;
    case 'date':
    case 'text':
      return null;
  }
}

/** The answer worth least on a scale, the first of several; null as for {@link fullAnswer}. */
export function worstAnswer(scale: Scale): Value | null {
  switch (scale.type) {
    case 'choice':
      return most(scale.options, ({ value_bp }) => -value_bp)?.key ?? null;
    case 'checklist':
      return [];
    case 'number':
      return scale.worst;
    case 'ranges':
      return most(scale.ranges, ({ value_bp }) => -value_bp)?.up_to ?? null;
    case 'count':
      return Math.min(MOST_TIMES, Math.ceil(scale.cap / scale.points));
    case 'date':
    case 'text':
      return null;
  }
}

/** The first of those for which `of` is greatest. */
const most = <T>(some: readonly T[], of: (one: T) => number): T | null =>
  some.reduce<T | null>((best, one) => (best === null || of(one) > of(best) ? one : best), null);
