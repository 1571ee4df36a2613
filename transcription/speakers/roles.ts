// Where the sides of a conversation are kept apart but nobody wrote down which is which, the conversation says so: the agent
// greets in the company's name, offers help, asks for details, puts on hold. Where no phrase tells, the agent is the one
// who speaks first, because agents answer calls.

/** What one side said, and when it began; `first_ms` is null for a side that never speaks. */
export type Side = { text: string; first_ms: number | null };

/** Phrases of agents, with how much each gives away. */
const AGENT_CUES: readonly (readonly [RegExp, number])[] = [
  [/thank(s| you) for (calling|contacting|ringing)|welcome to/i, 3],
  [/how (can|may|could) i (help|assist)|what can i do for you/i, 3],
  [/\b(this is|my name is|you('re| are) (through to|speaking (to|with))) \w+/i, 1],
  [/speaking[.,?! ]/i, 1],
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

/** How sure it is where no phrase tells: agents answer calls, but a recording may begin anywhere. */
const BY_ORDER = 0.6;

/**
 * Decides which side is the agent.
 * @param sides at least one
 * @returns its index, and how sure that is, 0 to 1: a scale, not a probability. What one side's phrases weigh more than
 *   the next one's counts; three points, a greeting say, make 0.9.
 */
export function findAgent(sides: readonly Side[]): { agent: number; confidence: number } {
  const ranked = sides
    .map(({ text, first_ms }, side) => ({
      side,
      points: AGENT_CUES.reduce((sum, [cue, weight]) => sum + (cue.test(text) ? weight : 0), 0),
      first_ms: first_ms ?? Number.POSITIVE_INFINITY,
    }))
    .sort((a, b) => b.points - a.points || (a.first_ms < b.first_ms ? -1 : 1));
  const [first, second] = ranked;
  const ahead = (first?.points ?? 0) - (second?.points ?? 0);
  const confidence = ahead === 0 ? BY_ORDER : 1 - (1 - BY_ORDER) / (1 + ahead);
  return { agent: first?.side ?? 0, confidence: Math.round(confidence * 1000) / 1000 };
}
