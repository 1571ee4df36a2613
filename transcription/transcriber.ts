// From a recording to a transcript. The sound streams by once; then each channel's speech is packed into windows and read
// by the recogniser, and the words of both sides become turns. Decoder, voice detector, recogniser and the place to set
// sound aside are handed in, so that the rules stand here and the machinery elsewhere.

import { withoutEchoes } from './crosstalk.ts';
import { INTAKE_SHARE, type Intake, takeIn } from './intake.ts';
import { BEYOND_DOUBT, pickLanguages, VOTES, type Vote } from './language.ts';
import { type Notes, openNotes } from './notes.ts';
import type { Heard, Tape, TranscriberParts } from './parts.ts';
import { LOOP, type Loop, readWindow, untilSpeechEnds } from './reading.ts';
import { findAgent } from './roles.ts';
import { type Separated, separateVoices } from './separation.ts';
import { findSpeech, type Span, spanLength, toMs } from './speech.ts';
import type { AgentChannel, Transcript, Word } from './transcript.ts';
import { type Lane, wordsToTurns } from './turns.ts';
import { packWindows, type Window, windowSound } from './windows.ts';
import { joinWords, type TimedWord } from './words.ts';

/** Raised whenever the same recording would give other words: transcripts name it. */
const PIPELINE = 'attune-2';

export type TranscriberOptions = {
  /** Which channel holds the agent; null: told by what is said. */
  agent_channel: AgentChannel | null;
  /** Primary language tag, or `auto`. */
  language: string;
  /** Names and words the organisation uses, the most important first; absent: none. */
  vocabulary?: readonly string[];
  /** Steps of the loop around the model that are to be other than usual; absent: none. */
  loop?: Partial<Loop>;
};

/** One channel that is listened to. `heard` holds what the vote on the language has listened to already. */
type LaneWork = { channel: number; windows: Window[]; heard: Map<Window, Heard>; votes: Vote[] };

/** @throws Refusal from the sound's blocks */
export async function transcribe(parts: TranscriberParts, options: TranscriberOptions): Promise<Transcript> {
  const began = parts.clock();
  const { sound, recogniser } = parts;
  const tape = await parts.tape(sound.channels);
  try {
    const under = JSON.stringify([PIPELINE, recogniser.model, options]);
    const notes = openNotes(under, parts.notes?.earlier ?? [], parts.notes?.keep ?? (() => {}));
    const intake = await takeIn(parts, tape, options.agent_channel, notes);
    const lanes = prepareLanes(intake);
    const languages = await notes.once('languages', () => chooseLanguages(lanes, parts, tape, options.language));
    const words = await readLanes(lanes, languages.lanes, parts, tape, notes, options);
    const told = await tellSpeakers(lanes, words, intake, parts, tape, options.agent_channel);
    const turns = wordsToTurns(told.lanes);
    return {
      duration_ms: toMs(intake.samples),
      announced_ms: sound.announced_ms,
      language: turns.length > 0 ? languages.recording : null,
      languages: turns.length > 0 ? [languages.recording] : [],
      method: told.method,
      speakers_confidence: turns.length > 0 ? told.confidence : null,
      turns,
      peaks: intake.peaks,
      model: recogniser.model,
      pipeline: PIPELINE,
      took_ms: Math.round(parts.clock() - began),
    };
  } finally {
    await tape.close();
    await sound.close();
  }
}

function prepareLanes({ channels, lanes, samples }: Intake): LaneWork[] {
  const frames = channels.flatMap((channel) => lanes[channel] ?? []);
  return withoutEchoes(frames).map((voice, i) => {
    const speech = findSpeech(voice)
      .map(({ start, end }): Span => ({ start, end: Math.min(end, samples) }))
      .filter(({ start, end }) => end > start);
    return { channel: channels[i] ?? 0, windows: packWindows(speech, samples, voice), heard: new Map(), votes: [] };
  });
}

async function chooseLanguages(
  lanes: LaneWork[],
  { recogniser }: TranscriberParts,
  tape: Tape,
  wanted: string,
): Promise<{ recording: string; lanes: string[] }> {
  const [only] = recogniser.languages;
  const given = recogniser.languages.length === 1 && only ? only : wanted.toLowerCase().split('-')[0];
  if (given && given !== 'auto') return { recording: given, lanes: lanes.map(() => given) };
  for (const lane of lanes) {
    const longest = [...lane.windows].sort((a, b) => spanLength(b.speech) - spanLength(a.speech)).slice(0, VOTES);
    for (const window of longest) {
      const heard = await recogniser.listen(await windowSound(window, reader(tape, lane.channel)));
      lane.heard.set(window, heard);
      const shares = await heard.languages();
      lane.votes.push({ weight: spanLength(window.speech), shares });
      if (Math.max(...shares.values()) >= BEYOND_DOUBT) break;
    }
  }
  return pickLanguages(lanes.map(({ votes }) => votes));
}

async function readLanes(
  lanes: readonly LaneWork[],
  languages: readonly string[],
  { recogniser, progress }: TranscriberParts,
  tape: Tape,
  notes: Notes,
  { vocabulary = [], loop = {} }: TranscriberOptions,
): Promise<TimedWord[][]> {
  const total = lanes.reduce((sum, { windows }) => sum + windows.length, 0);
  let done = 0;
  const all: TimedWord[][] = [];
  progress('recognising', INTAKE_SHARE);
  for (const [i, lane] of lanes.entries()) {
    const words: TimedWord[] = [];
    const sound = reader(tape, lane.channel);
    const own = { recogniser, sound, language: languages[i] ?? 'en', vocabulary, loop: { ...LOOP, ...loop } };
    for (const window of lane.windows) {
      const heard = lane.heard.get(window) ?? null;
      lane.heard.delete(window);
      const read = await notes.once(windowName(lane, window), () =>
        readWindow(own, window, heard, own.loop.previous ? lastSaid(words) : ''),
      );
      words.push(...untilSpeechEnds(read, window.speech));
      done++;
      progress('recognising', INTAKE_SHARE + (1 - INTAKE_SHARE) * (done / total));
    }
    all.push(words);
  }
  progress('recognising', 1);
  return all;
}

/** Words of what was said before that the model is told of. */
const LAST_SAID = 60;

function lastSaid(words: readonly TimedWord[]): string {
  return joinWords(words.slice(-LAST_SAID));
}

const windowName = ({ channel }: LaneWork, { pieces }: Window): string =>
  `words ${channel} ${pieces[0]?.start ?? 0}-${pieces.at(-1)?.end ?? 0}`;

function reader(tape: Tape, lane: number): (start: number, end: number) => Promise<Float32Array> {
  return (start, end) => tape.read(lane, start, end);
}

/** Who said the words: by channel where there are two, by voice where there is one. */
async function tellSpeakers(
  lanes: readonly LaneWork[],
  words: readonly TimedWord[][],
  { lanes: frames, samples }: Intake,
  { voiceprint }: TranscriberParts,
  tape: Tape,
  agentChannel: AgentChannel | null,
): Promise<Separated> {
  const said = words.map((own) => own.map(plainWord));
  const [only] = lanes;
  if (lanes.length === 2) return byChannel(lanes, said, agentChannel);
  if (!only) return { method: 'single', confidence: null, lanes: [] };
  const speech = only.windows.flatMap((window) => window.speech);
  const voice = { speech, frames: frames[only.channel] ?? null, samples, read: reader(tape, only.channel) };
  return separateVoices(voiceprint ?? null, voice, only.channel, said[0] ?? []);
}

function byChannel(lanes: readonly LaneWork[], words: readonly Word[][], told: AgentChannel | null): Separated {
  const sides = words.map((own) => ({ text: joinWords(own), first_ms: own[0]?.start_ms ?? null }));
  const heard = told === 'left' || told === 'right' ? null : findAgent(sides);
  const agent = heard?.agent ?? (told === 'right' ? 1 : 0);
  return {
    method: 'channels',
    confidence: heard?.confidence ?? null,
    lanes: lanes.map(
      ({ channel }, i): Lane => ({ channel, speaker: i === agent ? 'agent' : 'customer', words: words[i] ?? [] }),
    ),
  };
}

function plainWord({ text, start_ms, end_ms, logprob }: TimedWord): Word {
  return { text, start_ms, end_ms, confidence: Math.round(Math.exp(logprob) * 1000) / 1000 };
}
