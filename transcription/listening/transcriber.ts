// From a recording to a transcript. The audio streams through once; then each channel's speech is packed into windows
// and recognised, and the words of both sides become turns. Decoder, voice detector, recogniser and PCM buffer are
// passed in, so that the rules are here and the effects elsewhere.

import { RATE, type Span, spanLength, toMs } from '../sound/span.ts';
import type { PcmBuffer } from '../sound/stream.ts';
import { type Direction, findAgent, findOnlySide, type Side } from '../speakers/roles.ts';
import { type Separated, separateVoices } from '../speakers/separation.ts';
import { LANGUAGES } from '../transcript/languages.ts';
import type { AgentChannel, Transcript, Word } from '../transcript/transcript.ts';
import { type Lane, wordsToTurns } from '../transcript/turns.ts';
import { joinWords, type TimedWord } from '../transcript/words.ts';
import { type Checkpoints, openCheckpoints } from './checkpoints.ts';
import { withoutEchoes } from './crosstalk.ts';
import { sharpen } from './edges.ts';
import { INTAKE_SHARE, type Intake, takeIn } from './intake.ts';
import {
  BEYOND_DOUBT,
  languagesOf,
  ownLanguage,
  pickLanguages,
  type Stretch,
  shareSpeech,
  sharesAmong,
  VOTES,
  type Vote,
} from './language.ts';
import { levelled } from './level.ts';
import type { Heard, TranscriberParts } from './parts.ts';
import { fillSpeech, LOOP, type Loop, readMissed, readWindow } from './reading.ts';
import { findSpeech, withoutStrays } from './speech.ts';
import { packWindows, speechInWindow, type Window, windowSound } from './windows.ts';

/** Raised whenever the same recording would give other words: transcripts name it. */
const PIPELINE = 'attune-5';

export type TranscriberOptions = {
  /** Which channel holds the agent; null: recognised by what is said. */
  agent_channel: AgentChannel | null;
  /** Who called whom; null or absent: not known. */
  direction?: Direction | null;
  /** Primary language tag, or `auto`. */
  language: string;
  /** Languages that are spoken here: with `auto` it is one of these. Absent: English and Chinese. */
  languages?: readonly string[];
  /** Names and words the organisation uses, the most important first; absent: none. */
  vocabulary?: readonly string[];
  /** Steps of the loop around the model that are to be other than usual; absent: none. */
  loop?: Partial<Loop>;
};

/** What was read in a window, and in which language. */
type Read = { language: string; window: Window; words: TimedWord[] };

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
  read: Map<Window, Read[]>;
  votes: Vote[];
};

/** What all of the reading needs. */
type Work = {
  parts: TranscriberParts;
  pcm: PcmBuffer;
  /** Of the recording. */
  samples: number;
  checkpoints: Checkpoints;
  /** Languages that come into question. */
  among: readonly string[];
  vocabulary: readonly string[];
  loop: Loop;
};

/** @throws Refusal from the sound's blocks */
export async function transcribe(parts: TranscriberParts, options: TranscriberOptions): Promise<Transcript> {
  const began = parts.clock();
  const { sound, recogniser } = parts;
  const pcm = await parts.pcm(sound.channels);
  try {
    const under = JSON.stringify([PIPELINE, recogniser.model, options]);
    const checkpoints = openCheckpoints(under, parts.checkpoints?.earlier ?? [], parts.checkpoints?.keep ?? (() => {}));
    const intake = await takeIn(parts, pcm, options.agent_channel, checkpoints);
    const lanes = prepareLanes(intake);
    const loop = { ...LOOP, ...options.loop };
    const { pcm: clean, samples } = intake;
    const among = languagesAmong(recogniser.languages, options.languages ?? LANGUAGES);
    const listening = intake.leaked ? { ...parts, recogniser: levelled(recogniser) } : parts;
    const work: Work = {
      parts: listening,
      pcm: clean,
      samples,
      checkpoints,
      among,
      vocabulary: options.vocabulary ?? [],
      loop,
    };
    const given = givenLanguage(recogniser.languages, options.language, among);
    const chosen = await checkpoints.once('languages', () => chooseLanguages(lanes, given, work));
    const { words, languages } = await readLanes(lanes, chosen, given === null, work);
    const attributed = await tellSpeakers(lanes, words, intake, parts, options);
    const turns = wordsToTurns(attributed.lanes);
    return {
      duration_ms: toMs(intake.samples),
      announced_ms: sound.announced_ms,
      recording_notes: sound.notes ?? null,
      language: turns.length > 0 ? (languages[0] ?? chosen.recording) : null,
      languages: turns.length > 0 ? languages : [],
      method: attributed.method,
      speakers_confidence: turns.length > 0 ? attributed.confidence : null,
      turns,
      peaks: intake.peaks,
      model: recogniser.model,
      pipeline: PIPELINE,
      took_ms: Math.round(parts.clock() - began),
    };
  } finally {
    await pcm.close();
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

/** What of a list the model can write; all it can where that is nothing. */
function languagesAmong(known: readonly string[], wanted: readonly string[]): readonly string[] {
  const found = wanted.map(primary).filter((language) => known.includes(language));
  return found.length > 0 ? [...new Set(found)] : known;
}

/**
 * The only one the model can write, the one someone chose, or the only one that comes into question; null: to be found
 * out.
 */
function givenLanguage(known: readonly string[], wanted: string, among: readonly string[]): string | null {
  const sole = (list: readonly string[]): string | null => (list.length === 1 ? (list[0] ?? null) : null);
  return sole(known) ?? (wanted === 'auto' ? sole(among) : primary(wanted));
}

const primary = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';

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
      const vote = { weight: spanLength(window.speech), shares: sharesAmong(await heard.languages(), work.among) };
      lane.votes.push(vote);
      const language = ownLanguage(vote);
      if (language === null) lane.heard.set(window, heard);
      else {
        const read = async (): Promise<Read[]> => [await readIn(lane, window, language, heard, '', work)];
        lane.read.set(window, await readOnce(lane, window, read, work));
      }
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
    const reads: Read[] = [];
    for (const window of lane.windows) {
      const previous = work.loop.previous ? lastSaid(reads.flatMap(({ words }) => words)) : '';
      const own =
        lane.read.get(window) ??
        (await readOnce(
          lane,
          window,
          () => readUnread(lane, window, free ? null : usual, usual, previous, work),
          work,
        ));
      reads.push(...own);
      for (const read of own) if (read.words.length > 0) spoken.push([read.language, spanLength(read.window.speech)]);
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

/** Reads a window that no vote has read: what of it is surely in a language in that one, else in that of its lane. */
async function readUnread(
  lane: LaneWork,
  window: Window,
  given: string | null,
  usual: string,
  previous: string,
  work: Work,
): Promise<Read[]> {
  const heard = lane.heard.get(window) ?? (await listenTo(lane, window, work));
  lane.heard.delete(window);
  const parts = given === null ? await byLanguage(window, usual, heard, work) : [{ language: given, window }];
  const [only] = parts;
  if (parts.length === 1 && only) return [await readIn(lane, window, only.language, heard, previous, work)];
  const reads: Read[] = [];
  for (const part of parts) reads.push(await readIn(lane, part.window, part.language, null, '', work));
  return reads;
}

/** A window whose languages alternate falls into one for each of them; any other is one part, itself. */
async function byLanguage(
  window: Window,
  usual: string,
  heard: Heard,
  { among, samples }: Work,
): Promise<{ language: string; window: Window }[]> {
  const shares = sharesAmong(await heard.languages(), among);
  const own = ownLanguage({ weight: spanLength(window.speech), shares });
  if (own !== null) return [{ language: own, window }];
  if (Math.max(...shares.values()) >= BEYOND_DOUBT) return [{ language: usual, window }];
  const stretches: Stretch[] = [];
  for (const [i, place] of speechInWindow(window).entries()) {
    const span = window.speech[i] ?? place;
    stretches.push({ ...span, shares: sharesAmong(await heard.languages(place), among) });
  }
  const languages = languagesOf(stretches, usual);
  const [first, ...others] = new Set(languages);
  if (others.length === 0) return [{ language: first ?? usual, window }];
  return [first ?? usual, ...others].flatMap((language) => {
    const speech = window.speech.filter((_, i) => languages[i] === language);
    return packWindows(speech, samples, []).map((part) => ({ language, window: part }));
  });
}

/** What was passed over may be in another language, which was why: a second tells. */
const LEAST_OWN = RATE;

/** All words of a lane, and what its windows passed over, in the language in which it was passed over. */
async function readAgain(
  lane: LaneWork,
  reads: readonly Read[],
  free: boolean,
  spoken: [language: string, length: number][],
  work: Work,
): Promise<TimedWord[]> {
  const all: TimedWord[] = [];
  for (const language of new Set(reads.map((read) => read.language))) {
    const same = reads.filter((read) => read.language === language);
    const words = await readMissed(same, async (window) => {
      const read = async (): Promise<Read[]> => {
        const heard = await listenTo(lane, window, work);
        const vote = { weight: spanLength(window.speech), shares: sharesAmong(await heard.languages(), work.among) };
        const own = free ? ownLanguage(vote, LEAST_OWN) : null;
        return [await readIn(lane, window, own ?? language, heard, '', work)];
      };
      const again = await readOnce(lane, window, read, work);
      for (const one of again) if (one.words.length > 0) spoken.push([one.language, spanLength(window.speech)]);
      return again.flatMap(({ words }) => words);
    });
    all.push(...words);
  }
  return all.sort((a, b) => a.start_ms - b.start_ms);
}

async function listenTo({ channel }: LaneWork, window: Window, { parts, pcm }: Work): Promise<Heard> {
  return parts.recogniser.listen(await windowSound(window, reader(pcm, channel)));
}

async function readIn(
  { channel, audible }: LaneWork,
  window: Window,
  language: string,
  heard: Heard | null,
  previous: string,
  { parts: { recogniser }, pcm, vocabulary, loop }: Work,
): Promise<Read> {
  const own = { recogniser, sound: reader(pcm, channel), audible, language, vocabulary, loop };
  return { language, window, words: await readWindow(own, window, heard, previous) };
}

function readOnce(lane: LaneWork, window: Window, read: () => Promise<Read[]>, { checkpoints }: Work): Promise<Read[]> {
  return checkpoints.once(windowName(lane, window), read);
}

/** Words of the preceding text given to the model as a prompt. */
const LAST_SAID = 60;

function lastSaid(words: readonly TimedWord[]): string {
  return joinWords(words.slice(-LAST_SAID));
}

const windowName = ({ channel }: LaneWork, { pieces }: Window): string =>
  `words ${channel} ${pieces[0]?.start ?? 0}-${pieces.at(-1)?.end ?? 0}`;

function reader(pcm: PcmBuffer, lane: number): (start: number, end: number) => Promise<Float32Array> {
  return (start, end) => pcm.read(lane, start, end);
}

/** Who said the words: by channel where there are two, by voice where there is one. */
async function tellSpeakers(
  lanes: readonly LaneWork[],
  words: readonly TimedWord[][],
  { lanes: frames, samples, pcm, sides }: Intake,
  { voiceprint }: TranscriberParts,
  { agent_channel, direction = null }: TranscriberOptions,
): Promise<Separated> {
  const said = words.map((own) => own.map(plainWord));
  const stated = agent_channel === 'left' || agent_channel === 'right';
  const speaking = lanes.filter((_, i) => (said[i]?.length ?? 0) > 0);
  if (lanes.length === 2 && (stated || speaking.length !== 1)) return byChannel(lanes, said, agent_channel, direction);
  const only = speaking[0] ?? lanes[0];
  if (!only) return { method: 'single', confidence: null, lanes: [] };
  const own = said[lanes.indexOf(only)] ?? [];
  const speech = only.windows.flatMap((window) => window.speech);
  const voice = { speech, frames: frames[only.channel] ?? null, samples, read: reader(pcm, only.channel) };
  const separated = await separateVoices(voiceprint ?? null, voice, only.channel, own, direction);
  return sides && separated.method === 'single' ? oneSide(only.channel, own, direction) : separated;
}

/** One voice on a recording of two sides: nothing came from the other. */
function oneSide(channel: number, words: readonly Word[], direction: Direction | null): Separated {
  const found = findOnlySide(sideOf(words), direction);
  return { method: 'channels', confidence: found.confidence, lanes: [{ channel, speaker: found.speaker, words }] };
}

function byChannel(
  lanes: readonly LaneWork[],
  words: readonly Word[][],
  stated: AgentChannel | null,
  direction: Direction | null,
): Separated {
  const heard = stated === 'left' || stated === 'right' ? null : findAgent(words.map(sideOf), direction);
  const agent = heard?.agent ?? (stated === 'right' ? 1 : 0);
  return {
    method: 'channels',
    confidence: heard?.confidence ?? null,
    lanes: lanes.map(
      ({ channel }, i): Lane => ({ channel, speaker: i === agent ? 'agent' : 'customer', words: words[i] ?? [] }),
    ),
  };
}

const sideOf = (words: readonly Word[]): Side => ({ text: joinWords(words), first_ms: words[0]?.start_ms ?? null });

function plainWord({ text, start_ms, end_ms, logprob }: TimedWord): Word {
  return { text, start_ms, end_ms, confidence: Math.round(Math.exp(logprob) * 1000) / 1000 };
}
