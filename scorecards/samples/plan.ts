// A sampling plan: which agents' interactions are reviewed, which of them, how many per agent and week, on which
// scorecard and by whom. An empty list means no restriction: no teams and no agents means everyone.
import { z } from 'zod';
import { Day } from '../calendar/day.ts';
import { because } from '../problems/input.ts';
import { Channel } from '../scorecard/definition.ts';

const id = z.string().min(1).max(100);
const duration = z.int().min(0).nullable();

export const SamplingPlan = z
  .object({
    name: z.string().trim().min(1).max(200),
    /** Agents named here or in a team named here; both empty: every agent. */
    who: z.object({ teams: z.array(id).max(500), agents: z.array(id).max(5000) }),
    what: z
      .object({
        /** Empty: every channel, queue, language. */
        channels: z.array(Channel),
        queues: z.array(z.string().min(1).max(200)).max(500),
        /** BCP 47 tags; `zh` covers `zh-CN`. */
        languages: z.array(z.string().min(2).max(35)).max(50).optional(),
        duration_min_ms: duration,
        duration_max_ms: duration,
        /** First and last date, both included, in the organisation's zone. */
        from: Day.nullish(),
        to: Day.nullish(),
      })
      .refine((what) => what.duration_max_ms === null || (what.duration_min_ms ?? 0) <= what.duration_max_ms, {
        path: ['duration_max_ms'],
        ...because('shorter-than-shortest'),
      })
      .refine((what) => !what.to || (what.from ?? '') <= what.to, {
        path: ['to'],
        ...because('before-first-day'),
      }),
    per_agent_per_week: z.int().min(1).max(50),
    /** Id of the scorecard; the version published last at the time of the draw is used. */
    scorecard: id,
    reviewers: z.array(id).min(1).max(500),
  })
  .meta({ id: 'SamplingPlan' });
export type SamplingPlan = z.infer<typeof SamplingPlan>;
