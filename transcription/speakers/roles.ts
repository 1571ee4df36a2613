// Identifies the agent by what is said, where the sides are separate but unlabelled: the agent greets in the company's
// name, offers help, asks for details, announces holds. Otherwise the first speaker decides: the one who answers the
// call, who is the agent in inbound and the customer in outbound calls.

/** Who calls whom: `inbound`, the customer calls. */
export type Direction = 'inbound' | 'outbound';

/** What one side said, and when it began; `first_ms` is null for a side that never speaks. */
export type Side = { text: string; first_ms: number | null };

/** Phrases of agents, with how much each gives away. */
const AGENT_CUES: readonly Cue[] = [
  [/thank(s| you) for (calling|contacting|ringing)|welcome to/i, 3],
  [/how (can|may|could) i (help|assist)|what can i do for you/i, 3],
  [/\b(this is|my name is|you('re| are) (through to|speaking (to|with))) \w+/i, 1],
  [/(may|can|could) i (have|take|get|ask( for)?) your/i, 2],
  [/put you on hold|thank(s| you) for (waiting|holding)|bear with me/i, 2],
  [/(anything|something) else (i|we) can|is there anything else/i, 3],
  [/for (security|verification)|date of birth|order number,? please/i, 1],
  [/i have refunded|i am sending|i('ll| will) (transfer|check|look)/i, 1],
  [/(感谢|欢迎)(您)?(的)?(来电|致电|拨打)|为您服务|很高兴(为|能)/, 3],
  [/(什么|哪些|哪里)(可以|能|需要)?(帮|为您|帮助)|可以帮(到)?您/, 3],
  [/客服|工号|我是.{0,6}(专员|代表)/, 2],
  [/请(您)?(稍等|稍后|提供|说一下|报一下)|麻烦您/, 2],
  [/感谢(您的)?(等待|等候|耐心)|让您久等/, 2],
  [/还有(其他|别的|什么).{0,8}(帮|需要|问题)|祝您/, 3],
  [/核对|帮您(查|看|处理|申请|登记)|给您(查|处理|办)/, 1],
];

/** What agents say where they pick up the telephone, and customers where they do. */
const PICKING_UP: readonly Cue[] = [[/speaking[.,?! ]/i, 1]];

/** What agents say when it is they who call. */
const CALLING: readonly Cue[] = [
  [/\bcalling (you )?(from|on behalf)|\bthis is \w+ (from|with|at)\b/i, 3],
  [/(am i|may i|can i|could i) (talk|speak)|am i through to|is (this|that) (mr|mrs|ms|miss)\b/i, 3],
  [/(i am|i'm|we are|we're) calling (you )?(about|regarding|because)|is (this|now) a good time/i, 2],
  [/我(这边|这里)?是.{1,12}的|这里是|给您(打|来|去)个?电|打电话给您|给您回(个)?电/, 3],
  [/(请问)?(您|你)?是.{1,6}(先生|女士|小姐)(吗|么)/, 3],
  [/(现在)?方便(接听|说话|讲话)|耽误您/, 2],
];

/** What customers say: it tells who a voice is where the other side was not recorded. */
const CUSTOMER_CUES: readonly Cue[] = [
  [/\b(i'm|i am) calling (about|because)|i have a (problem|question|complaint)|i('d| would) like to/i, 2],
  [
    /\bi want (my|to)\b|\bmy (own )?(order|parcel|package|bill|account|card|phone|internet|machine|router|refund)\b/i,
    2,
  ],
  [/nobody (called|told|came)|(not|n't|never) (arrive|come|came|receive|work)|stopped working|broken|waiting for/i, 2],
  [/\byour (company|colleagues?|people|website)\b|speak to (a|your) (manager|supervisor)/i, 2],
  [/我的(订单|包裹|快递|账单|账户|卡|手机|网络|宽带|钱)|我(想|要)(退|投诉|问|查|取消|改|换|咨询|挂失)/, 2],
  [/你们(的|怎么|公司|客服)|坏了|没(有)?收到|还没(到|收到|人)|多扣|丢了|怎么还/, 2],
];

type Cue = readonly [said: RegExp, points: number];

/** How sure it is where no phrase tells: agents answer calls, but a recording may begin anywhere. */
const BY_ORDER = 0.6;
/** What it weighs that someone speaks first, where it is known who calls whom. */
const PICKS_UP = 1.5;
/** The person who answers is heard before this; the other side waits for it. */
const AT_ONCE_MS = 3000;

/**
 * Decides which side is the agent.
 * @param sides at least one
 * @param direction null: not known
 * @returns its index, and how sure that is, 0 to 1: a scale, not a probability. What one side's phrases weigh more than
 *   the next one's counts; three points, a greeting say, make 0.9.
 */
export function findAgent(
  sides: readonly Side[],
  direction: Direction | null = null,
): { agent: number; confidence: number } {
  const outbound = direction === 'outbound';
  const first_ms = Math.min(...sides.map((side) => side.first_ms ?? Number.POSITIVE_INFINITY));
  const ranked = sides
    .map((one, side) => ({
      side,
      points: agentPoints(one.text, direction) + (outbound && one.first_ms !== first_ms ? PICKS_UP : 0),
      first_ms: one.first_ms ?? Number.POSITIVE_INFINITY,
    }))
    .sort((a, b) => b.points - a.points || (a.first_ms < b.first_ms ? -1 : 1));
  const [first, second] = ranked;
  return { agent: first?.side ?? 0, confidence: sureness((first?.points ?? 0) - (second?.points ?? 0)) };
}

/**
 * The side of the only voice if one side of a conversation was not recorded.
 * @returns the side, and how sure that is, as {@link findAgent}
 */
export function findOnlySide(
  { text, first_ms }: Side,
  direction: Direction | null = null,
): { speaker: 'agent' | 'customer'; confidence: number } {
  const ahead = agentPoints(text, direction) - points(text, CUSTOMER_CUES);
  const picksUp = (first_ms ?? 0) < AT_ONCE_MS;
  const agent = ahead === 0 ? picksUp === (direction !== 'outbound') : ahead > 0;
  return { speaker: agent ? 'agent' : 'customer', confidence: sureness(Math.abs(ahead)) };
}

function agentPoints(text: string, direction: Direction | null): number {
  return points(text, AGENT_CUES) + points(text, direction === 'outbound' ? CALLING : PICKING_UP);
}

function points(text: string, cues: readonly Cue[]): number {
  return cues.reduce((sum, [said, weight]) => sum + (said.test(text) ? weight : 0), 0);
}

function sureness(ahead: number): number {
  const confidence = ahead === 0 ? BY_ORDER : 1 - (1 - BY_ORDER) / (1 + ahead);
  return Math.round(confidence * 1000) / 1000;
}
