// What an organisation decides about its scorecards: the scores it aims at, what new scorecards begin with, and what marks
// a complaint. Each part has a default and is versioned as a whole: a change is a new version of the part, and none is
// overwritten.
import { z } from 'zod';
import { CRITICAL_POLICIES, Key, type Scorecard, SectionThreshold } from './definition.ts';

export const SETTING_PARTS = ['targets', 'defaults', 'complaints'] as const;
export type SettingPart = (typeof SETTING_PARTS)[number];

/** A score to reach. `team` null: every team that has none of its own. */
export const Target = z
  .object({
    scorecard: Key,
    team: z.string().max(100).nullable(),
    value_bp: z.int().min(1).max(10_000),
  })
  .meta({ id: 'Target' });
export type Target = z.infer<typeof Target>;

export const Defaults = z
  .object({ section_threshold: SectionThreshold, critical_policy: z.enum(CRITICAL_POLICIES) })
  .meta({ id: 'ScorecardDefaults' });
export type Defaults = z.infer<typeof Defaults>;

/** A tag, a queue, a phrase. */
const Mark = z.string().trim().min(1).max(100);
const Marks = z.array(Mark).max(200);

/** `scorecard`: the one for complaints, by key; null: there is none of its own. */
export const ComplaintRules = z
  .object({
    scorecard: Key.nullable(),
    tags: Marks,
    queues: Marks,
    phrases: z.object({ en: Marks, zh: Marks }),
  })
  .meta({ id: 'ComplaintRules' });
export type ComplaintRules = z.infer<typeof ComplaintRules>;

/** One part, as it is stored and sent. */
export const Setting = z.discriminatedUnion('part', [
  z.object({ part: z.literal('targets'), value: z.array(Target).max(2000) }).meta({ id: 'TargetsSetting' }),
  z.object({ part: z.literal('defaults'), value: Defaults }).meta({ id: 'DefaultsSetting' }),
  z.object({ part: z.literal('complaints'), value: ComplaintRules }).meta({ id: 'ComplaintsSetting' }),
]);
export type Setting = z.infer<typeof Setting>;
export type SettingValues = { targets: Target[]; defaults: Defaults; complaints: ComplaintRules };

const TAGS = 'complaint, complaints, complain, escalation, escalated, grievance, 投诉, 客诉, 投诉升级, 抱怨, 举报';

/** What customers say who complain, threaten to, or ask for someone higher; the trade's plain usage, not the manuals'. */
const ENGLISH = `complain, complained, complaining, complaint, complaints, speak to a manager, speak to your manager, talk to a manager,
  talk to your manager, speak with a manager, speak to a supervisor, speak to your supervisor, talk to your supervisor,
  get me your manager, unacceptable, not acceptable, not good enough, ombudsman, trading standards, consumer protection,
  report you, take legal action, my lawyer, my solicitor, take you to court, small claims court, sue you, go to the press,
  go to the media, bad review, terrible service, appalling service, awful service, worst service, disgraceful, disgusted,
  fed up, sick and tired, treated like this, waste of my time`;
const CHINESE = `投诉, 举报, 客诉, 12315, 消协, 消费者协会, 工商局, 市场监管, 找你们领导, 叫你们领导, 让你们领导, 找你们经理,
  叫你们经理, 让你们经理, 找你们负责人, 找你们主管, 叫你们主管, 给个说法, 讨个说法, 给我个说法, 给我一个交代, 态度恶劣, 态度太差,
  什么态度, 太过分, 欺骗消费者, 曝光你们, 找媒体, 打官司, 起诉你们, 要告你们, 去告你们, 找律师, 律师函, 法院见, 给差评, 踢皮球, 推来推去,
  没人管, 忍无可忍, 退一赔三, 维权`;

const listed = (text: string): string[] => text.split(',').map((one) => one.trim());

/** What holds until an organisation decides otherwise. There is no target by default: none has a source. */
export const DEFAULT_SETTINGS: Readonly<SettingValues> = {
  targets: [],
  // The threshold is ours; light phrases in one interaction alone are no reason for coaching.
  defaults: { section_threshold: { value_bp: 7000, min_weight: 6 }, critical_policy: 'report' },
  complaints: {
    scorecard: 'CL',
    tags: listed(TAGS),
    queues: [],
    phrases: { en: listed(ENGLISH), zh: listed(CHINESE) },
  },
};

/** The form in which tags, queues and phrases are the same. */
export const markKey = (mark: string): string => mark.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();

/** Each once, as it was written first. */
export function distinct(marks: readonly string[]): string[] {
  const first = new Map<string, string>();
  for (const mark of marks) if (!first.has(markKey(mark))) first.set(markKey(mark), mark.trim());
  return [...first.values()];
}

/** The score to reach on a scorecard: the team's own, else the scorecard's for all teams, else none. Basis points. */
export function targetOf(targets: readonly Target[], scorecard: Scorecard['id'], team: string | null): number | null {
  const own = targets.filter((target) => target.scorecard === scorecard);
  const found =
    own.find((target) => team !== null && target.team === team) ?? own.find((target) => target.team === null);
  return found?.value_bp ?? null;
}

/**
 * The score to reach in a figure over several scorecards or teams. Scores on different scorecards are held to different
 * targets: where these are not all the same, or one has none, the figure has none. Basis points.
 */
export function commonTarget(
  targets: readonly Target[],
  used: readonly { scorecard: string; team: string | null }[],
): number | null {
  const all = new Set(used.map(({ scorecard, team }) => targetOf(targets, scorecard, team)));
  return all.size === 1 ? [...all][0]! : null;
}
