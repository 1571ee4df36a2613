import { describe, expect, it } from 'vitest';
import { COMPETENCY_TEXTS, LEVEL_NAMES, LEVELS, levelAfter } from '../../../scorecards/coaching/competencies.ts';
import source from '../../../scorecards/library/scorecards.json' with { type: 'json' };
import { COMPETENCIES, criteriaOf, Scorecard } from '../../../scorecards/scorecard/definition.ts';
import { LIBRARY } from '../../../scorecards/scorecard/library.ts';

type Row = { id: string; weight: number; critical: string | null; zh: string };

describe('the shipped scorecards', () => {
  it('are scorecards', () => {
    for (const card of LIBRARY) expect(Scorecard.parse(card)).toEqual(card);
    expect(LIBRARY.map(({ id }) => id)).toEqual(['VG', 'CL', 'CH']);
  });

  it('hold every section, criterion and weight of their source', () => {
    for (const [i, card] of LIBRARY.entries()) {
      const rows = source.scorecards[i]!.sections.flatMap((section): Row[] => section.criteria);
      expect(criteriaOf(card).map(({ id, weight, critical, text }) => [id, weight, critical, text.zh])).toEqual(
        rows.map(({ id, weight, critical, zh }) => [id, weight, critical, zh]),
      );
      expect(criteriaOf(card).reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
    }
  });

  it('an option without a value becomes “may not apply”', () => {
    const [vg] = LIBRARY;
    const name = criteriaOf(vg!).find(({ id }) => id === 'VG3')!;
    expect(name.may_not_apply).toBe(true);
    expect(name.scale).toMatchObject({
      options: [
        { key: 'yes', value_bp: 10_000 },
        { key: 'no', value_bp: 0 },
      ],
    });
    expect(criteriaOf(vg!).find(({ id }) => id === 'VG1')!.may_not_apply).toBe(false);
  });

  it('want a comment on a critical criterion below full', () => {
    for (const one of LIBRARY.flatMap(criteriaOf))
      expect(one.comment).toBe(one.critical ? 'required-below-full' : 'optional');
  });
});

describe('competencies', () => {
  it('eight, each with four levels in both languages', () => {
    expect(Object.keys(COMPETENCY_TEXTS)).toEqual([...COMPETENCIES]);
    for (const { name, levels } of Object.values(COMPETENCY_TEXTS)) {
      expect(Object.keys(levels)).toEqual([...LEVELS]);
      for (const text of [name, ...Object.values(levels)]) expect(text.en && text.zh).toBeTruthy();
    }
    expect(LEVEL_NAMES.senior).toEqual({ en: 'Senior', zh: '高级' });
  });

  it('the next level up; an expert stays one', () => {
    expect(LEVELS.map(levelAfter)).toEqual(['intermediate', 'senior', 'expert', 'expert']);
  });
});
