// Short notation for what a comparison tells.

export type Reported = Record<string, unknown>;

/** Of the scorecard, a section, a criterion, or a part of one. */
export const at = (section: string | null = null, criterion: string | null = null, ...part: string[]) => ({
  section,
  criterion,
  part,
});
export const is = (field: string, before: unknown, after: unknown, effect: Reported | null = null): Reported => ({
  what: 'value',
  field,
  before,
  after,
  effect,
});
export const says = (field: string, before: string | null, after: string | null, language = 'en'): Reported => ({
  what: 'text',
  field,
  language,
  before,
  after,
  effect: null,
});
export const moved = (thing: string, from: number, to: number): Reported => ({
  what: 'moved',
  thing,
  from: { section: null, place: from },
  to: { section: null, place: to },
  effect: null,
});
export const added = (thing: string, effect: Reported | null = null): Reported => ({ what: 'added', thing, effect });
export const removed = (thing: string, effect: Reported | null = null): Reported => ({
  what: 'removed',
  thing,
  effect,
});
export const costs = (
  of: string,
  option: string | null,
  before: number | null,
  after: number | null,
  unit = 'score',
) => ({
  of,
  option,
  unit,
  before,
  after,
});
export const label = (en: string) => ({ en });
