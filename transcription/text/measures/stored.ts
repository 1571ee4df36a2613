// The stored measures of a transcript: all of them for the page, which shows the moments behind each number, and the
// numbers separately, for filters, sampling and standards.

import type { Peaks, SpeakerMethod, Turn } from '../../transcript/transcript.ts';
import { measureCall, measureText, missingSide, withoutOverlap, withoutSide } from './measures.ts';
import type { CallMeasures, Measures, Side } from './schema.ts';

/**
 * Raised whenever measuresOf() makes anything else of the same transcript: what was measured before is then measured anew,
 * in every installation, beside the work of the day (db/transcripts/measures.ts).
 */
export const MEASURES_VERSION = 1;

type Measurable = { turns: readonly Turn[]; duration_ms: number; method: SpeakerMethod | null };

/** @param transcript `method` null: typed by the speakers @param peaks of the recording; null while they are not known */
export function measuresOf({ turns, duration_ms, method }: Measurable, peaks: Peaks | null): Measures {
  if (method === null) return { kind: 'text', ...measureText(turns) };
  return { kind: 'call', ...detectable(measureCall(turns, duration_ms, peaks), turns, method) };
}

/** What a recording shows: one channel does not show overlap, nor one side what needs two. */
function detectable(measures: CallMeasures, turns: readonly Turn[], method: SpeakerMethod): CallMeasures {
  const missing = missingSide(turns, method);
  if (missing !== null) return withoutSide(measures, missing);
  // Neither voices on one channel nor the times of captions tell who spoke at once.
  return method === 'embeddings' || method === 'named' ? withoutOverlap(measures) : measures;
}

/**
 * The numbers of a transcript: times in ms, shares in basis points, moods in tenths (−60 to 60), fillers as a count in ten
 * minutes of the side's own talk. What was not measured or cannot be known is null.
 */
export function figuresOf(measures: Measures) {
  const call = measures.kind === 'call' ? measures : null;
  const text = measures.kind === 'text' ? measures : null;
  const { mood } = measures;
  return {
    kind: measures.kind,
    agent_talk_ms: call?.agent_talk_ms ?? null,
    customer_talk_ms: call?.customer_talk_ms ?? null,
    agent_share_bp: call?.agent_share_bp ?? null,
    overlap_ms: call?.overlap_ms ?? null,
    missing_side: call?.missing ?? null,
    silence_ms: call?.silence_ms ?? null,
    longest_silence_ms: call?.longest_silence_ms ?? null,
    // Where nobody knows when a side spoke, none was found because none can be.
    silences: call === null || call.silence_ms === null ? null : call.silences.length,
    time_to_greeting_ms: call?.time_to_greeting_ms ?? null,
    hold_ms: call?.hold_ms ?? null,
    holds: call === null || call.hold_ms === null ? null : call.holds.length,
    holds_unannounced:
      call === null || call.hold_ms === null ? null : call.holds.filter(({ announced }) => !announced).length,
    ...ofSide('agent', call),
    ...ofSide('customer', call),
    agent_messages: text?.agent_messages ?? null,
    customer_messages: text?.customer_messages ?? null,
    first_response_ms: text?.first_response_ms ?? null,
    median_wait_ms: text?.median_wait_ms ?? null,
    longest_wait_ms: text?.longest_wait?.ms ?? null,
    rounds: text?.rounds ?? null,
    unanswered: text?.unanswered.length ?? null,
    last_writer: text?.closing.last ?? null,
    leave_taken: text?.closing.taken ?? null,
    mood_start: mood && tenths(mood.start),
    mood_end: mood && tenths(mood.end),
    mood_trend: mood?.trend ?? null,
  };
}

const tenths = (value: number): number => Math.round(value * 10);

type SideFigures<S extends Side> = {
  [K in `${S}_${'interruptions' | 'pace' | 'fillers' | 'response_ms' | 'longest_response_ms'}`]: number | null;
} & { [K in `${S}_pace_unit`]: 'words' | 'characters' | null };

function ofSide<S extends Side>(side: S, call: CallMeasures | null): SideFigures<S> {
  const [pace, fillers, response] = [call?.pace[side], call?.fillers[side], call?.response[side]];
  return {
    [`${side}_interruptions`]: call?.interruptions?.filter(({ by }) => by === side).length ?? null,
    [`${side}_pace`]: pace?.per_minute ?? null,
    [`${side}_pace_unit`]: pace?.unit ?? null,
    [`${side}_fillers`]: fillers ? tenths(fillers.per_minute) : null,
    [`${side}_response_ms`]: response?.median_ms ?? null,
    [`${side}_longest_response_ms`]: response?.longest_ms ?? null,
  } as SideFigures<S>;
}
