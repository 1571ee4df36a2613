// A framework of competencies: what agents are able to do, each with what is known, done and seen at four levels. It belongs
// to the organisation and is versioned as a whole. Criteria name the competency they show by its key, goals the version they
// were set by, so that what has been removed since can still be read in old plans.
import { z } from 'zod';
import { Competency, criteriaOf, type Draft } from '../scorecard/definition.ts';
import { error, type Finding } from '../scorecard/finding.ts';
import { Text } from '../scorecard/text.ts';
import { LEVELS, type Level } from './level.ts';

export const DIMENSIONS = ['technical', 'interaction'] as const;

/** What is seen at a level, in one line, and what lies behind it. */
const Seen = z
  .strictObject({ headline: Text, knowledge: Text.nullable(), skill: Text.nullable(), behaviour: Text.nullable() })
  .meta({ id: 'CompetencyLevel' });

const DescribedCompetency = z
  .strictObject({
    key: Competency,
    name: Text,
    dimension: z.enum(DIMENSIONS),
    /** What it is made up of. */
    facets: z.array(Text).max(20),
    levels: z.record(z.enum(LEVELS), Seen),
    /** The scene it is practised in, in words; null: what led to the goal is practised. */
    practice: Text.nullable(),
  })
  .meta({ id: 'DescribedCompetency' });
export type DescribedCompetency = z.infer<typeof DescribedCompetency>;

export const Framework = z
  .strictObject({
    levels: z.record(
      z.enum(LEVELS),
      z.strictObject({ name: Text, description: Text.nullable() }).meta({ id: 'LevelWords' }),
    ),
    competencies: z.array(DescribedCompetency).min(1).max(60),
  })
  .meta({ id: 'Framework' });
export type Framework = z.infer<typeof Framework>;

/** How a competency and two of its levels are called, and what is seen at the level wanted. */
export type GoalWords = { competency: Text; level_now: Text; level_wanted: Text; seen: Text };

export const competencyIn = (framework: Framework, key: Competency): DescribedCompetency | undefined =>
  framework.competencies.find((one) => one.key === key);

/** A goal in the words of the framework it was set by; null where that has no such competency. */
export function goalWords(
  framework: Framework,
  goal: { competency: Competency; level_now: Level; level_wanted: Level },
): GoalWords | null {
  const found = competencyIn(framework, goal.competency);
  if (!found) return null;
  return {
    competency: found.name,
    level_now: framework.levels[goal.level_now].name,
    level_wanted: framework.levels[goal.level_wanted].name,
    seen: found.levels[goal.level_wanted].headline,
  };
}

/** The first key two competencies share; null where each has its own. */
export function keyTwice({ competencies }: Framework): Competency | null {
  const keys = competencies.map(({ key }) => key);
  return keys.find((key, i) => keys.indexOf(key) < i) ?? null;
}

/** Errors for the criteria that show a competency the organisation does not have, in the scorecard's order. */
export const unknownCompetencies = (draft: Draft, known: ReadonlySet<Competency>): Finding[] =>
  criteriaOf(draft)
    .filter(({ competency }) => !known.has(competency))
    .map(({ id, competency }) => error('scorecard-competency-unknown', { criterion: id, competency }));
