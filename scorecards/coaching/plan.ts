// A development plan has goals with measurable, dated steps. A suggested goal is one level up in one competency,
// following training practice: listen to one's own moment with the coach, role-play the scenario, then show it in later
// interactions. The coach may edit every word and date.
import { addDays } from '../calendar/calendar.ts';
import type { DescribedCompetency } from '../competencies/framework.ts';
import { type Level, levelAfter } from '../competencies/level.ts';
import type { Competency } from '../scorecard/definition.ts';
import type { Text } from '../scorecard/text.ts';
import { worded } from '../scorecard/worded.ts';

/** Of a goal. */
export const GOAL_STATES = ['open', 'reached', 'dropped'] as const;
export type GoalState = (typeof GOAL_STATES)[number];

export type SuggestedStep = { text: Text; due_on: string };

/** Dates without time. */
export type SuggestedGoal = {
  competency: Competency;
  level_now: Level;
  level_wanted: Level;
  due_on: string;
  steps: SuggestedStep[];
};

/**
 * Days from today: the moment while it is fresh, practice the week after, effect within the 30 days of practice.md's G.
 */
const STEP_DAYS = [7, 14, 30] as const;

/** Shown when 4 of the next 5 reviews are without it: 5 is what an agent gets in about a month. */
export const SHOWN_IN = { n: 4, m: 5 };

/**
 * A goal for a competency, one level above `level`; an expert's goal is to stay one. `about` names the criterion or
 * section that led to it, where there is one.
 */
export function suggestGoal(input: {
  competency: DescribedCompetency;
  level: Level;
  today: string;
  about?: Text | null;
}): SuggestedGoal {
  const { competency, level, today } = input;
  const wanted = levelAfter(level);
  const [hear, practise, show] = STEP_DAYS.map((days) => addDays(today, days)) as [string, string, string];
  const about = input.about ?? competency.name;
  const scene = competency.practice ?? about;
  const seen = competency.levels[wanted].headline;
  const { n, m } = SHOWN_IN;
  return {
    competency: competency.key,
    level_now: level,
    level_wanted: wanted,
    due_on: show,
    steps: [
      {
        text: {
          en: `Hear your own moment with your coach (${inWords(about, 'en')}), and say what worked and what you would do differently.`,
          zh: `和辅导员一起回听自己的录音片段（${inWords(about, 'zh')}），先说做得好的，再说下次怎么做。`,
        },
        due_on: hear,
      },
      {
        text: {
          en: `Practise the scene with your coach, hear how it went, and practise again: ${inWords(scene, 'en')}.`,
          zh: `与辅导员演练、听反馈、再演练：${inWords(scene, 'zh')}。`,
        },
        due_on: practise,
      },
      {
        text: {
          en: `In ${n} of your next ${m} reviews, show it: ${inWords(seen, 'en')}.`,
          zh: `在接下来的 ${m} 次质检中，有 ${n} 次做到：${inWords(seen, 'zh')}。`,
        },
        due_on: show,
      },
    ],
  };
}

const inWords = (text: Text, language: 'en' | 'zh'): string => worded(text, language).words;
