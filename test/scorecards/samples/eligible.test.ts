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
    ['only teams named, and it is of one', { ...plan, who: { teams: ['t9', 't1'], agents: [] } }, {}, null],
    ['only teams named, and it is of none', { ...plan, who: { teams: ['t2'], agents: [] } }, {}, 'other-agent'],
    ['one of its teams named', { ...plan, who: { teams: ['t1'], agents: [] } }, { teams: ['t0', 't1'] }, null],
    ['only agents named, and it is another’s', { ...plan, who: { teams: [], agents: ['a9'] } }, {}, 'other-agent'],
    ['of an agent without a team', { ...plan, who: { teams: ['t1'], agents: [] } }, { teams: [] }, 'other-agent'],
    ['neither', { ...plan, who: { teams: ['t2'], agents: ['a9'] } }, {}, 'other-agent'],
    ['another channel', what({ channels: ['chat'] }), {}, 'other-channel'],
    ['another queue', what({ queues: ['sales'] }), {}, 'other-queue'],
    ['no queue where one is wanted', what({ queues: ['sales'] }), { queue: null }, 'other-queue'],
    ['its channel among several', what({ channels: ['chat', 'voice'] }), {}, null],
    ['its queue', what({ queues: ['sales', 'billing'] }), {}, null],
    ['no queue where none is wanted', plan, { queue: null }, null],
    ['the language itself', what({ languages: ['zh'] }), { language: 'zh' }, null],
    ['the language in other letters', what({ languages: ['ZH-cn'] }), { language: 'zh-CN' }, null],
    ['its language among several', what({ languages: ['en', 'zh'] }), {}, null],
    ['a language that only begins alike', what({ languages: ['zh'] }), { language: 'zhx' }, 'other-language'],
    ['no language where none is wanted', what({ languages: [] }), { language: null }, null],
    ['a language with its country', what({ languages: ['zh'] }), {}, null],
    ['a country of a language', what({ languages: ['zh-TW'] }), {}, 'other-language'],
    ['an unknown language', what({ languages: ['zh'] }), { language: null }, 'other-language'],
    ['too short', what({ duration_min_ms: 120_001 }), {}, 'too-short'],
    ['just long enough', what({ duration_min_ms: 120_000, duration_max_ms: 120_000 }), {}, null],
    ['too long', what({ duration_max_ms: 119_999 }), {}, 'too-long'],
    ['long enough, however long', what({ duration_min_ms: 120_000 }), { duration_ms: 9_000_000 }, null],
    ['short enough, however short', what({ duration_max_ms: 120_000 }), { duration_ms: 0 }, null],
    ['of unknown length where none is wanted', plan, { duration_ms: null }, null],
    ['too long and of unknown length', what({ duration_max_ms: 1 }), { duration_ms: null }, 'length-unknown'],
    ['of unknown length', what({ duration_min_ms: 1 }), { duration_ms: null }, 'length-unknown'],
    ['on the last day, there', what({ to: '2026-03-03' }), { started_at: '2026-03-03T15:59:59Z' }, null],
    ['after the last day, there', what({ to: '2026-03-03' }), { started_at: '2026-03-03T16:00:00Z' }, 'other-dates'],
    ['on the first day', what({ from: '2026-03-03' }), {}, null],
    ['after the first day', what({ from: '2026-03-02' }), {}, null],
    ['before the last day', what({ to: '2026-03-04' }), {}, null],
    ['between both', what({ from: '2026-03-02', to: '2026-03-04' }), {}, null],
    ['before the first day', what({ from: '2026-03-04' }), {}, 'other-dates'],
    ['the first moment of the week', plan, { started_at: period.start }, null],
    ['the moment before the week', plan, { started_at: '2026-03-01T15:59:59.999Z' }, 'other-week'],
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

  it.each([
    [{ duration_min_ms: 2, duration_max_ms: 1 }, 'what.duration_max_ms: shorter-than-shortest'],
    [{ duration_min_ms: 2, duration_max_ms: 2 }, null],
    [{ duration_min_ms: 2, duration_max_ms: null }, null],
    [{ duration_min_ms: null, duration_max_ms: 0 }, null],
    [{ from: '2026-03-02', to: '2026-03-01' }, 'what.to: before-first-day'],
    [{ from: '2026-03-02', to: '2026-03-02' }, null],
    [{ from: '2026-03-02', to: '2026-03-03' }, null],
    [{ from: '2026-03-02', to: null }, null],
    [{ from: null, to: '2026-03-01' }, null],
    [{ from: '2026-02-30' }, 'what.from: not-a-day'],
  ])('cannot end before it begins: %j', (rest, wanted) => {
    const [issue = null, ...others] = SamplingPlan.safeParse(what(rest)).error?.issues ?? [];
    const reason = issue && 'params' in issue ? issue.params?.reason : null;
    expect(issue && `${issue.path.join('.')}: ${reason}`).toBe(wanted);
    expect(others).toEqual([]);
  });
});
