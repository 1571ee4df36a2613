// From the short notation of the examples to a scorecard as the program knows it, and from a score to what they tell.
import type { Situation } from '../../../../scorecards/scorecard/conditions.ts';
import {
  type Criterion as Defined,
  type Scale,
  Scorecard,
  type Section as WholeSection,
} from '../../../../scorecards/scorecard/definition.ts';
import { proposes, type Scored } from '../../../../scorecards/scorecard/score.ts';
import { criterion as whole } from '../../given.ts';
import type { Card, Case, Criterion, Outcome, Section } from './calculator.ts';

const text = (words: string) => ({ en: words });
const bp = (percent: number): number => Math.round(percent * 100);

function scaleOf(short: Criterion): Scale {
  if (short.options) {
    const options = Object.entries(short.options).map(([key, worth]) => ({
      key,
      label: text(key),
      value_bp: bp(worth),
      fails: short.fails?.[key] ?? null,
    }));
    return { type: 'choice', options };
  }
  if (short.items) return { type: 'checklist', items: short.items.map((key) => ({ key, label: text(key) })) };
  if (short.ranges) {
    const ranges = short.ranges.map(({ up_to, worth }) => ({ up_to, label: null, value_bp: bp(worth) }));
    return { type: 'ranges', least: short.least!, ranges };
  }
  if (short.worst !== undefined) return { type: 'number', worst: short.worst, best: short.best! };
  if (short.points !== undefined) return { type: 'count', points: short.points, cap: short.cap! };
  return { type: short.day ? 'date' : 'text' };
}

const criterionOf = ([id, short]: [string, Criterion]): Defined =>
  whole(id, {
    weight: short.weight ?? 0,
    bonus: short.bonus ?? false,
    scale: scaleOf(short),
    not_applicable: short.may_not_apply ? 'allowed' : 'never',
    critical: short.critical ?? null,
    shown_when: (short.shown_when ?? null) as Defined['shown_when'],
  });

function sectionOf([id, { kind, weight, points, criteria }]: [string, Section]): WholeSection {
  const common = { id, name: text(id), criteria: Object.entries(criteria).map(criterionOf) };
  if (kind === undefined) return { ...common, kind: 'weighted', weight: weight ?? null };
  return kind === 'deduct' ? { ...common, kind, points: points! } : { ...common, kind };
}

export const scorecardFrom = (card: Card): Scorecard =>
  Scorecard.parse({
    format: 2,
    id: 'example',
    leading: 'en',
    name: text('Example'),
    purpose: null,
    rationale: null,
    channel: 'any',
    method: card.method,
    critical_policy: card.critical_policy ?? 'report',
    section_threshold: { value_bp: bp(card.threshold ?? 70), min_weight: card.min_weight ?? 0 },
    root_causes: [],
    ...(card.method === 'base'
      ? { base_points: card.base_points, bonus_cap: card.bonus_cap }
      : { not_applicable: card.not_applicable ?? 'leaves-total' }),
    sections: Object.entries(card.sections).map(sectionOf),
  });

/** Back again, for scorecards that were not written in it. */
export function cardFrom(scorecard: Scorecard): Card {
  return {
    method: scorecard.method,
    critical_policy: scorecard.critical_policy,
    threshold: scorecard.section_threshold.value_bp / 100,
    min_weight: scorecard.section_threshold.min_weight,
    ...(scorecard.method === 'base'
      ? { base_points: scorecard.base_points, bonus_cap: scorecard.bonus_cap }
      : { not_applicable: scorecard.not_applicable }),
    sections: Object.fromEntries(
      scorecard.sections.map((section) => [
        section.id,
        {
          ...(section.kind === 'weighted' ? { weight: section.weight ?? undefined } : { kind: section.kind }),
          ...(section.kind === 'deduct' ? { points: section.points } : {}),
          criteria: Object.fromEntries(section.criteria.map((one) => [one.id, shortOf(one)])),
        },
      ]),
    ),
  };
}

function shortOf({ scale, ...one }: Defined): Criterion {
  const common = {
    weight: one.weight,
    ...(one.bonus && { bonus: true as const }),
    ...(one.not_applicable !== 'never' && { may_not_apply: true as const }),
    ...(one.critical && { critical: one.critical }),
    ...(one.shown_when && { shown_when: one.shown_when }),
  };
  switch (scale.type) {
    case 'choice':
      return {
        ...common,
        options: Object.fromEntries(scale.options.map(({ key, value_bp }) => [key, value_bp / 100])),
        fails: Object.fromEntries(scale.options.flatMap(({ key, fails }) => (fails ? [[key, fails]] : []))),
      };
    case 'checklist':
      return { ...common, items: scale.items.map(({ key }) => key) };
    case 'ranges':
      return {
        ...common,
        least: scale.least,
        ranges: scale.ranges.map(({ up_to, value_bp }) => ({ up_to, worth: value_bp / 100 })),
      };
    case 'number':
      return { ...common, worst: scale.worst, best: scale.best };
    case 'count':
      return { ...common, points: scale.points, cap: scale.cap };
    case 'date':
      return { ...common, day: true };
    case 'text':
      return { ...common, words: true };
  }
}

export const situationFrom = ({ channel, language, metadata }: NonNullable<Case['interaction']>): Situation =>
  ({ channel: channel ?? null, language: language ?? null, metadata: metadata ?? {} }) as Situation;

const percent = (of: number | null): number | null => (of === null ? null : of / 100);

/** What the program's score says, in the words of the examples. */
export function outcomeOf(result: Scored): Outcome {
  const { sections, criteria, critical_errors, asked, answered } = result;
  const common = {
    score: percent(result.score_bp),
    final: percent(result.final_bp),
    sections: Object.fromEntries(sections.map(({ id, score_bp }) => [id, percent(score_bp)])),
    critical_errors: critical_errors.map(({ criterion }) => criterion),
    hidden: criteria.filter(({ state }) => state === 'hidden').map(({ id }) => id),
    below_threshold: sections.filter((one) => one.below_threshold).map(({ id }) => id),
    proposes: sections.filter(proposes).map(({ id }) => id),
    asked,
    answered,
  };
  if (result.formula === 'base-1') {
    const { lost, bonus, points, vetoes } = result;
    return { ...common, final_sections: {}, failed: [], lost, bonus, points, vetoes };
  }
  return {
    ...common,
    final_sections: Object.fromEntries(
      result.sections
        .filter(({ score_bp, final_bp }) => final_bp !== score_bp)
        .map(({ id, final_bp }) => [id, percent(final_bp)]),
    ),
    weight: result.applicable_weight_bp / 10_000,
    earned: result.earned / 10_000,
    failed: result.failed.map(({ criterion }) => criterion),
  };
}
