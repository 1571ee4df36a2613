import { describe, expect, it } from 'vitest';
import { unknownCompetencies } from '../../../scorecards/competencies/framework.ts';
import { INCLUDED_FRAMEWORK } from '../../../scorecards/competencies/included.ts';
import source from '../../../scorecards/library/scorecards.json' with { type: 'json' };
import first from '../../../scorecards/library/scorecards-v1.json' with { type: 'json' };
import { type BaseScorecard, criteriaOf, Scorecard } from '../../../scorecards/scorecard/definition.ts';
import { LIBRARY } from '../../../scorecards/scorecard/library.ts';
import { LIBRARY_1 } from '../../../scorecards/scorecard/library-1.ts';

type Row = { id: string; weight?: number; critical: string | null; competency: string; zh: string };

describe('the shipped scorecards', () => {
  it('are scorecards, the first three as they were and as they are', () => {
    for (const card of [...LIBRARY, ...LIBRARY_1]) expect(Scorecard.parse(card)).toEqual(card);
    expect(LIBRARY.map(({ id }) => id)).toEqual(['VG', 'CL', 'CH', 'EM', 'SO', 'BS']);
    expect(LIBRARY_1.map(({ id }) => id)).toEqual(['VG', 'CL', 'CH']);
  });

  it.each([
    ['today', LIBRARY, source],
    ['before', LIBRARY_1, first],
  ])('hold every section, criterion and weight of their source, %s', (_, library, of) => {
    for (const [i, card] of library.entries()) {
      const rows = of.scorecards[i]!.sections.flatMap((section) => section.criteria as Row[]);
      expect(criteriaOf(card).map(({ id, weight, critical, text }) => [id, weight, critical, text.zh])).toEqual(
        rows.map(({ id, weight = 0, critical, zh }) => [id, weight, critical, zh]),
      );
      const weight = criteriaOf(card).reduce((sum, one) => sum + one.weight, 0);
      expect(weight).toBe(card.method === 'weighted' ? 100 : 0);
    }
  });

  it('say which competency a criterion feeds as their source does', () => {
    const rows = source.scorecards.flatMap((card) => card.sections.flatMap((section) => section.criteria as Row[]));
    expect(LIBRARY.flatMap(criteriaOf).map(({ competency }) => competency)).toEqual(rows.map((row) => row.competency));
  });

  it('an option without a value becomes “may not apply”', () => {
    const [vg] = LIBRARY_1;
    const name = criteriaOf(vg!).find(({ id }) => id === 'VG3')!;
    expect(name.not_applicable).toBe('allowed');
    expect(name.scale).toMatchObject({
      options: [
        { key: 'yes', value_bp: 10_000 },
        { key: 'no', value_bp: 0 },
      ],
    });
    expect(criteriaOf(vg!).find(({ id }) => id === 'VG1')!.not_applicable).toBe('never');
  });

  it('want a comment on a critical criterion below full', () => {
    for (const one of [...LIBRARY, ...LIBRARY_1].flatMap(criteriaOf))
      if (one.critical) expect(one.comment).toBe('required-below-full');
  });

  it('show competencies of the framework included', () => {
    const known = new Set(INCLUDED_FRAMEWORK.competencies.map(({ key }) => key));
    expect([...LIBRARY, ...LIBRARY_1].flatMap((card) => unknownCompetencies(card, known))).toEqual([]);
  });

  it('count down from what deduct sections can lose together, and veto by class', () => {
    const base = LIBRARY.find(({ id }) => id === 'BS') as BaseScorecard;
    const points = base.sections.map((one) => (one.kind === 'deduct' ? one.points : 0));
    expect(points.reduce((sum, one) => sum + one, 0)).toBe(base.base_points);
    expect(base.sections.map(({ kind }) => kind)).toEqual([...Array(5).fill('deduct'), 'bonus', 'veto']);
  });
});
