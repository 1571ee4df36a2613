// Coaching data from the server. Any change to a task, goal or step refetches all of it: a status change can open a
// goal, and a goal appears on three pages.
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import type { Accessor } from 'solid-js';
import type { GoalState } from '../../api/coaching/contract.ts';
import type { TaskState } from '../../scorecards/coaching/task.ts';
import type { Level } from '../../scorecards/competencies/level.ts';
import type { Competency } from '../../scorecards/scorecard/definition.ts';
import { call, coachingClient } from '../server/client.ts';
import { everyRow } from '../server/pages.ts';
import { useInfiniteQuery, useQuery } from '../server/query.ts';

const KEY = 'coaching';

export const useTasks = () =>
  useQuery(() => ({
    queryKey: [KEY, 'tasks'],
    queryFn: () => everyRow((query) => call(coachingClient.tasks.$get({ query }))),
  }));

/** Tasks of an agent that are closed, the last first. @param wanted whether they are looked at */
export const useClosedTasks = (agent: Accessor<string>, wanted: Accessor<boolean>) =>
  useInfiniteQuery(() => ({
    queryKey: [KEY, 'closed', agent()],
    queryFn: ({ pageParam }) =>
      call(
        coachingClient.tasks.$get({
          query: { agent: agent(), open: 'false', limit: '50', ...(pageParam ? { cursor: pageParam } : {}) },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: wanted(),
  }));

export const useTask = (id: Accessor<string | null>) =>
  useQuery(() => ({
    queryKey: [KEY, 'task', id()],
    queryFn: () => call(coachingClient.tasks[':id'].$get({ param: { id: id() ?? '' } })),
    enabled: id() !== null,
  }));

export const useAgent = (id: Accessor<string>) =>
  useQuery(() => ({
    queryKey: [KEY, 'agent', id()],
    queryFn: () => call(coachingClient.agents[':id'].$get({ param: { id: id() } })),
  }));

/** The signed-in agent's own plan, tasks and scores. */
export const useMine = (wanted: Accessor<boolean> = () => true) =>
  useQuery(() => ({
    queryKey: [KEY, 'me'],
    queryFn: () => call(coachingClient.me.$get()),
    enabled: wanted(),
  }));

function useChange<Input>(change: (input: Input) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation(() => ({
    mutationFn: change,
    onSettled: () => queries.invalidateQueries({ queryKey: [KEY] }),
  }));
}

export const useMove = () =>
  useChange(({ id, state, note }: { id: string; state: TaskState; note: string }) =>
    call(coachingClient.tasks[':id'].$patch({ param: { id }, json: { state, note } })),
  );

export const useMerge = () =>
  useChange(({ id, into, note }: { id: string; into: string; note: string }) =>
    call(coachingClient.tasks[':id'].merge.$post({ param: { id }, json: { into, note } })),
  );

export const useTick = () =>
  useChange(({ id, done }: { id: string; done: boolean }) =>
    call(coachingClient.steps[':id'].$post({ param: { id }, json: { done } })),
  );

export type NewGoal = {
  agent: string;
  competency: Competency;
  level_now: Level;
  level_wanted: Level;
  due_on: string;
};

export const useNewGoal = () =>
  useChange((goal: NewGoal) => call(coachingClient.goals.$post({ json: { ...goal, steps: null } })));

export const useGoalChange = () =>
  useChange(
    ({ id, ...change }: { id: string; level_now?: Level; level_wanted?: Level; due_on?: string; state?: GoalState }) =>
      call(coachingClient.goals[':id'].$patch({ param: { id }, json: change })),
  );

/** A step is written in the coach's language; who reads in the other sees the same words. */
export const useNewStep = () =>
  useChange(({ goal, text, due_on }: { goal: string; text: string; due_on: string }) =>
    call(
      coachingClient.goals[':id'].steps.$post({ param: { id: goal }, json: { text: { en: text, zh: text }, due_on } }),
    ),
  );
