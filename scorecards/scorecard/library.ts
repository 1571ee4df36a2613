// The scorecards included with Attune, kept as their authors wrote them (library/) and read here: a voice call, a complaint
// (LAST), a chat, an e-mail, social media, and a voice call as a base score (扣分制). What was published on version 1 of the
// first three stays on it.
import source from '../library/scorecards.json' with { type: 'json' };
import { ROOT_CAUSES } from './causes.ts';
import type { Lineage } from './comparable.ts';
import {
  Channel,
  type Condition,
  type Criterion,
  CriticalClass,
  type Scale,
  type Scorecard,
  type Section,
} from './definition.ts';
import type { Text } from './text.ts';

type Card = (typeof source.scorecards)[number];
/** The file's rows do not all have every field. */
type Row = {
  id: string;
  en: string;
  zh: string;
  weight?: number;
  scale: string;
  options?: { key: string; en: string; zh: string; value: number | null }[];
  items?: { key: string; en: string; zh: string }[];
  points?: number;
  cap?: number;
  default?: number;
  may_not_apply: boolean;
  critical: string | null;
  competency: string;
  comment: string;
  guidance_en: string;
  guidance_zh: string;
  good_en: string;
  good_zh: string;
  poor_en: string;
  poor_zh: string;
  na_en: string | null;
  na_zh: string | null;
  evidence_en: string;
  evidence_zh: string;
  shown_when: unknown;
};
type Part = { id: string; en: string; zh: string; kind?: string; points?: number; criteria: Row[] };

export const LIBRARY: readonly Scorecard[] = source.scorecards.map(scorecardOf);

/** What became of the criteria of version 1 in version 2. */
export const LINEAGE: readonly Lineage[] = source.lineage;

/** Those that ask about the same thing in two ways: an organisation uses one of them. */
export const ALTERNATIVES: readonly (readonly [string, string])[] = [['VG', 'BS']];

/** What an organisation begins with: of two that ask the same, the first. */
export const BEGINNING: readonly Scorecard[] = LIBRARY.filter(
  ({ id }) => !ALTERNATIVES.some(([, other]) => other === id),
);

function scorecardOf(card: Card): Scorecard {
  const common = {
    format: 2 as const,
    id: card.id,
    leading: 'en',
    name: both(card.en, card.zh),
    purpose: both(card.use_en, card.use_zh),
    rationale: both(card.rationale_en, card.rationale_zh),
    channel: card.channel === 'any' ? ('any' as const) : Channel.parse(card.channel),
    critical_policy: oneOf(['report', 'zero'] as const, card.critical_policy),
    section_threshold: {
      value_bp: card.section_threshold.value * 100,
      min_weight: card.section_threshold.min_weight,
    },
    root_causes: [...ROOT_CAUSES],
  };
  const parts = card.sections as Part[];
  if (card.method === 'base') {
    const { base_points, bonus_cap } = card as { base_points?: number; bonus_cap?: number };
    return {
      ...common,
      method: 'base',
      base_points: base_points!,
      bonus_cap: bonus_cap!,
      sections: parts.map(baseSection),
    };
  }
  return {
    ...common,
    method: 'weighted',
    not_applicable: oneOf(['leaves-total', 'stays-in-section'] as const, card.not_applicable),
    sections: parts.map((part) => ({ ...sectionOf(part), kind: 'weighted', weight: null })),
  };
}

function sectionOf(part: Part) {
  return { id: part.id, name: both(part.en, part.zh), criteria: part.criteria.map(criterionOf) };
}

function baseSection(part: Part): Extract<Section, { kind: 'deduct' | 'bonus' | 'veto' }> {
  const kind = oneOf(['deduct', 'bonus', 'veto'] as const, part.kind ?? '');
  return kind === 'deduct' ? { ...sectionOf(part), kind, points: part.points! } : { ...sectionOf(part), kind };
}

function criterionOf(row: Row): Criterion {
  const critical = row.critical === null ? null : CriticalClass.parse(row.critical);
  const scale = scaleOf(row);
  return {
    id: row.id,
    text: both(row.en, row.zh),
    guidance: {
      decide: both(row.guidance_en, row.guidance_zh),
      good: both(row.good_en, row.good_zh),
      poor: both(row.poor_en, row.poor_zh),
      not_applicable: row.na_en === null || row.na_zh === null ? null : both(row.na_en, row.na_zh),
      evidence: both(row.evidence_en, row.evidence_zh),
    },
    weight: row.weight ?? 0,
    bonus: false,
    scale,
    not_applicable: row.may_not_apply ? 'allowed' : 'never',
    critical,
    competency: row.competency,
    comment: oneOf(['optional', 'required', 'required-below-full'] as const, row.comment),
    evidence: 'optional',
    cause: 'optional',
    starts_as: row.default ?? null,
    shown_when: row.shown_when as Condition | null,
  };
}

function scaleOf(row: Row): Scale {
  switch (row.scale) {
    case 'choice':
      return {
        type: 'choice',
        options: row.options!.flatMap(({ key, en, zh, value }) =>
          value === null ? [] : [{ key, label: both(en, zh), value_bp: Math.round(value * 10_000), fails: null }],
        ),
      };
    case 'checklist':
      return { type: 'checklist', items: row.items!.map(({ key, en, zh }) => ({ key, label: both(en, zh) })) };
    case 'count':
      // The file says by its sign whether points are taken or given; here the section does.
      return { type: 'count', points: Math.abs(row.points!), cap: row.cap! };
    default:
      throw new Error(`library/scorecards.json has a scale ${row.scale}`);
  }
}

function oneOf<T extends string>(known: readonly T[], value: string): T {
  const found = known.find((one) => one === value);
  if (!found) throw new Error(`library/scorecards.json has ${value} where one of ${known.join(', ')} is expected`);
  return found;
}

function both(en: string, zh: string): Text {
  return { en, zh };
}
