import { describe, expect, it } from 'vitest';
import { suggestGoal } from '../../../scorecards/coaching/plan.ts';
import { competencyIn } from '../../../scorecards/competencies/framework.ts';
import { INCLUDED_FRAMEWORK } from '../../../scorecards/competencies/included.ts';
import { LEVELS } from '../../../scorecards/competencies/level.ts';

const { competencies: COMPETENCIES } = INCLUDED_FRAMEWORK;
const listening = competencyIn(INCLUDED_FRAMEWORK, 'listening')!;
const emotion = competencyIn(INCLUDED_FRAMEWORK, 'emotion')!;

describe('a suggested goal', () => {
  it('is one level up, in three dated steps: hear, practise, show', () => {
    const goal = suggestGoal({
      competency: listening,
      level: 'junior',
      today: '2026-03-02',
      about: { en: 'Restates the request', zh: '复述诉求' },
    });
    expect(goal).toMatchObject({
      competency: 'listening',
      level_now: 'junior',
      level_wanted: 'intermediate',
      due_on: '2026-04-01',
    });
    expect(goal.steps.map(({ due_on }) => due_on)).toEqual(['2026-03-09', '2026-03-16', '2026-04-01']);
    expect(goal.steps[0]!.text.en).toContain('Restates the request');
    expect(goal.steps[0]!.text.zh).toContain('复述诉求');
    expect(goal.steps[2]!.text.en).toBe(
      'In 4 of your next 5 reviews, show it: Repeats the matter back and confirms it.',
    );
  });

  it('is about what there is in the language, or in a region of it', () => {
    const about = { de: 'Fasst zusammen', 'zh-TW': '複述訴求', 'en-GB': 'Restates the request' };
    const [hear] = suggestGoal({ competency: listening, level: 'junior', today: '2026-03-02', about }).steps;
    expect([hear!.text.en, hear!.text.zh].map((words) => /[(（](.*?)[)）]/.exec(words!)![1])).toEqual([
      'Restates the request',
      '複述訴求',
    ]);
  });

  it('reads, for each competency, as here', () => {
    const read = COMPETENCIES.map((competency) => {
      const { steps, level_wanted } = suggestGoal({ competency, level: 'junior', today: '2026-03-02' });
      const text = competency.levels[level_wanted].headline;
      return { competency: competency.key, text, steps: steps.map((step) => step.text) };
    });
    expect(read).toMatchSnapshot();
  });

  it('of an expert is to stay one', () => {
    expect(suggestGoal({ competency: emotion, level: 'expert', today: '2026-03-02' }).level_wanted).toBe('expert');
  });

  it('has texts in both languages for every competency and level', () => {
    for (const competency of COMPETENCIES) {
      for (const level of LEVELS) {
        const { steps } = suggestGoal({ competency, level, today: '2026-03-02' });
        for (const step of steps) {
          expect(step.text.en).toMatch(/\.$/);
          expect(step.text.zh).toMatch(/。$/);
          expect(`${step.text.en}${step.text.zh}`).not.toMatch(/[!！]|undefined/);
        }
      }
    }
  });
});
