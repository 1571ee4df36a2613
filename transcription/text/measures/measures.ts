// Facts of a conversation that need no opinion: who spoke how long, when nobody did, who interrupted whom. Everything
// is counted from the turns' words and nothing is guessed; what a recording cannot show is null. Each number comes with
// the moments it was counted from, so they can be played. The only words stored are those of the published lists
// (fillers, mood), so measures may be shown wherever masked text may.

import type { Peaks, SpeakerMethod, Turn } from '../../transcript/transcript.ts';
import { interruptionsOf, latencyOf } from './exchange.ts';
import { announcedBefore, holdsIn } from './hold.ts';
import { moodOf } from './mood.ts';
import type { CallMeasures, Side, TextMeasures } from './schema.ts';
import { gapsBetween, lengthOf, merge } from './spans.ts';
import { fillersOf, paceOf } from './speech.ts';
import { overlapsOf, shareOf, spokenBy, stretchesOf, talkOf } from './talk.ts';
import { measureText as countText } from './writing.ts';

/** What is counted where nothing is missing. */
type WholeMeasures = CallMeasures & { silence_ms: number; longest_silence_ms: number; hold_ms: number };

/** The measures that the shared calls state, under their keys. */
export type StatedMeasures = Pick<
  CallMeasures,
  | 'agent_talk_ms'
  | 'customer_talk_ms'
  | 'overlap_ms'
  | 'silence_ms'
  | 'longest_silence_ms'
  | 'time_to_greeting_ms'
  | 'hold_ms'
>;

/** Shorter pauses are part of speaking; from here on a caller wonders whether the line is dead. */
const SILENCE_MS = 3000;

/**
 * Measures a call.
 * @param turns in order of their start
 * @param duration_ms of the recording
 * @param peaks its levels, to tell a hold with music from a silent one; null when they are not at hand
 */
export function measureCall(turns: readonly Turn[], duration_ms: number, peaks: Peaks | null = null): WholeMeasures {
  const spoken = spokenBy(turns);
  const agent = talkOf(spoken, 'agent');
  const customer = talkOf(spoken, 'customer');
  const separated = spoken.length > 0;
  const gaps = gapsBetween(merge(turns.flatMap(stretchesOf), 0), duration_ms);
  const overlaps = overlapsOf(agent, customer);
  const holds = holdsIn(turns, gaps, peaks);
  return {
    agent_talk_ms: separated ? lengthOf(agent) : null,
    customer_talk_ms: separated ? lengthOf(customer) : null,
    agent_share_bp: shareOf(agent, customer),
    overlap_ms: separated ? lengthOf(overlaps) : null,
    overlaps: separated ? overlaps : null,
    missing: null,
    silence_ms: lengthOf(gaps),
    silences: gaps
      .filter((gap) => gap.end_ms - gap.start_ms >= SILENCE_MS)
      .map((gap) => ({ ...gap, announced: announcedBefore(turns, gap.start_ms) })),
    longest_silence_ms: gaps.reduce((most, gap) => Math.max(most, gap.end_ms - gap.start_ms), 0),
    time_to_greeting_ms: agent[0]?.start_ms ?? null,
    hold_ms: lengthOf(holds),
    holds,
    interruptions: separated ? interruptionsOf(turns, spoken) : null,
    pace: { agent: paceOf(turns, 'agent'), customer: paceOf(turns, 'customer') },
    fillers: { agent: fillersOf(turns, 'agent'), customer: fillersOf(turns, 'customer') },
    response: { agent: latencyOf(spoken, 'agent', holds), customer: latencyOf(spoken, 'customer', holds) },
    mood: moodOf(turns, false),
  };
}

/** One channel cannot show two people speaking at once: what is counted from overlap is then unknown, not nothing. */
export function withoutOverlap(measures: CallMeasures): CallMeasures {
  return { ...measures, overlap_ms: null, overlaps: null, interruptions: null };
}

/**
 * The silent side of a two-sided recording: it was hardly recorded, because people on the phone speak.
 * @param method how its speakers were separated; only `channels` has sides
 */
export function missingSide(turns: readonly Turn[], method: SpeakerMethod | null): Side | null {
  const heard = new Set(turns.map(({ speaker }) => speaker));
  if (method !== 'channels' || heard.has('agent') === heard.has('customer')) return null;
  return heard.has('agent') ? 'customer' : 'agent';
}

/** What is left where one side is missing: when it spoke nobody knows, so neither does anyone when nobody did. */
export function withoutSide(measures: CallMeasures, missing: Side): CallMeasures {
  return {
    ...withoutOverlap(measures),
    missing,
    [missing === 'agent' ? 'agent_talk_ms' : 'customer_talk_ms']: null,
    agent_share_bp: null,
    silence_ms: null,
    silences: [],
    longest_silence_ms: null,
    hold_ms: null,
    holds: [],
    response: { agent: null, customer: null },
  };
}

/**
 * What the command line and the bench print of a call: the keys of the shared calls' `measures` and no others, counted
 * as {@link measureCall} does. On the shared calls' own turns it gives their numbers to the millisecond.
 */
export function statedMeasures(
  turns: readonly Turn[],
  duration_ms: number,
  method: SpeakerMethod | null = null,
): StatedMeasures {
  const whole = measureCall(turns, duration_ms);
  const missing = missingSide(turns, method);
  const { agent_talk_ms, customer_talk_ms, overlap_ms, silence_ms, longest_silence_ms, time_to_greeting_ms, hold_ms } =
    missing === null ? whole : withoutSide(whole, missing);
  return { agent_talk_ms, customer_talk_ms, overlap_ms, silence_ms, longest_silence_ms, time_to_greeting_ms, hold_ms };
}

/** Measures a conversation in writing. @param turns in the order they were written */
export function measureText(turns: readonly Turn[]): TextMeasures {
  return { ...countText(turns), mood: moodOf(turns, true) };
}
