// Where a recorder keeps the two sides apart but nobody wrote down which is which, the conversation says so: the agent
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

/**
 * Decides which of two sides is the agent.
 * @returns 0 or 1
 */
export function agentSide(sides: readonly [Side, Side]): 0 | 1 {
  const [first, second] = sides.map(({ text }) =>
    AGENT_CUES.reduce((sum, [cue, weight]) => sum + (cue.test(text) ? weight : 0), 0),
  ) as [number, number];
  if (first !== second) return first > second ? 0 : 1;
  const [a, b] = sides;
  if (a.first_ms === null) return 1;
  return b.first_ms === null || a.first_ms <= b.first_ms ? 0 : 1;
}
