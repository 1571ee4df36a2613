// The scorecards included with Attune: a general service call, a complaint (LAST: listen, apologise, solve, thank) and
// a chat. library/scorecards.json is kept as its authors wrote it and converted here.
import source from '../library/scorecards.json' with { type: 'json' };
import {
  Channel,
  type Competency,
  type Criterion,
  CriticalClass,
  NOT_APPLICABLE,
  type Scorecard,
  type Text,
} from './definition.ts';

type Row = (typeof source.scorecards)[number]['sections'][number]['criteria'][number];

/** Under this a section proposes coaching, unless the scorecard says otherwise. */
export const SECTION_THRESHOLD_BP = 7000;

/**
 * The competency a criterion shows, by its meaning: greeting, thanks, waits and courtesy are etiquette, LAST is
 * complaints, a gate is compliance; but a gate against rudeness is about staying polite under pressure (emotion).
 */
const COMPETENCY_OF: Record<string, Competency> = {
  ...each('etiquette', 'VG1 VG2 VG3 VG14 VG15 VG17 VG18 VG19 CH1 CH2 CH11 CH12'),
  ...each('listening', 'VG7 VG8 VG9 CH3 CH4'),
  ...each('language', 'VG13 CH8 CH9 CH10'),
  ...each('emotion', 'VG16 CL15'),
  ...each('knowledge', 'VG10 CH5'),
  ...each('solving', 'VG11 VG12 CH6 CH7'),
  ...each('complaints', 'CL1 CL2 CL3 CL4 CL5 CL6 CL7 CL8 CL9 CL10 CL11 CL12'),
  ...each('compliance', 'VG4 VG5 VG6 CL13 CL14 CL16 CH13 CH14 CH15'),
};

export const LIBRARY: readonly Scorecard[] = source.scorecards.map((scorecard) => ({
  id: scorecard.id,
  name: textOf(scorecard),
  channel: scorecard.channel === 'any' ? 'any' : Channel.parse(scorecard.channel),
  not_applicable: 'leaves-total',
  critical_policy: 'report',
  section_threshold_bp: SECTION_THRESHOLD_BP,
  sections: scorecard.sections.map((section) => ({
    id: section.id,
    name: textOf(section),
    criteria: section.criteria.map(criterionOf),
  })),
}));

function criterionOf(row: Row): Criterion {
  const competency = COMPETENCY_OF[row.id];
  if (!competency) throw new Error(`library.ts names no competency for ${row.id}`);
  const critical = row.critical === null ? null : CriticalClass.parse(row.critical);
  return {
    id: row.id,
    text: textOf(row),
    guidance: { en: row.evidence_en, zh: row.evidence_zh },
    weight: row.weight,
    scale: {
      type: 'choice',
      options: row.options.flatMap((option) =>
        option.value === null
          ? []
          : [{ key: option.key, label: textOf(option), value_bp: Math.round(option.value * 10_000) }],
      ),
    },
    may_not_apply: row.options.some((option) => option.key === NOT_APPLICABLE),
    critical,
    competency,
    comment: critical ? 'required-below-full' : 'optional',
    shown_when: null,
  };
}

function each(competency: Competency, ids: string): Record<string, Competency> {
  return Object.fromEntries(ids.split(' ').map((id) => [id, competency]));
}

function textOf({ en, zh }: Text): Text {
  return { en, zh };
}
