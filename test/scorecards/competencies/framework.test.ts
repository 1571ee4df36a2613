import { describe, expect, it } from 'vitest';
import {
  competencyIn,
  Framework,
  goalWords,
  keyTwice,
  unknownCompetencies,
} from '../../../scorecards/competencies/framework.ts';
import { INCLUDED_FRAMEWORK } from '../../../scorecards/competencies/included.ts';
import { LEVELS, levelAfter } from '../../../scorecards/competencies/level.ts';
import { criterion, scorecardOf, section } from '../given.ts';

const listening = competencyIn(INCLUDED_FRAMEWORK, 'listening')!;
const having = (...competencies: Framework['competencies']): Framework => ({ ...INCLUDED_FRAMEWORK, competencies });

describe('the framework included', () => {
  it('has ten competencies with four levels, in both languages', () => {
    const { competencies, levels } = Framework.parse(INCLUDED_FRAMEWORK);
    expect(competencies.map(({ key }) => key)).toEqual([
      ...['etiquette', 'listening', 'language', 'emotion', 'knowledge'],
      ...['solving', 'complaints', 'compliance', 'tools', 'data'],
    ]);
    for (const one of competencies) {
      const lines = LEVELS.flatMap((level) => Object.values(one.levels[level]));
      for (const text of [one.name, one.practice, ...one.facets, ...lines])
        expect(Object.keys(text!)).toEqual(['en', 'zh']);
      expect(lines).toHaveLength(16);
      expect(one.facets).not.toEqual([]);
    }
    expect(LEVELS.map((level) => levels[level].name.zh)).toEqual(['初级', '中级', '高级', '专家']);
    expect(levels.senior.description).toEqual({
      en: 'Handles complex problems and trains newcomers',
      zh: '处理复杂问题并培训新人',
    });
  });

  it('says what is known, done and seen at a level, and where it is practised', () => {
    expect(listening).toMatchObject({
      name: { en: 'Listening', zh: '倾听' },
      dimension: 'interaction',
      levels: {
        junior: {
          headline: { en: 'Lets the customer finish' },
          knowledge: { zh: '知道倾听五层次和四类提问' },
          skill: { zh: '能边听边记，或从文字中抓住要点' },
          behaviour: { en: 'Does not cut in and does not ask twice' },
        },
      },
    });
    expect(listening.practice!.en).toMatch(/^a hesitant customer/);
    expect(competencyIn(INCLUDED_FRAMEWORK, 'tools')!.dimension).toBe('technical');
    expect(competencyIn(INCLUDED_FRAMEWORK, 'singing')).toBe(undefined);
  });
});

describe('levels', () => {
  it('are followed by the next one up; an expert stays one', () => {
    expect(LEVELS.map(levelAfter)).toEqual(['intermediate', 'senior', 'expert', 'expert']);
  });
});

describe('a goal', () => {
  it('is said in the words of its framework', () => {
    const goal = { competency: 'listening', level_now: 'junior', level_wanted: 'senior' } as const;
    expect(goalWords(INCLUDED_FRAMEWORK, goal)).toEqual({
      competency: { en: 'Listening', zh: '倾听' },
      level_now: { en: 'Junior', zh: '初级' },
      level_wanted: { en: 'Senior', zh: '高级' },
      seen: { en: 'Hears the unspoken need and asks before answering', zh: '听出潜在需求，先问后答' },
    });
    expect(goalWords(INCLUDED_FRAMEWORK, { ...goal, competency: 'singing' })).toBe(null);
  });
});

describe('keys', () => {
  it('are told apart', () => {
    expect(keyTwice(INCLUDED_FRAMEWORK)).toBe(null);
    const [first, second] = INCLUDED_FRAMEWORK.competencies;
    expect(keyTwice(having(first!, second!, { ...second!, name: { en: 'Again' } }))).toBe('listening');
  });

  it('that the organisation does not have are found in a scorecard', () => {
    const card = scorecardOf([
      section('A', criterion('a1', { competency: 'listening' }), criterion('a2', { competency: 'singing' })),
    ]);
    expect(unknownCompetencies(card, new Set(['listening']))).toEqual([
      {
        severity: 'error',
        code: 'scorecard-competency-unknown',
        params: { criterion: 'a2', competency: 'singing' },
      },
    ]);
    expect(unknownCompetencies(card, new Set(['listening', 'singing']))).toEqual([]);
  });
});
