import { z } from '@hono/zod-openapi';
import {
  type AgentPage,
  listTasks,
  readAgent,
  readMine,
  readTask,
  type TaskCard,
  type TaskPage,
} from '../../db/coaching/coaching.ts';
import { addStep, changeGoal, createGoal, tickStep } from '../../db/coaching/development.ts';
import { type MovedTask, mergeTask, moveTask } from '../../db/coaching/tasks.ts';
import { LEVELS } from '../../scorecards/coaching/competencies.ts';
import { TASK_STATES } from '../../scorecards/coaching/task.ts';
import { COMPETENCIES, Text } from '../../scorecards/scorecard/definition.ts';
import { json, jsonBody, pathId, route, router } from '../http/route.ts';

const Level = z.enum(LEVELS);
const Day = z.iso.date();
const Note = z.string().max(4000).default('');
/** What a person writes: in their own language, given for both. */
const Words = Text.refine(({ en, zh }) => en.length <= 1000 && zh.length <= 1000, {
  error: 'more than 1000 characters',
});
const Step = z.object({ text: Words, due_on: Day });

const Goal = z.object({
  agent: z.string().max(100),
  competency: z.enum(COMPETENCIES),
  level_now: Level,
  level_wanted: Level,
  due_on: Day,
  steps: z.array(Step).max(50).nullable().openapi({ description: 'null: the suggested ones' }),
});

const GoalChange = z
  .object({ level_now: Level, level_wanted: Level, due_on: Day, state: z.enum(['open', 'reached', 'dropped']) })
  .partial();

type Made = { id: string };

export const coachingApi = router()
  .openapi(
    route('coaching:read', {
      method: 'get',
      path: '/tasks',
      request: {
        query: z.object({
          agent: z.string().max(100).optional(),
          open: z
            .enum(['true', 'false'])
            .transform((given) => given === 'true')
            .optional(),
        }),
      },
      responses: { 200: json<{ tasks: TaskCard[] }>('Open tasks (or closed ones) by due date, with all a card says') },
    }),
    async (c) => c.json(await listTasks(c.get('ctx'), c.req.valid('query')), 200),
  )
  .openapi(
    route('coaching:read', {
      method: 'get',
      path: '/tasks/{id}',
      request: pathId,
      responses: { 200: json<TaskPage>('A task and its story') },
    }),
    async (c) => c.json(await readTask(c.get('ctx'), { task: c.req.valid('param').id }), 200),
  )
  .openapi(
    route('coaching:work', {
      method: 'patch',
      path: '/tasks/{id}',
      request: { ...pathId, ...jsonBody(z.object({ state: z.enum(TASK_STATES), note: Note })) },
      responses: { 200: json<MovedTask>('The task where it stands now') },
    }),
    async (c) => {
      const input = { task: c.req.valid('param').id, ...c.req.valid('json') };
      return c.json(await moveTask(c.get('ctx'), input), 200);
    },
  )
  .openapi(
    route('coaching:work', {
      method: 'post',
      path: '/tasks/{id}/merge',
      request: { ...pathId, ...jsonBody(z.object({ into: z.string().max(100), note: Note })) },
      responses: { 200: json<{ into: string }>('The task that holds the moments of both') },
    }),
    async (c) => {
      const input = { task: c.req.valid('param').id, ...c.req.valid('json') };
      return c.json(await mergeTask(c.get('ctx'), input), 200);
    },
  )
  .openapi(
    route('coaching:read', {
      method: 'get',
      path: '/agents/{id}',
      request: pathId,
      responses: { 200: json<AgentPage>("An agent's plan, tasks and scores") },
    }),
    async (c) => c.json(await readAgent(c.get('ctx'), { agent: c.req.valid('param').id }), 200),
  )
  .openapi(
    route('coaching:read', {
      method: 'get',
      path: '/me',
      responses: { 200: json<AgentPage>('My own plan, tasks and scores') },
    }),
    async (c) => c.json(await readMine(c.get('ctx')), 200),
  )
  .openapi(
    route('coaching:work', {
      method: 'post',
      path: '/goals',
      request: jsonBody(Goal),
      responses: { 200: json<Made>('A goal of the plan; the plan is opened with its first') },
    }),
    async (c) => c.json(await createGoal(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    route('coaching:work', {
      method: 'patch',
      path: '/goals/{id}',
      request: { ...pathId, ...jsonBody(GoalChange) },
      responses: { 200: json<Made>('The goal, changed or closed') },
    }),
    async (c) => {
      const input = { goal: c.req.valid('param').id, ...c.req.valid('json') };
      return c.json(await changeGoal(c.get('ctx'), input), 200);
    },
  )
  .openapi(
    route('coaching:work', {
      method: 'post',
      path: '/goals/{id}/steps',
      request: { ...pathId, ...jsonBody(Step) },
      responses: { 200: json<Made>('A step at the end of the goal') },
    }),
    async (c) => {
      const input = { goal: c.req.valid('param').id, ...c.req.valid('json') };
      return c.json(await addStep(c.get('ctx'), input), 200);
    },
  )
  .openapi(
    route('coaching:work', {
      method: 'post',
      path: '/steps/{id}',
      request: { ...pathId, ...jsonBody(z.object({ done: z.boolean() })) },
      responses: { 200: json<{ done_at: string | null }>('The step, ticked or not') },
    }),
    async (c) => {
      const input = { step: c.req.valid('param').id, ...c.req.valid('json') };
      return c.json(await tickStep(c.get('ctx'), input), 200);
    },
  );

export type CoachingApi = typeof coachingApi;
