// Coaching: tasks with their evidence, and an agent's development plan.
import { z } from 'zod';
import { GOAL_STATES } from '../../scorecards/coaching/plan.ts';
import { TASK_STATES } from '../../scorecards/coaching/task.ts';
import { CAUSE_KINDS } from '../../scorecards/coaching/triggers.ts';
import { LEVELS } from '../../scorecards/competencies/level.ts';
import { Channel, Competency, CriticalClass } from '../../scorecards/scorecard/definition.ts';
import { Text } from '../../scorecards/scorecard/text.ts';
import { EvaluationRow } from '../evaluations/contract.ts';
import { Count, Day, Instant, Ms, Named, pageOf, paging } from '../http/contract.ts';
import { MeanEstimate } from '../samples/contract.ts';
import { ScorecardBreak, ScorecardName } from '../scorecards/contract.ts';

export const TaskState = z.enum(TASK_STATES).meta({ id: 'TaskState' });
const Level = z.enum(LEVELS).meta({ id: 'Level' });
const GoalState = z.enum(GOAL_STATES);
export type GoalState = z.infer<typeof GoalState>;

const GoalWords = z
  .object({ competency: Text, level_now: Text, level_wanted: Text, seen: Text.describe('At the level wanted') })
  .meta({ id: 'GoalWords', description: 'By the framework the goal was set by' });

// --- What is sent ----------------------------------------------------------------------------------------------------

export const Note = z.string().max(4000).default('');
/** What a person writes: in their own language, given for both. */
const Words = Text.refine((text) => Object.values(text).every((words) => words.length <= 1000), {
  error: 'more than 1000 characters',
});

export const NewStep = z.object({ text: Words, due_on: Day }).meta({ id: 'NewStep' });

export const NewGoal = z
  .object({
    agent: z.string().max(100),
    competency: Competency,
    level_now: Level,
    level_wanted: Level,
    due_on: Day,
    steps: z.array(NewStep).max(50).nullable().describe('null: the suggested ones'),
  })
  .meta({ id: 'NewGoal' });

export const GoalChange = z
  .object({ level_now: Level, level_wanted: Level, due_on: Day, state: GoalState })
  .partial()
  .meta({ id: 'GoalChange' });

// --- Tasks -----------------------------------------------------------------------------------------------------------

const EvidenceRow = z
  .object({
    id: z.string(),
    evaluation_id: z.string(),
    submitted_at: Instant,
    interaction_id: z.string(),
    channel: Channel,
    criterion: z.string().nullable(),
    text: Text.nullable().describe('The criterion in words'),
    turn: Count.nullable(),
    start_ms: Ms.nullable().describe('null: no moment was pinned'),
    end_ms: Ms.nullable(),
    quote: z.string(),
    comment: z.string(),
  })
  .meta({ id: 'EvidenceRow' });
export type EvidenceRow = z.infer<typeof EvidenceRow>;

export const TaskCard = z
  .object({
    id: z.string(),
    agent: Named,
    coach: Named.nullable(),
    kind: z.enum(CAUSE_KINDS),
    about: z.object({ id: z.string(), text: Text }).describe('The criterion or section, as its scorecard has it'),
    critical: CriticalClass.nullable().describe('Whom the critical error hurts; null for a section'),
    competency: Competency,
    scorecard: ScorecardName,
    state: TaskState,
    moves: z.array(TaskState).describe('Where it may go from here'),
    due_on: Day,
    goal: z.object({ id: z.string(), words: GoalWords }).nullable(),
    rests_on: z
      .object({ reviews: Count, of: Count, weeks: Count })
      .describe('Reviews that show the cause, of those of the last weeks that asked about it'),
    evidence: z.array(EvidenceRow).describe('By time of the review, then of the moment'),
    reason: z.string().nullable().describe('Why it was dismissed'),
    merged_into: z.string().nullable(),
    created_at: Instant,
    changed_at: Instant.describe('Since when it stands where it stands, or last got new evidence'),
  })
  .meta({ id: 'TaskCard' });
export type TaskCard = z.infer<typeof TaskCard>;

export const TaskFilter = z.object({
  agent: z.string().max(100).optional(),
  open: z
    .enum(['true', 'false'])
    .transform((given) => given === 'true')
    .optional(),
  ...paging(200),
});

export const TaskList = pageOf(TaskCard).meta({ id: 'TaskList' });

const TaskEvent = z
  .object({
    id: z.string(),
    state: TaskState,
    note: z.string(),
    by: Named.nullable().describe('null: the product, on a submitted evaluation'),
    at: Instant,
  })
  .meta({ id: 'TaskEvent', description: 'With the state as before: evidence was added' });
export type TaskEvent = z.infer<typeof TaskEvent>;

export const TaskPage = TaskCard.extend({ events: z.array(TaskEvent) }).meta({ id: 'TaskPage' });
export type TaskPage = z.infer<typeof TaskPage>;

export const MovedTask = z
  .object({ id: z.string(), state: TaskState, goal_id: z.string().nullable(), coach_id: z.string().nullable() })
  .meta({ id: 'MovedTask' });

export const MergedTask = z.object({ into: z.string() }).meta({ id: 'MergedTask' });

// --- Plans -----------------------------------------------------------------------------------------------------------

const StepRow = z
  .object({ id: z.string(), position: Count, text: Text, due_on: Day, done_at: Instant.nullable() })
  .meta({ id: 'StepRow' });
export type StepRow = z.infer<typeof StepRow>;

const GoalRow = z
  .object({
    id: z.string(),
    competency: Competency,
    level_now: Level,
    level_wanted: Level,
    words: GoalWords,
    due_on: Day,
    state: GoalState,
    created_at: Instant,
    steps: z.array(StepRow),
    tasks: z.array(z.string()).describe('Coaching tasks that work towards it'),
  })
  .meta({ id: 'GoalRow' });
export type GoalRow = z.infer<typeof GoalRow>;

const Plan = z
  .object({ id: z.string(), opened_at: Instant, goals: z.array(GoalRow).describe('Open ones first, then the newest') })
  .meta({ id: 'Plan' });

export const AgentPage = z
  .object({
    agent: Named.extend({ teams: z.array(Named) }),
    plan: Plan.nullable(),
    estimate: MeanEstimate.describe('Over the latest random reviews'),
    breaks: z.array(ScorecardBreak).describe('Where scores of the history and the mean stop being comparable'),
    history: z.array(EvaluationRow).describe('The latest evaluations, newest first'),
    tasks: z.array(TaskCard).describe('Open ones, by due date'),
    closed_tasks: Count,
  })
  .meta({ id: 'AgentPage' });
export type AgentPage = z.infer<typeof AgentPage>;

export const TickedStep = z.object({ done_at: Instant.nullable() }).meta({ id: 'TickedStep' });
