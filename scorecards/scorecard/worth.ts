// The value of one answer as an exact share of the criterion's weight: an option's value as defined, a checklist's
// share of ticked items, a number's position between worst and best; text counts for nothing. An answer that does not
// fit its scale counts as not given.

import { type Fraction, fraction } from '../statistics/fraction.ts';
import { type Answer, UNANSWERED } from './answers.ts';
import { type Criterion, NOT_APPLICABLE, type Scale } from './definition.ts';

/** `share` is 0 to 1; null for words. */
export type Reading =
  | { state: 'answered'; share: Fraction | null }
  | { state: 'not-applicable' }
  | { state: 'unanswered' }
  | { state: 'invalid'; problem: 'value-not-on-scale' | 'may-not-be-not-applicable' };

/** How an answer stands on the criterion's scale. */
export function read(criterion: Criterion, answer: Answer = UNANSWERED): Reading {
  const { value } = answer;
  const { scale } = criterion;
  if (value === null) return { state: 'unanswered' };
  if (scale.type === 'text') {
    if (value === NOT_APPLICABLE && criterion.may_not_apply) return { state: 'not-applicable' };
    if (typeof value !== 'string') return { state: 'invalid', problem: 'value-not-on-scale' };
    return value.trim() === '' ? { state: 'unanswered' } : { state: 'answered', share: null };
  }
  if (value === NOT_APPLICABLE) {
    return criterion.may_not_apply
      ? { state: 'not-applicable' }
      : { state: 'invalid', problem: 'may-not-be-not-applicable' };
  }
  const share = shareOf(scale, value);
  return share ? { state: 'answered', share } : { state: 'invalid', problem: 'value-not-on-scale' };
}

function shareOf(scale: Exclude<Scale, { type: 'text' }>, value: NonNullable<Answer['value']>): Fraction | null {
  switch (scale.type) {
    case 'choice': {
      const option = scale.options.find((one) => one.key === value);
      return option ? fraction(option.value_bp, 10_000) : null;
    }
    case 'checklist': {
      if (!Array.isArray(value)) return null;
      const ticked = new Set(value);
      const known = scale.items.filter((item) => ticked.has(item.key)).length;
      return known === ticked.size ? fraction(known, scale.items.length) : null;
    }
    case 'number': {
      if (typeof value !== 'number' || !Number.isInteger(value)) return null;
      const length = Math.abs(scale.best - scale.worst);
      const gone = scale.best >= scale.worst ? value - scale.worst : scale.worst - value;
      if (gone < 0 || gone > length) return null;
      return length === 0 ? fraction(1, 1) : fraction(gone, length);
    }
  }
}

/** The answer worth most on a scale; null for words. */
export function fullAnswer(scale: Scale): Exclude<Answer['value'], null> | null {
  switch (scale.type) {
    case 'choice':
      return scale.options.reduce((best, option) => (option.value_bp > best.value_bp ? option : best)).key;
    case 'checklist':
      return scale.items.map((item) => item.key);
    case 'number':
      return scale.best;
    case 'text':
      return null;
  }
}
