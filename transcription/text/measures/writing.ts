// Written conversations have no silence or overlap; what counts is how long a customer waits for an answer, how many
// exchanges there are, and whether anything was left unanswered. Messages of the system (a bot, "agent joined") belong
// to neither side: the first answer is the first one a person wrote.

import type { Turn } from '../../transcript/transcript.ts';
import type { Closing, Side, TextMeasures, Wait } from './schema.ts';
import { median } from './spans.ts';

const LEAVE =
  /\b(?:good ?bye|bye|have a (?:nice|good|great|lovely|wonderful)|take care|anything else|thank(?:s| you) for (?:contacting|reaching|your|chatting|choosing|getting|writing|telling)|(?:glad|happy) (?:to|i could) (?:help|have)|you(?:'|’)?re welcome)/i;
const LEAVE_ZH =
  /再见|拜拜|祝[您你]|还有(?:其他|别的|什么)|感谢[您你]?的?(?:来信|咨询|支持|联系|理解|反馈|耐心)|有(?:需要|问题).{0,6}(?:随时|再)|不客气/;
/** Needs no answer. */
const NO_MORE =
  /^(?:(?:ok(?:ay)?|yes|no|great|perfect|good|thank(?:s| you)(?: (?:so|very) much| a lot)?|cheers|bye|good ?bye|that(?:'|’)?s (?:all|it)|will do|you too|same to you|have a (?:nice|good|great) (?:day|one|evening|weekend)|好的?|嗯+|行|可以|没有?了?|谢谢(?:你|您|了)?|多谢|感谢|再见|拜拜|知道了|明白了?|辛苦了?|👍|🙏|😊)[\s,.!~，。！～、]*)+$/iu;

/** @param turns in the order they were written */
export function measureText(turns: readonly Turn[]): Omit<TextMeasures, 'mood'> {
  const waits = waitsIn(turns);
  const last = turns.findLast(({ speaker }) => speaker === 'agent' || speaker === 'customer');
  return {
    agent_messages: turns.filter(({ speaker }) => speaker === 'agent').length,
    customer_messages: turns.filter(({ speaker }) => speaker === 'customer').length,
    first_response_ms: waits[0]?.ms ?? null,
    waits,
    median_wait_ms: median(waits.map(({ ms }) => ms)),
    longest_wait: waits.reduce<Wait | null>((most, one) => (most && most.ms >= one.ms ? most : one), null),
    rounds: waits.length,
    unanswered: unansweredIn(turns),
    closing: { last: (last?.speaker as Side | undefined) ?? null, ...leaveIn(turns) },
  };
}

function waitsIn(turns: readonly Turn[]): Wait[] {
  const waits: Wait[] = [];
  let asked = -1;
  for (const [i, turn] of turns.entries()) {
    if (turn.speaker === 'customer' && asked === -1) asked = i;
    if (turn.speaker !== 'agent' || asked === -1) continue;
    waits.push({ asked, answered: i, ms: Math.max(0, turn.start_ms - (turns[asked]?.start_ms ?? 0)) });
    asked = -1;
  }
  return waits;
}

function unansweredIn(turns: readonly Turn[]): number[] {
  const last = turns.findLastIndex(({ speaker }) => speaker === 'agent');
  return turns.flatMap((turn, i) =>
    i > last && turn.speaker === 'customer' && turn.text.trim() !== '' && !NO_MORE.test(turn.text.trim()) ? [i] : [],
  );
}

function leaveIn(turns: readonly Turn[]): Pick<Closing, 'taken' | 'turn'> {
  const own = turns.flatMap((turn, i) => (turn.speaker === 'agent' ? [i] : [])).slice(-2);
  const turn = own.findLast((i) => LEAVE.test(turns[i]?.text ?? '') || LEAVE_ZH.test(turns[i]?.text ?? '')) ?? null;
  return { taken: turn !== null, turn };
}
