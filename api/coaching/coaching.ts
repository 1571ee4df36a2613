import { z } from 'zod';
import { listTasks, readAgent, readMine, readTask } from '../../db/coaching/coaching.ts';
import { addStep, changeGoal, createGoal, tickStep } from '../../db/coaching/development.ts';
import { mergeTask, moveTask } from '../../db/coaching/tasks.ts';
import { Row } from '../http/contract.ts';
import { answer, jsonBody, pathId, route, router } from '../http/route.ts';
import {
  AgentPage,
  GoalChange,
  MergedTask,
  MovedTask,
  NewGoal,
  NewStep,
  Note,
  TaskFilter,
  TaskList,
  TaskPage,
  TaskState,
  TickedStep,
} from './contract.ts';

export const coachingApi = router()
  .openapi(
    route('coaching:read', {
      operationId: 'listTasks',
      method: 'get',
      path: '/tasks',
      request: { query: TaskFilter },
      responses: {
        200: answer(
          TaskList,
          'Open tasks by due date, or closed ones, the last first; with all a card says, a page at a time',
        ),
      },
    }),
    async (c) => c.json(await listTasks(c.get('ctx'), c.req.valid('query')), 200),
  )
  .openapi(
    route('coaching:read', {
      operationId: 'readTask',
      method: 'get',
      path: '/tasks/{id}',
      request: pathId,
      responses: { 200: answer(TaskPage, 'A task and its story') },
    }),
    async (c) => c.json(await readTask(c.get('ctx'), { task: c.req.valid('param').id }), 200),
  )
  .openapi(
    route('coaching:work', {
      operationId: 'moveTask',
      method: 'patch',
      path: '/tasks/{id}',
      request: { ...pathId, ...jsonBody(z.object({ state: TaskState, note: Note })) },
      responses: { 200: answer(MovedTask, 'The task where it stands now') },
      refuses: [422],
    }),
    async (c) => {
      const input = { task: c.req.valid('param').id, ...c.req.valid('json') };
      return c.json(await moveTask(c.get('ctx'), input), 200);
    },
  )
  .openapi(
    route('coaching:work', {
      operationId: 'mergeTask',
      method: 'post',
      path: '/tasks/{id}/merge',
      request: { ...pathId, ...jsonBody(z.object({ into: z.string().max(100), note: Note })) },
      responses: { 200: answer(MergedTask, 'The task that holds the moments of both') },
      refuses: [422],
    }),
    async (c) => {
      const input = { task: c.req.valid('param').id, ...c.req.valid('json') };
      return c.json(await mergeTask(c.get('ctx'), input), 200);
    },
  )
  .openapi(
    route('coaching:read', {
      operationId: 'readAgent',
      method: 'get',
      path: '/agents/{id}',
      request: pathId,
      responses: { 200: answer(AgentPage, "An agent's plan, tasks and scores") },
    }),
    async (c) => c.json(await readAgent(c.get('ctx'), { agent: c.req.valid('param').id }), 200),
  )
  .openapi(
    route('coaching:read', {
      operationId: 'readMine',
      method: 'get',
      path: '/me',
      responses: { 200: answer(AgentPage, 'My own plan, tasks and scores') },
    }),
    async (c) => c.json(await readMine(c.get('ctx')), 200),
  )
  .openapi(
    route('coaching:work', {
      operationId: 'createGoal',
      method: 'post',
      path: '/goals',
      request: jsonBody(NewGoal),
      responses: { 200: answer(Row, 'A goal of the plan; the plan is opened with its first') },
      refuses: [404, 422],
    }),
    async (c) => c.json(await createGoal(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    route('coaching:work', {
      operationId: 'changeGoal',
      method: 'patch',
      path: '/goals/{id}',
      request: { ...pathId, ...jsonBody(GoalChange) },
      responses: { 200: answer(Row, 'The goal, changed or closed') },
      refuses: [422],
    }),
    async (c) => {
      const input = { goal: c.req.valid('param').id, ...c.req.valid('json') };
      return c.json(await changeGoal(c.get('ctx'), input), 200);
    },
  )
  .openapi(
    route('coaching:work', {
      operationId: 'addStep',
      method: 'post',
      path: '/goals/{id}/steps',
      request: { ...pathId, ...jsonBody(NewStep) },
      responses: { 200: answer(Row, 'A step at the end of the goal') },
      refuses: [422],
    }),
    async (c) => {
      const input = { goal: c.req.valid('param').id, ...c.req.valid('json') };
      return c.json(await addStep(c.get('ctx'), input), 200);
    },
  )
  .openapi(
    route('coaching:work', {
      operationId: 'tickStep',
      method: 'post',
      path: '/steps/{id}',
      request: { ...pathId, ...jsonBody(z.object({ done: z.boolean() })) },
      responses: { 200: answer(TickedStep, 'The step, ticked or not') },
      refuses: [422],
    }),
    async (c) => {
      const input = { step: c.req.valid('param').id, ...c.req.valid('json') };
      return c.json(await tickStep(c.get('ctx'), input), 200);
    },
  );

export type CoachingApi = typeof coachingApi;
