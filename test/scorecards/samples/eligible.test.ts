import { describe, expect, it } from 'vitest';
import { type Exclusion, eligible, exclusionOf, type Interaction } from '../../../scorecards/samples/eligible.ts';
import { SamplingPlan } from '../../../scorecards/samples/plan.ts';
import { weekBounds } from '../../../scorecards/samples/week.ts';

const plan: SamplingPlan = {
  name: 'Weekly',
  who: { teams: [], agents: [] },
  what: { channels: [], queues: [], duration_min_ms: null, duration_max_ms: null },
  per_agent_per_week: 5,
  scorecard: 'VG',
  reviewers: ['rev'],
};
const given: Interaction = {
  interaction: 'i1',
  agent: 'a1',
  teams: ['t1'],
  channel: 'voice',
  queue: 'billing',
  language: 'zh-CN',
  duration_ms: 120_000,
  started_at: '2026-03-03T08:00:00Z',
  reviewed: false,
};
const period = { ...weekBounds('2026-03-02', 'Asia/Shanghai'), zone: 'Asia/Shanghai' };
const what = (rest: Partial<SamplingPlan['what']>) => ({ ...plan, what: { ...plan.what, ...rest } });

describe('who and what a plan draws from', () => {
  it('an empty plan takes everything of the week', () => {
    expect(exclusionOf(plan, given, period)).toBeNull();
  });

  it.each<[string, SamplingPlan, Partial<Interaction>, Exclusion | null]>([
    ['an agent named', { ...plan, who: { teams: [], agents: ['a1'] } }, {}, null],
    ['a team named', { ...plan, who: { teams: ['t1'], agents: ['a9'] } }, {}, null],
    ['neither', { ...plan, who: { teams: ['t2'], agents: ['a9'] } }, {}, 'other-agent'],
    ['another channel', what({ channels: ['chat'] }), {}, 'other-channel'],
    ['another queue', what({ queues: ['sales'] }), {}, 'other-queue'],
    ['no queue where one is wanted', what({ queues: ['sales'] }), { queue: null }, 'other-queue'],
    ['a language with its country', what({ languages: ['zh'] }), {}, null],
    ['a country of a language', what({ languages: ['zh-TW'] }), {}, 'other-language'],
    ['an unknown language', what({ languages: ['zh'] }), { language: null }, 'other-language'],
    ['too short', what({ duration_min_ms: 120_001 }), {}, 'too-short'],
    ['just long enough', what({ duration_min_ms: 120_000, duration_max_ms: 120_000 }), {}, null],
    ['too long', what({ duration_max_ms: 119_999 }), {}, 'too-long'],
    ['of unknown length', what({ duration_min_ms: 1 }), { duration_ms: null }, 'length-unknown'],
    ['on the last day, there', what({ to: '2026-03-03' }), { started_at: '2026-03-03T15:59:59Z' }, null],
    ['after the last day, there', what({ to: '2026-03-03' }), { started_at: '2026-03-03T16:00:00Z' }, 'other-dates'],
    ['before the first day', what({ from: '2026-03-04' }), {}, 'other-dates'],
    ['the first moment of the week', plan, { started_at: period.start }, null],
    ['the first moment of the next', plan, { started_at: period.end }, 'other-week'],
    ['one reviewed already', plan, { reviewed: true }, 'already-reviewed'],
  ])('%s', (_, one, rest, reason) => {
    expect(exclusionOf(one, { ...given, ...rest }, period)).toBe(reason);
  });

  it('exclusions are counted by reason', () => {
    const interactions = [
      given,
      { ...given, interaction: 'i2', reviewed: true },
      { ...given, interaction: 'i3', channel: 'chat' as const },
    ];
    const result = eligible(what({ channels: ['voice'] }), interactions, period);
    expect(result.interactions.map(({ interaction }) => interaction)).toEqual(['i1']);
    expect(result.excluded).toEqual({ 'already-reviewed': 1, 'other-channel': 1 });
  });
});

describe('a plan', () => {
  it('wants a name, a reviewer, and 1 to 50 a week', () => {
    expect(SamplingPlan.safeParse(plan).success).toBe(true);
    expect(SamplingPlan.safeParse({ ...plan, reviewers: [] }).success).toBe(false);
    expect(SamplingPlan.safeParse({ ...plan, name: '  ' }).success).toBe(false);
    for (const per_agent_per_week of [0, 51, 2.5])
      expect(SamplingPlan.safeParse({ ...plan, per_agent_per_week }).success).toBe(false);
  });

  it('cannot end before it begins', () => {
    expect(SamplingPlan.safeParse(what({ duration_min_ms: 2, duration_max_ms: 1 })).success).toBe(false);
    expect(SamplingPlan.safeParse(what({ from: '2026-03-02', to: '2026-03-01' })).success).toBe(false);
  });
});
