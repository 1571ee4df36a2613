// The full table over the shared recordings: errors, word times, measures, speed and memory for every file, and the
// overhead of the loop around the model. Run by hand:
//   node test/bench/transcription.ts [--only PART_OF_A_NAME] [--without coverage,temperatures,…] [MODEL]
// `--without` leaves out steps of the loop (temperatures, halves, coverage, filters); `previous` is off by default and
// enabled by `--with previous`. Times depend on this machine at this moment; errors are the same everywhere.

import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { WhisperTokenizer } from '@huggingface/transformers';
import { type PackedFrames, unpackFrames } from '../../transcription/listening/checkpoints.ts';
import { withoutEchoes } from '../../transcription/listening/crosstalk.ts';
import type { VoiceLane } from '../../transcription/listening/lane.ts';
import { LOOP, type Loop } from '../../transcription/listening/reading.ts';
import { findSpeech } from '../../transcription/listening/speech.ts';
import { transcribe } from '../../transcription/listening/transcriber.ts';
import { openVoiceDetector } from '../../transcription/listening/vad.ts';
import { openWhisper } from '../../transcription/listening/whisper.ts';
import type { Graph } from '../../transcription/models/onnx.ts';
import { DEFAULT_MODEL } from '../../transcription/models/place.ts';
import { DEFAULT_LIMITS, openAudio } from '../../transcription/sound/audio.ts';
import { findFfmpeg } from '../../transcription/sound/ffmpeg.ts';
import { openPcmBuffer } from '../../transcription/sound/pcm-buffer.ts';
import { type LaneFrames, RATE, spanLength } from '../../transcription/sound/span.ts';
import { statedMeasures } from '../../transcription/text/measures/measures.ts';
import type { AgentChannel, Transcript } from '../../transcription/transcript/transcript.ts';
import { joinWords } from '../../transcription/transcript/words.ts';
import { speakerError } from '../support/speaker-error.ts';
import { wordErrors } from '../support/word-errors.ts';
import { callErrors, placedShare, startErrors, type TrueCall, trueCalls } from '../transcription/voices.ts';
import { sharedPath } from './shared-folder.ts';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: '' },
    without: { type: 'string', default: '' },
    with: { type: 'string', default: '' },
  },
});
const wanted = (name: string): boolean => flags.only.split(',').some((part) => name.includes(part));

/** The loop with the steps left out that were named. */
function loop(): Loop {
  const chosen: Loop = { ...LOOP };
  for (const step of flags.without.split(',').filter(Boolean)) {
    if (step === 'temperatures') chosen.temperatures = [];
    else if (step === 'halves' || step === 'coverage' || step === 'filters') chosen[step] = false;
    else throw new Error(`there is no step "${step}"`);
  }
  if (flags.with === 'previous') chosen.previous = true;
  return chosen;
}

/** Counts what the model did. */
const spent = { passes: 0, passMs: 0, looks: 0, lookMs: 0, prompts: 0, promptMs: 0, steps: 0, stepMs: 0, voiceMs: 0 };
/** What each pass and each step of the recording at hand took (ms). */
let passes: number[] = [];
let steps: number[] = [];
const watch = (name: 'encoder' | 'decoder', graph: Graph): Graph => ({
  ...graph,
  async run(inputs, outputs) {
    const began = performance.now();
    const values = await graph.run(inputs, outputs);
    const ms = performance.now() - began;
    if (name === 'encoder') {
      spent.passes++;
      spent.passMs += ms;
      passes.push(ms);
    } else if (inputs.use_cache_branch?.data[0] === 0) {
      spent.looks++;
      spent.lookMs += ms;
    } else if (inputs.input_ids?.dims[1] !== 1) {
      spent.prompts++;
      spent.promptMs += ms;
    } else {
      spent.steps++;
      spent.stepMs += ms;
      steps.push(ms);
    }
    return values;
  },
});

const place = {
  model: positionals[0] ?? DEFAULT_MODEL,
  models: sharedPath('models'),
  cache: null,
  hub: null,
  threads: 2,
};
const recogniser = await openWhisper(place, () => {}, watch);
const detector = await openVoiceDetector();
let waiting = 0;
let waitingSince = 0;
/** The detector's lanes run side by side: time counts while any of them waits. */
const voice = (): VoiceLane => {
  const lane = detector();
  return {
    async next(frame) {
      if (waiting++ === 0) waitingSince = performance.now();
      try {
        return await lane.next(frame);
      } finally {
        if (--waiting === 0) spent.voiceMs += performance.now() - waitingSince;
      }
    },
  };
};

/**
 * What a recording cost. `needed`: passes of the encoder, per lane seconds of detected speech ÷ 28, rounded up;
 * `tokens` of the final text; `ideal` is what both would take at the median time of a pass and of a step.
 */
type Cost = { needed: number; tokens: number; ideal: number; pass: number; step: number } & typeof spent;

const tokeniser = await WhisperTokenizer.from_pretrained(sharedPath('models', place.model));

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

async function hear(file: string, agent_channel: AgentChannel | null): Promise<{ transcript: Transcript; cost: Cost }> {
  const before = { ...spent };
  passes = [];
  steps = [];
  let frames: LaneFrames[] = [];
  const sound = await openAudio(file, {
    ffmpeg: findFfmpeg(process.env.FFMPEG_PATH ?? null, process.env.PATH ?? ''),
    limits: DEFAULT_LIMITS,
    signal: null,
  });
  const transcript = await transcribe(
    {
      sound,
      voice,
      recogniser,
      pcm: (lanes) => openPcmBuffer(tmpdir(), lanes),
      clock: () => performance.now(),
      progress: () => {},
      checkpoints: {
        earlier: [],
        keep({ name, value }) {
          if (name === 'frames') frames = (value as PackedFrames[]).map(unpackFrames);
        },
      },
    },
    { agent_channel, language: 'auto', loop: loop() },
  );
  const own = Object.fromEntries(
    Object.entries(spent).map(([name, value]) => [name, value - before[name as keyof typeof spent]]),
  ) as typeof spent;
  const needed = passesNeeded(frames, transcript);
  const tokens = tokensOf(transcript);
  const pass = median(passes);
  const step = median(steps);
  return { transcript, cost: { ...own, needed, tokens, pass, step, ideal: needed * pass + tokens * step } };
}

/** Lanes with speech on them. */
function passesNeeded(frames: readonly LaneFrames[], { turns }: Transcript): number {
  const used = new Set(turns.map(({ channel }) => channel));
  return withoutEchoes(frames)
    .filter((_, lane) => used.has(lane))
    .reduce((sum, { voice }) => sum + Math.ceil(spanLength(findSpeech(voice)) / (28 * RATE)), 0);
}

function tokensOf({ turns }: Transcript): number {
  return turns.reduce((sum, { text }) => sum + tokeniser.encode(` ${text}`, { add_special_tokens: false }).length, 0);
}

const megabytes = (): number => Math.round(process.memoryUsage().rss / 1e6);
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const row = (...cells: (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`);
const head = (...cells: string[]): void => {
  row(...cells);
  row(...cells.map(() => '---'));
};

/** Measured and true, marked where they are further apart than 3 % and 300 ms. */
function compared(call: TrueCall, transcript: Transcript): string {
  const measured = statedMeasures(transcript.turns, transcript.duration_ms);
  return Object.entries(measured)
    .map(([name, value]) => {
      const expected = call.measures[name] ?? 0;
      const off = Math.abs((value ?? 0) - expected) > Math.max(300, 0.03 * expected);
      return `${name.replace(/_ms$/, '').replaceAll('_', ' ')} ${value}/${expected}${off ? ' ✗' : ''}`;
    })
    .join(', ');
}

const costs: [name: string, cost: Cost, took: number, ms: number][] = [];
head(
  'call',
  'errors',
  'words in their turn ± 0.5 s',
  'turn starts within 0.25 s',
  'speaker error',
  'RTF',
  'RSS MB',
  'measured/true, ms',
);
const totals = new Map<string, { errors: number; tokens: number }>();
for (const call of trueCalls(sharedPath('calls', 'calls.json')).filter(({ id }) => wanted(id))) {
  const { transcript, cost } = await hear(sharedPath('calls', call.file), call.recorder.agent);
  costs.push([call.id, cost, transcript.took_ms, transcript.duration_ms]);
  const { errors, tokens } = callErrors(call, transcript);
  const starts = startErrors(call, transcript);
  const language = call.language.slice(0, 2);
  const total = totals.get(language) ?? { errors: 0, tokens: 0 };
  totals.set(language, { errors: total.errors + errors, tokens: total.tokens + tokens });
  row(
    `${call.id}${transcript.language === language ? '' : ` IN ${transcript.language}`}`,
    `${errors}/${tokens} (${percent(errors / tokens)})`,
    percent(placedShare(call, transcript, 500)),
    percent(starts.filter((ms) => ms <= 250).length / starts.length),
    percent(speakerError(call.turns, transcript.turns, 250).error),
    (transcript.took_ms / transcript.duration_ms).toFixed(3),
    megabytes(),
    compared(call, transcript),
  );
}
for (const [language, { errors, tokens }] of totals) {
  row(`**${language}**`, `${errors}/${tokens} (${percent(errors / tokens)})`, '', '', '', '', '', '');
}

console.log();
head('recording', 'language', 'errors', 'time', 'of', 'RSS MB', 'text');
const lines = readFileSync(sharedPath('audio', 'refs.tsv'), 'utf8').trim().split('\n').slice(1);
for (const line of lines) {
  const [pattern = '', language = '', text = ''] = line.split('\t');
  for (const name of (pattern.includes('*') ? filesLike(pattern) : [pattern]).filter(wanted)) {
    const { transcript, cost } = await hear(sharedPath('audio', name), null);
    if (transcript.duration_ms > 120_000) costs.push([name, cost, transcript.took_ms, transcript.duration_ms]);
    const heard = joinWords(transcript.turns);
    const known = text !== '' && !text.startsWith('(') && !text.includes('no text') && !text.startsWith('L:');
    const counted = known ? wordErrors(text, heard, language) : null;
    row(
      name,
      transcript.language ?? '–',
      counted ? `${counted.errors}/${counted.tokens}` : '',
      seconds(transcript.took_ms),
      seconds(transcript.duration_ms),
      megabytes(),
      heard.slice(0, 60),
    );
  }
}

console.log();
head(
  'cost',
  'whole',
  'passes needed',
  'done',
  'a pass',
  'tokens',
  'steps done',
  'a step',
  'first looks',
  'prompts',
  'voice',
  'rest',
  'overhead',
);
for (const [name, cost, took] of costs) costRow(name, cost, took);
if (costs.length > 1) {
  const sum = {
    needed: 0,
    tokens: 0,
    ideal: 0,
    pass: median(costs.map(([, { pass }]) => pass)),
    step: median(costs.map(([, { step }]) => step)),
    ...Object.fromEntries(Object.keys(spent).map((key) => [key, 0])),
  } as Cost;
  for (const [, cost] of costs) {
    for (const key of Object.keys(sum) as (keyof Cost)[]) if (key !== 'pass' && key !== 'step') sum[key] += cost[key];
  }
  costRow(
    '**all**',
    sum,
    costs.reduce((all, [, , took]) => all + took, 0),
  );
}
console.log(`\npeak RSS ${Math.round(process.resourceUsage().maxRSS / 1000)} MB`);

function costRow(name: string, cost: Cost, took: number): void {
  const rest = took - cost.passMs - cost.stepMs - cost.lookMs - cost.promptMs - cost.voiceMs;
  row(
    name,
    seconds(took),
    cost.needed,
    cost.passes,
    `${cost.pass.toFixed(0)} ms`,
    cost.tokens,
    cost.steps,
    `${cost.step.toFixed(1)} ms`,
    `${cost.looks} in ${seconds(cost.lookMs)}`,
    `${cost.prompts} in ${seconds(cost.promptMs)}`,
    seconds(cost.voiceMs),
    seconds(rest),
    (took / cost.ideal).toFixed(2),
  );
}

function filesLike(pattern: string): string[] {
  return pattern.startsWith('diar/ami') ? ['diar/ami-dev00.flac'] : ['diar/libri2spk-0.wav', 'diar/libri2spk-1.wav'];
}
