// A hold is time a customer waits on the line: between two turns nobody speaks for longer than a pause in conversation.
// Whether it was announced, filled with music or ended with thanks is read from its surroundings; a wait the customer
// asked for is not a hold.

import type { Peaks, Turn } from '../../transcript/transcript.ts';
import type { Hold } from './schema.ts';
import type { Stretch } from './spans.ts';

/** A caller left alone this long has been put on hold, whatever the agent calls it. */
const HOLD_MS = 5000;
/** Announced, a shorter one counts too: the agent said so. */
const ANNOUNCED_MS = 3000;
/** How long before the hold its announcement may end; the customer's "yes" lies between. */
const BEFORE_MS = 12_000;
/** How soon after it thanks belong to it. */
const AFTER_MS = 10_000;

const ANNOUNCES =
  /\b(?:(?:on|a(?: brief| short)?|brief) hold|hold (?:on|the line|please)|(?:please|can you|could you|would you|you) hold\b|bear with me|one (?:moment|second|minute|sec)|(?:a|just a|give me a) (?:moment|second|minute|few (?:moments|seconds|minutes))|(?:if|do|would|could|can) you (?:mind )?wait(?:ing)?|wait a (?:moment|minute|second)|let me (?:just )?(?:check|look|see|find|pull)|while i (?:check|look|find|pull|get|speak|ask))/i;
const ANNOUNCES_ZH =
  /稍等|稍候|稍后|等一下|等一等|等一会|等待|别挂|不要挂|(?:帮|为|给|替)[您你]?.{0,2}(?:查|核实|核对|确认)(?:一下|询)?|查一下|看一下|问一下|请[您你]等/;
const THANKS =
  /\bthank(?:s| you)(?: very much| so much)? for (?:waiting|holding|your patience|being (?:so )?patient|your time waiting)/i;
const THANKS_ZH = /(?:感谢|谢谢|多谢).{0,3}(?:耐心)?.{0,2}(?:等待|等候|久等|耐心)/;
const SORRY =
  /\bsorry (?:to (?:keep|have kept)|for (?:keeping|the wait|the delay|the hold|making|having kept))|(?:apologi[sz]e|apologies) for the (?:wait|delay)/i;
const SORRY_ZH = /久等了?|(?:抱歉|不好意思|对不起).{0,4}(?:等|久)/;

/** Whether the agent's last words before `ms` say that a wait is coming. */
export function announcedBefore(turns: readonly Turn[], ms: number): boolean {
  return turns.some((turn) => {
    if (turn.speaker !== 'agent' && turn.speaker !== 'unknown') return false;
    if (turn.end_ms > ms + SLACK_MS || turn.end_ms < ms - BEFORE_MS) return false;
    return ANNOUNCES.test(turn.text) || ANNOUNCES_ZH.test(turn.text);
  });
}

/** A turn's last word may be measured a little into the silence after it. */
const SLACK_MS = 500;

/** The customer goes to look for something: nobody put them on hold. */
function askedByCustomer(turns: readonly Turn[], ms: number): boolean {
  const last = turns.findLast((turn) => turn.end_ms <= ms + SLACK_MS);
  return last?.speaker === 'customer' && (ANNOUNCES.test(last.text) || ANNOUNCES_ZH.test(last.text));
}

/**
 * Gaps between two turns of 5 s and more, and announced ones of 3 s and more. The silence before the first and after the
 * last turn is none, nor is one the customer asked for ("one moment, I'll get it") unless the agent announced it.
 * @param gaps in which nobody speaks
 * @param peaks levels of the recording; null when they are not at hand
 */
export function holdsIn(turns: readonly Turn[], gaps: readonly Stretch[], peaks: Peaks | null): Hold[] {
  const first = Math.min(...turns.map((turn) => turn.start_ms));
  const last = Math.max(...turns.map((turn) => turn.end_ms));
  return gaps.flatMap(({ start_ms, end_ms }) => {
    if (start_ms < first || end_ms > last || end_ms - start_ms < ANNOUNCED_MS) return [];
    const announced = announcedBefore(turns, start_ms);
    if (!announced && (end_ms - start_ms < HOLD_MS || askedByCustomer(turns, start_ms))) return [];
    return [
      { start_ms, end_ms, announced, sound: soundIn(peaks, { start_ms, end_ms }), after: saidAfter(turns, end_ms) },
    ];
  });
}

function saidAfter(turns: readonly Turn[], ms: number): Hold['after'] {
  const next = turns.find(
    (turn) => (turn.speaker === 'agent' || turn.speaker === 'unknown') && turn.start_ms >= ms - SLACK_MS,
  );
  if (!next || next.start_ms > ms + AFTER_MS) return null;
  if (THANKS.test(next.text) || THANKS_ZH.test(next.text)) return 'thanked';
  return SORRY.test(next.text) || SORRY_ZH.test(next.text) ? 'apologised' : null;
}

/** Below this (−38 dB) a line counts as silent, whatever its hum. Peaks are 0–255. */
const AUDIBLE = 3;
/** Music stands at least this many times over the line's own noise. */
const OVER_NOISE = 2;
/** A click or a cough is no music: so much of the hold must sound. */
const SOUNDING_SHARE = 0.4;

/** Nobody speaks there, so anything clearly louder than the line's noise is music or similar. */
function soundIn(peaks: Peaks | null, hold: Stretch): Hold['sound'] {
  if (!peaks || peaks.channels.length === 0) return null;
  const sounding = peaks.channels.some((levels) => {
    const inside = levels.slice(Math.floor(hold.start_ms / peaks.bucket_ms), Math.ceil(hold.end_ms / peaks.bucket_ms));
    if (inside.length === 0) return false;
    const quiet = [...levels].sort((a, b) => a - b)[Math.floor(levels.length * QUIET_SHARE)] ?? 0;
    const least = Math.max(AUDIBLE, quiet * OVER_NOISE);
    return inside.filter((level) => level >= least).length >= inside.length * SOUNDING_SHARE;
  });
  return sounding ? 'music' : 'silence';
}

/** A line is at rest at least this part of the time. */
const QUIET_SHARE = 0.1;
