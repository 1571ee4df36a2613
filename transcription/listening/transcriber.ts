// From a recording to a transcript. The sound streams by once; then each channel's speech is packed into windows and read
// by the recogniser, and the words of both sides become turns. Decoder, voice detector, recogniser and the place to set
// sound aside are handed in, so that the rules stand here and the machinery elsewhere.

import { findAgent } from '../speakers/roles.ts';
import { type Separated, separateVoices } from '../speakers/separation.ts';
import type { AgentChannel, Transcript, Word } from '../transcript.ts';
import { withoutEchoes } from './crosstalk.ts';
import { sharpen } from './edges.ts';
import { INTAKE_SHARE, type Intake, takeIn } from './intake.ts';
import { BEYOND_DOUBT, ownLanguage, pickLanguages, shareSpeech, VOTES, type Vote } from './language.ts';
import { type Notes, openNotes } from './notes.ts';
import type { Heard, Tape, TranscriberParts } from './parts.ts';
import { fillSpeech, LOOP, type Loop, readMissed, readWindow } from './reading.ts';
import { findSpeech, RATE, type Span, spanLength, toMs, withoutStrays } from './speech.ts';
import { type Lane, wordsToTurns } from './turns.ts';
import { packWindows, type Window, windowSound } from './windows.ts';
import { joinWords, type TimedWord } from './words.ts';

/** Raised whenever the same recording would give other words: transcripts name it. */
const PIPELINE = 'attune-3';

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

/** What was read in a window, and in which language. */
type Read = { language: string; words: TimedWord[] };

/**
 * One channel that is listened to. `heard` holds what the vote on the language has listened to, `read` what it was so
 * sure of that it was read at once: then nothing of a window is worked out twice, nor kept.
 */
type LaneWork = {
  channel: number;
  windows: Window[];
  /** Its speech, with the edges where the sound's are. */
  audible: Span[];
  heard: Map<Window, Heard>;
  read: Map<Window, Read>;
  votes: Vote[];
};

/** What all of the reading needs. */
type Work = { parts: TranscriberParts; tape: Tape; notes: Notes; vocabulary: readonly string[]; loop: Loop };

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
    const loop = { ...LOOP, ...options.loop };
    const work: Work = { parts, tape, notes, vocabulary: options.vocabulary ?? [], loop };
    const given = givenLanguage(parts, options.language);
    const chosen = await notes.once('languages', () => chooseLanguages(lanes, given, work));
    const { words, languages } = await readLanes(lanes, chosen, given === null, work);
    const told = await tellSpeakers(lanes, words, intake, parts, tape, options.agent_channel);
    const turns = wordsToTurns(told.lanes);
    return {
      duration_ms: toMs(intake.samples),
      announced_ms: sound.announced_ms,
      recording_notes: sound.notes ?? null,
      language: turns.length > 0 ? (languages[0] ?? chosen.recording) : null,
      languages: turns.length > 0 ? languages : [],
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
  const clean = withoutEchoes(frames);
  const voices = clean.map(({ voice }) => voice);
  const spans = withoutStrays(voices.map(findSpeech), voices);
  const within = (found: readonly Span[]): Span[] =>
    found.map(({ start, end }) => ({ start, end: Math.min(end, samples) })).filter(({ start, end }) => end > start);
  return clean.map((own, i) => {
    const found = spans[i] ?? [];
    return {
      channel: channels[i] ?? 0,
      windows: packWindows(within(found), samples, own.voice),
      audible: within(sharpen(found, own)),
      heard: new Map(),
      read: new Map(),
      votes: [],
    };
  });
}

/** The language somebody chose, or the only one that the model can write; null: it has to be found out. */
function givenLanguage({ recogniser }: TranscriberParts, wanted: string): string | null {
  const [only] = recogniser.languages;
  const given = recogniser.languages.length === 1 && only ? only : wanted.toLowerCase().split('-')[0];
  return given && given !== 'auto' ? given : null;
}

async function chooseLanguages(
  lanes: readonly LaneWork[],
  given: string | null,
  work: Work,
): Promise<{ recording: string; lanes: string[] }> {
  if (given !== null) return { recording: given, lanes: lanes.map(() => given) };
  for (const lane of lanes) {
    const longest = [...lane.windows].sort((a, b) => spanLength(b.speech) - spanLength(a.speech)).slice(0, VOTES);
    for (const window of longest) {
      const heard = await listenTo(lane, window, work);
      const vote = { weight: spanLength(window.speech), shares: await heard.languages() };
      lane.votes.push(vote);
      const language = ownLanguage(vote);
      if (language === null) lane.heard.set(window, heard);
      else
        lane.read.set(
          window,
          await readOnce(lane, window, () => readIn(lane, window, language, heard, '', work), work),
        );
      if (Math.max(...vote.shares.values()) >= BEYOND_DOUBT) break;
    }
  }
  return pickLanguages(lanes.map(({ votes }) => votes));
}

async function readLanes(
  lanes: readonly LaneWork[],
  chosen: { recording: string; lanes: readonly string[] },
  free: boolean,
  work: Work,
): Promise<{ words: TimedWord[][]; languages: string[] }> {
  const { progress } = work.parts;
  const total = lanes.reduce((sum, { windows }) => sum + windows.length, 0);
  const spoken: [language: string, length: number][] = [];
  let done = 0;
  const all: TimedWord[][] = [];
  progress('recognising', INTAKE_SHARE);
  for (const [i, lane] of lanes.entries()) {
    const usual = chosen.lanes[i] ?? chosen.recording;
    const reads: (Read & { window: Window })[] = [];
    for (const window of lane.windows) {
      const previous = work.loop.previous ? lastSaid(reads.flatMap(({ words }) => words)) : '';
      const read =
        lane.read.get(window) ??
        (await readOnce(
          lane,
          window,
          () => readUnread(lane, window, free ? null : usual, usual, previous, work),
          work,
        ));
      reads.push({ ...read, window });
      if (read.words.length > 0) spoken.push([read.language, spanLength(window.speech)]);
      done++;
      progress('recognising', INTAKE_SHARE + (1 - INTAKE_SHARE) * (done / total));
    }
    const words = work.loop.coverage
      ? await readAgain(lane, reads, free, spoken, work)
      : reads.flatMap((read) => read.words);
    all.push(fillSpeech(words, lane.audible));
  }
  progress('recognising', 1);
  return { words: all, languages: shareSpeech(spoken) };
}

/** Reads a window that no vote has read: in its own language where it is sure of one, else in that of its lane. */
async function readUnread(
  lane: LaneWork,
  window: Window,
  given: string | null,
  usual: string,
  previous: string,
  work: Work,
): Promise<Read> {
  const heard = lane.heard.get(window) ?? (await listenTo(lane, window, work));
  lane.heard.delete(window);
  const own = given ?? ownLanguage({ weight: spanLength(window.speech), shares: await heard.languages() });
  return readIn(lane, window, own ?? usual, heard, previous, work);
}

/** What was passed over may be in another language, which was why: a second tells. */
const LEAST_OWN = RATE;

/** All words of a lane, and what its windows passed over, in the language in which it was passed over. */
async function readAgain(
  lane: LaneWork,
  reads: readonly (Read & { window: Window })[],
  free: boolean,
  spoken: [language: string, length: number][],
  work: Work,
): Promise<TimedWord[]> {
  const all: TimedWord[] = [];
  for (const language of new Set(reads.map((read) => read.language))) {
    const same = reads.filter((read) => read.language === language);
    const words = await readMissed(same, async (window) => {
      const read = await readOnce(
        lane,
        window,
        async () => {
          const heard = await listenTo(lane, window, work);
          const vote = { weight: spanLength(window.speech), shares: await heard.languages() };
          const own = free ? ownLanguage(vote, LEAST_OWN) : null;
          return readIn(lane, window, own ?? language, heard, '', work);
        },
        work,
      );
      if (read.words.length > 0) spoken.push([read.language, spanLength(window.speech)]);
      return read.words;
    });
    all.push(...words);
  }
  return all.sort((a, b) => a.start_ms - b.start_ms);
}

async function listenTo({ channel }: LaneWork, window: Window, { parts, tape }: Work): Promise<Heard> {
  return parts.recogniser.listen(await windowSound(window, reader(tape, channel)));
}

async function readIn(
  { channel, audible }: LaneWork,
  window: Window,
  language: string,
  heard: Heard | null,
  previous: string,
  { parts: { recogniser }, tape, vocabulary, loop }: Work,
): Promise<Read> {
  const own = { recogniser, sound: reader(tape, channel), audible, language, vocabulary, loop };
  return { language, words: await readWindow(own, window, heard, previous) };
}

function readOnce(lane: LaneWork, window: Window, read: () => Promise<Read>, { notes }: Work): Promise<Read> {
  return notes.once(windowName(lane, window), read);
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
