// A draft is a scorecard someone is writing. What it lacks is listed, not forbidden; what is left empty in it, a language
// without words or a remark nobody wrote, is taken out when it is published.

import { type Condition, type Criterion, type Draft, Scorecard, type Section } from './definition.ts';
import { error, type Finding } from './finding.ts';
import type { LanguageTag, Text } from './text.ts';

/** What somebody who begins a scorecard has decided. */
export type Beginning = Pick<
  Draft,
  'id' | 'leading' | 'name' | 'channel' | 'method' | 'critical_policy' | 'section_threshold'
>;

/** Where counting begins in a base score nobody has changed. */
const BASE_POINTS = 100;

/** A scorecard without a criterion. */
export function emptyDraft({ method, ...of }: Beginning): Draft {
  const common = { format: 2 as const, ...of, purpose: null, rationale: null, root_causes: [], sections: [] };
  return method === 'base'
    ? { ...common, method, base_points: BASE_POINTS, bonus_cap: 0 }
    : { ...common, method, not_applicable: 'leaves-total' };
}

export const hasWords = (text: Text | null): boolean =>
  text !== null && Object.values(text).some((words) => words.trim() !== '');

/** What hinders a draft from being a scorecard at all, in scorecard order. */
export function incomplete(draft: Draft): Finding[] {
  return [
    ...lacks(!hasWords(draft.name), 'scorecard-no-name'),
    ...lacks(draft.sections.length === 0, 'scorecard-no-sections'),
    ...draft.sections.flatMap((section) => [
      ...lacks(!hasWords(section.name), 'scorecard-section-no-name', { section: section.id }),
      ...lacks(section.criteria.length === 0, 'scorecard-section-empty', { section: section.id }),
      ...(section.criteria as Criterion[]).flatMap(criterionLacks),
    ]),
    ...draft.root_causes.flatMap(({ key, name, causes }) =>
      [{ key, name }, ...causes].flatMap((one) =>
        lacks(!hasWords(one.name), 'scorecard-cause-no-name', { cause: one.key }),
      ),
    ),
  ];
}

function criterionLacks({ id, text, scale, comment, evidence, shown_when }: Criterion): Finding[] {
  const at = { criterion: id };
  const named =
    scale.type === 'choice'
      ? scale.options
      : scale.type === 'checklist'
        ? scale.items
        : ([] as { key: string; label: Text }[]);
  return [
    ...lacks(!hasWords(text), 'scorecard-no-text', at),
    ...lacks(scale.type === 'choice' && scale.options.length < 2, 'scorecard-few-options', at),
    ...lacks(scale.type === 'checklist' && scale.items.length === 0, 'scorecard-no-items', at),
    ...lacks(scale.type === 'ranges' && scale.ranges.length === 0, 'scorecard-no-ranges', at),
    ...named.flatMap(({ key, label }) => lacks(!hasWords(label), 'scorecard-option-no-label', { ...at, option: key })),
    ...lacks(
      [comment, evidence].some((rule) => typeof rule === 'object' && rule.required_with.length === 0),
      'scorecard-rule-empty',
      at,
    ),
    ...lacks(shown_when !== null && isEmpty(shown_when), 'scorecard-condition-empty', at),
  ];
}

const lacks = (lacking: boolean, code: Finding['code'], params: Finding['params'] = {}): Finding[] =>
  lacking ? [error(code, params)] : [];

/** Whether a part of the condition names nothing. */
function isEmpty(condition: Condition): boolean {
  if ('all' in condition) return condition.all.length === 0 || condition.all.some(isEmpty);
  if ('any' in condition) return condition.any.length === 0 || condition.any.some(isEmpty);
  if ('not' in condition) return isEmpty(condition.not);
  if ('channel' in condition) return condition.channel.length === 0;
  if ('language' in condition) return condition.language.length === 0;
  return condition.is.length === 0 || ('metadata' in condition && condition.metadata === '');
}

/** The scorecard a draft is, when {@link incomplete} and check.ts find no error in it. */
export const finished = (draft: Draft): Scorecard => Scorecard.parse(withTexts(draft, worded, wordedOrNull));

/** Only the languages that have words. */
const worded = (text: Text): Text =>
  Object.fromEntries(Object.entries(text).filter(([, words]) => words.trim() !== ''));
const wordedOrNull = (text: Text | null): Text | null => (text && hasWords(text) ? worded(text) : null);

/** The draft with each of its texts replaced: those that have to be there, and those that need not. */
export function withTexts(draft: Draft, must: (text: Text) => Text, may: (text: Text | null) => Text | null): Draft {
  const cause = <C extends { name: Text }>(one: C): C => ({ ...one, name: must(one.name) });
  return {
    ...draft,
    name: must(draft.name),
    purpose: may(draft.purpose),
    rationale: may(draft.rationale),
    root_causes: draft.root_causes.map((one) => ({ ...cause(one), causes: one.causes.map(cause) })),
    sections: (draft.sections as Section[]).map((section) => ({
      ...section,
      name: must(section.name),
      criteria: (section.criteria as Criterion[]).map((one) => criterionWith(one, must, may)),
    })),
  } as Draft;
}

function criterionWith(
  criterion: Criterion,
  must: (text: Text) => Text,
  may: (text: Text | null) => Text | null,
): Criterion {
  const { guidance, scale } = criterion;
  const label = <O extends { label: Text }>(one: O): O => ({ ...one, label: must(one.label) });
  return {
    ...criterion,
    text: must(criterion.text),
    guidance: {
      decide: may(guidance.decide),
      good: may(guidance.good),
      poor: may(guidance.poor),
      not_applicable: may(guidance.not_applicable),
      evidence: may(guidance.evidence),
    },
    scale:
      scale.type === 'choice'
        ? { ...scale, options: scale.options.map(label) }
        : scale.type === 'checklist'
          ? { ...scale, items: scale.items.map(label) }
          : scale.type === 'ranges'
            ? { ...scale, ranges: scale.ranges.map((one) => ({ ...one, label: may(one.label) })) }
            : scale,
  };
}

/** Every text of a draft in reading order, with the criterion or section it belongs to; those nobody wrote are left out. */
export function textsOf(draft: Draft): { section: string | null; criterion: string | null; text: Text }[] {
  const found: { section: string | null; criterion: string | null; text: Text }[] = [];
  const place = { section: null as string | null, criterion: null as string | null };
  const keep = <T extends Text | null>(text: T): T => {
    if (text && hasWords(text)) found.push({ ...place, text });
    return text;
  };
  withTexts({ ...draft, sections: [] } as Draft, keep, keep);
  for (const section of draft.sections as Section[]) {
    place.section = section.id;
    place.criterion = null;
    keep(section.name);
    for (const criterion of section.criteria as Criterion[]) {
      place.criterion = criterion.id;
      criterionWith(criterion, keep, keep);
    }
  }
  return found;
}

/** The languages any text of it is in, the leading one first. */
export function languagesOf(draft: Draft): LanguageTag[] {
  const others = new Set(textsOf(draft).flatMap(({ text }) => Object.keys(worded(text))));
  others.delete(draft.leading);
  return [draft.leading, ...[...others].sort()];
}
