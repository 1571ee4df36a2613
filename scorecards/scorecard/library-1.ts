// Version 1 of the scorecards included with Attune: a general service call, a complaint (LAST: listen, apologise, solve,
// thank) and a chat. Evaluations made on it stay on it; the demonstration begins with it, and with its ratings.
// library/scorecards-v1.json is kept as its authors wrote it and converted here.
import source from '../library/scorecards-v1.json' with { type: 'json' };
import { Channel, type Competency, CriticalClass, NOT_APPLICABLE, type WeightedScorecard } from './definition.ts';
import { fromFormat1, type ScorecardFormat1 } from './format-1.ts';

type Row = (typeof source.scorecards)[number]['sections'][number]['criteria'][number];

/** Under this a section proposes coaching. */
const SECTION_THRESHOLD_BP = 7000;

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

const STORED: readonly ScorecardFormat1[] = source.scorecards.map((scorecard) => ({
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

export const LIBRARY_1: readonly WeightedScorecard[] = STORED.map(fromFormat1);

/** As they are stored in installations that published them before format 2. */
export const LIBRARY_1_STORED = STORED;

function criterionOf(row: Row): ScorecardFormat1['sections'][number]['criteria'][number] {
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

function textOf({ en, zh }: { en: string; zh: string }): { en: string; zh: string } {
  return { en, zh };
}
