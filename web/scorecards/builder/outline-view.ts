// What the outline shows, and where a row can go. Pure.
import { type Draft, isRated, type Section } from '../../../scorecards/scorecard/definition.ts';
import { criteriaIn, sectionsOf } from '../../../scorecards/scorecard/edit.ts';
import { worded } from '../../../scorecards/scorecard/worded.ts';

export type Row = {
  of: 'card' | 'section' | 'criterion';
  id: string;
  /** Its section; of a section itself. */
  section: string;
  name: string;
  /** Weight or points, as figures. */
  counts: string;
};

/** Where a row goes: before another one of its kind, or at the end. */
export type Drop = { section: string; before: string | null };

/** The scorecard, its sections and criteria; with words, only what holds them, and the sections around that. */
export function outlineOf(draft: Draft, words: string, language: string): Row[] {
  const wanted = words.trim().toLowerCase();
  const name = (text: Draft['name']) => worded(text, language).words;
  const holds = (id: string, text: Draft['name']) =>
    wanted === '' || [id, ...Object.values(text)].some((one) => one.toLowerCase().includes(wanted));
  const card: Row = { of: 'card', id: draft.id, section: '', name: name(draft.name), counts: '' };
  return [
    card,
    ...sectionsOf(draft).flatMap((section): Row[] => {
      const row: Row = {
        of: 'section',
        id: section.id,
        section: section.id,
        name: name(section.name),
        counts: sectionCounts(section),
      };
      const whole = holds(section.id, section.name);
      const criteria = criteriaIn(section)
        .filter((one) => (whole && wanted === '') || holds(one.id, one.text))
        .map(
          (one): Row => ({
            of: 'criterion',
            id: one.id,
            section: section.id,
            name: name(one.text),
            counts: section.kind === 'weighted' && isRated(one.scale) && one.weight > 0 ? String(one.weight) : '',
          }),
        );
      return whole || criteria.length > 0 ? [row, ...criteria] : [];
    }),
  ];
}

function sectionCounts(section: Section): string {
  if (section.kind === 'deduct') return `−${section.points}`;
  if (section.kind !== 'weighted') return '';
  const own = criteriaIn(section).reduce((sum, one) => sum + (isRated(one.scale) && !one.bonus ? one.weight : 0), 0);
  return String(section.weight ?? own);
}

/** The row before or after; the ends stay where they are. */
export function neighbourOf(rows: readonly Row[], row: Row, step: number): Row {
  const at = rows.findIndex((one) => one.of === row.of && one.id === row.id);
  return rows[Math.min(rows.length - 1, Math.max(0, at + step))] ?? row;
}

/** Where one step up or down takes it; null at the ends. A criterion goes on into the next section. */
export function stepped(draft: Draft, row: Row, step: number): Drop | null {
  const sections = sectionsOf(draft);
  if (row.of === 'section') {
    const at = sections.findIndex(({ id }) => id === row.id);
    const to = at + step;
    if (to < 0 || to >= sections.length) return null;
    return { section: '', before: sections[step > 0 ? to + 1 : to]?.id ?? null };
  }
  const at = sections.findIndex((section) => criteriaIn(section).some(({ id }) => id === row.id));
  const own = sections[at];
  if (!own) return null;
  const criteria = criteriaIn(own);
  const place = criteria.findIndex(({ id }) => id === row.id) + step;
  if (place >= 0 && place < criteria.length) {
    return { section: own.id, before: criteria[step > 0 ? place + 1 : place]?.id ?? null };
  }
  const next = sections[at + step];
  if (!next) return null;
  return { section: next.id, before: step > 0 ? (criteriaIn(next)[0]?.id ?? null) : null };
}

type Seen = { row: string; top: number; bottom: number };

/** Where a row held at this height would go, and where the line for it is drawn (px within the list). */
export function dropAt(
  rows: readonly Row[],
  seen: readonly Seen[],
  row: Row,
  y: number,
): (Drop & { y: number }) | null {
  const place = new Map(seen.map((one) => [one.row, one]));
  const at = (one: Row) => place.get(`${one.of}/${one.id}`);
  if (row.of === 'section') {
    const sections = rows.filter((one) => one.of === 'section');
    const next = sections.find((one) => y < middle(at(one)));
    const end = seen.at(-1)?.bottom ?? 0;
    return { section: '', before: next?.id ?? null, y: (next ? (at(next)?.top ?? 0) : end) - 1 };
  }
  // The last row whose upper half is passed says the section; the criterion goes behind it.
  const above = rows.findLast((one) => one.of !== 'card' && y >= middle(at(one)));
  if (!above) return null;
  const inside = rows.filter((one) => one.of === 'criterion' && one.section === above.section);
  const before = above.of === 'section' ? inside[0] : inside[inside.findIndex(({ id }) => id === above.id) + 1];
  return { section: above.section, before: before?.id ?? null, y: (at(above)?.bottom ?? 0) - 1 };
}

const middle = (seen: Seen | undefined): number => (seen ? (seen.top + seen.bottom) / 2 : Number.POSITIVE_INFINITY);
