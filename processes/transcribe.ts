// ENTRY: the command line. Prints one JSON line per file, or text or subtitles, to standard output or a file; progress
// goes to standard error. No database: nothing is stored.

import { createWriteStream, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, homedir, tmpdir } from 'node:os';
import { basename, extname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { sentence } from '../scorecards/problems/problem.ts';
import { failureLine, guardOutput } from '../transcription/failure/failure.ts';
import { Refusal } from '../transcription/failure/refusal.ts';
import type { RecordingRequest } from '../transcription/listening/channel.ts';
import { createListener, type Listener } from '../transcription/listening/listen.ts';
import type { Progress } from '../transcription/listening/parts.ts';
import { DEFAULT_MODEL } from '../transcription/models/place.ts';
import { CODING_NAMES } from '../transcription/sound/raw.ts';
import type { Direction } from '../transcription/speakers/roles.ts';
import { findPersonalData, maskTurns, PERSONAL_DATA } from '../transcription/text/redaction/personal-data.ts';
import { plainText, printedTranscript } from '../transcription/text/writing/printed.ts';
import { toSrt, toVtt } from '../transcription/text/writing/subtitles.ts';
import { LANGUAGES } from '../transcription/transcript/languages.ts';
import type { AgentChannel, Transcript } from '../transcription/transcript/transcript.ts';
import { readEnvironment } from './environment/environment.ts';

const USAGE = `Usage: npm run --silent transcribe -- [--format json|txt|srt|vtt] [--language auto|en|zh] [--languages en,zh]
         [--model DIR_OR_ID] [--agent left|right|auto] [--direction inbound|outbound] [--redact] [--output FILE] FILE...

Transcribes recordings on this machine and prints the transcripts. JSON has one line per file:
  { file, duration_ms, language, speakers, turns, measures, model, took_ms }, or { file, error: { code, message } }
if a file cannot be transcribed; the others continue, and the exit status is 1. Audio without a header is read by its
extension (.ul .al .sln .gsm .g722 .vox .g729); assumptions and omissions are reported, in JSON as recording_notes.

  --format    json (default), txt, srt or vtt
  --language  auto (default) detects the language; en, zh or another tag sets it
  --languages the languages to choose from with auto, such as en,zh (default)
  --model     a folder, a name in the folder ATTUNE_MODELS, or an id on the hub (default ${DEFAULT_MODEL}, which is
              included); other models are downloaded to ATTUNE_CACHE (default ~/.cache/attune)
  --agent     the agent's channel in a stereo recording; auto (default) detects it
  --direction inbound (the customer calls) or outbound (the agent calls); the person called speaks first
  --redact    masks personal data: card, identity, phone, account and order numbers, email, address, date of birth
  --output    a file, or a folder for one file each; default: standard output
Progress goes to standard error. npm prints a banner on standard output unless run with --silent.
`;

type Format = 'json' | 'txt' | 'srt' | 'vtt';
const FORMATS: readonly string[] = ['json', 'txt', 'srt', 'vtt'];
const DIRECTIONS: readonly string[] = ['inbound', 'outbound'];
const TAG = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i;
const AGENTS: Record<string, AgentChannel | null> = { left: 'left', right: 'right', mono: 'mono', auto: null };

/** Names are too often the agent's own, or a street's, to be hidden without being asked for. */
const MASKED = PERSONAL_DATA.filter((kind) => kind !== 'name');

type Wishes = {
  format: Format;
  language: string;
  languages: string[];
  model: string;
  agent: AgentChannel | null;
  direction: Direction | null;
  redact: boolean;
  output: string | null;
  files: string[];
  settings: ReturnType<typeof readHere>;
};

const readHere = () => readEnvironment(process.env, ['ATTUNE_MODELS', 'ATTUNE_CACHE', 'ATTUNE_HUB', 'FFMPEG_PATH']);

/** npm runs scripts in the project's folder; names of files are meant from where the command was typed. */
const typedIn = process.env.npm_lifecycle_event === 'transcribe' ? (process.env.INIT_CWD ?? '.') : '.';

/** @throws Error with a sentence for anyone who typed the command */
function readCommand(args: readonly string[]): Wishes | 'help' {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'json' },
      language: { type: 'string', default: 'auto' },
      languages: { type: 'string', default: LANGUAGES.join(',') },
      model: { type: 'string', default: DEFAULT_MODEL },
      agent: { type: 'string', default: 'auto' },
      direction: { type: 'string' },
      redact: { type: 'boolean', default: false },
      output: { type: 'string' },
      help: { type: 'boolean', default: false, short: 'h' },
    },
  });
  if (values.help) return 'help';
  if (!FORMATS.includes(values.format)) throw new Error(`--format is json, txt, srt or vtt, not ${values.format}`);
  if (!(values.agent in AGENTS)) throw new Error(`--agent is left, right or auto, not ${values.agent}`);
  if (values.direction !== undefined && !DIRECTIONS.includes(values.direction)) {
    throw new Error(`--direction is inbound or outbound, not ${values.direction}`);
  }
  const languages = values.languages.split(',').map((tag) => tag.trim().toLowerCase());
  const strange = languages.find((tag) => !TAG.test(tag));
  if (strange !== undefined) throw new Error(`--languages is a list such as en,zh, not ${values.languages}`);
  if (values.language !== 'auto' && !TAG.test(values.language)) {
    throw new Error(`--language is auto, en, zh or another tag, not ${values.language}`);
  }
  if (positionals.length === 0) throw new Error('no FILE is named');
  return {
    format: values.format as Format,
    language: values.language.toLowerCase(),
    languages,
    model: values.model.startsWith('.') ? resolve(typedIn, values.model) : values.model,
    agent: AGENTS[values.agent] ?? null,
    direction: (values.direction as Direction | undefined) ?? null,
    redact: values.redact,
    output: values.output === undefined ? null : resolve(typedIn, values.output),
    files: positionals,
    settings: readHere(),
  };
}

function requestFor(
  file: string,
  { agent, direction, language, languages, model, settings }: Wishes,
): RecordingRequest {
  return {
    file: resolve(typedIn, file),
    agent_channel: agent,
    direction,
    language,
    languages,
    model,
    models: settings.ATTUNE_MODELS ?? null,
    cache: settings.ATTUNE_CACHE ?? join(homedir(), '.cache', 'attune'),
    hub: settings.ATTUNE_HUB ?? null,
    threads: availableParallelism(),
    ffmpeg: settings.FFMPEG_PATH ?? null,
    temporary: null,
    longest_ms: null,
  };
}

/** A line that is written over on a terminal; in a log a new one for every tenth. */
function progressOf(file: string): Progress {
  const terminal = process.stderr.isTTY;
  let last = '';
  return (stage, done) => {
    const percent = Math.floor(done * (terminal ? 100 : 10)) * (terminal ? 1 : 10);
    const line = `${file}: ${stage} ${percent} %`;
    if (line === last) return;
    last = line;
    process.stderr.write(terminal ? `\r\x1b[K${line}` : `${line}\n`);
  };
}

function say(line: string): void {
  process.stderr.write(`${process.stderr.isTTY ? '\r\x1b[K' : ''}${line}\n`);
}

function masked(heard: Transcript): Transcript {
  return { ...heard, turns: maskTurns(heard.turns, findPersonalData(heard.turns, MASKED)) };
}

/** What had to be assumed or left out when the file was read. */
function remarksOf({ recording_notes, announced_ms, duration_ms }: Transcript): string[] {
  const { assumed, tracks, unread_bytes = 0 } = recording_notes ?? {};
  const remarks: string[] = [];
  if (assumed) {
    const { coding, rate, channels } = assumed;
    remarks.push(`has no header; read by its extension as ${CODING_NAMES[coding]}, ${rate} Hz, ${channels} channel`);
  }
  if (tracks) remarks.push(`used audio track ${tracks.heard.join(' and ')} of ${tracks.of}`);
  if (unread_bytes > 0) remarks.push(`the last ${unread_bytes} bytes could not be read as audio`);
  const seconds = (ms: number): string => (ms / 1000).toFixed(1);
  if (announced_ms)
    remarks.push(`ends after ${seconds(duration_ms)} s, although its header states ${seconds(announced_ms)} s`);
  return remarks;
}

function written(file: string, heard: Transcript, format: Format, one: boolean): string {
  const title = one ? '' : `${file}\n`;
  if (format === 'txt') return title + plainText(heard) + (one ? '' : '\n');
  if (format === 'srt') return toSrt(heard);
  if (format === 'vtt') return toVtt(heard, one ? null : basename(file)) + (one ? '' : '\n');
  return `${JSON.stringify(printedTranscript(file, heard))}\n`;
}

/** Where what is printed goes. A folder gets a file for every recording. */
function openOutput({ output, format }: Wishes): { write(file: string, text: string): void; close(): Promise<void> } {
  if (output !== null && isFolder(output)) {
    const taken = new Map<string, number>();
    return {
      write(file, text) {
        const name = basename(file, extname(file));
        const before = taken.get(name) ?? 0;
        taken.set(name, before + 1);
        writeFileSync(join(output, `${name}${before > 0 ? `-${before + 1}` : ''}.${format}`), text);
      },
      close: async () => {},
    };
  }
  const stream = output === null ? process.stdout : createWriteStream(output);
  let fault: Error | null = null;
  stream.on('error', (error) => {
    fault = error;
  });
  return {
    write: (_, text) => void stream.write(text),
    async close() {
      if (stream !== process.stdout) await new Promise<void>((done) => stream.end(() => done()));
      // Anyone who reads the pipe may stop reading, as `head` does.
      if (fault && (fault as NodeJS.ErrnoException).code !== 'EPIPE') throw fault;
    },
  };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

async function transcribeAll(wishes: Wishes, listen: Listener): Promise<number> {
  const out = openOutput(wishes);
  const one = wishes.files.length === 1 || (wishes.output !== null && isFolder(wishes.output));
  let status = 0;
  for (const file of wishes.files) {
    try {
      const heard = await listen(requestFor(file, wishes), progressOf(file), null);
      out.write(file, written(file, wishes.redact ? masked(heard) : heard, wishes.format, one));
      for (const remark of remarksOf(heard)) say(`${file}: ${remark}`);
      say(`${file}: done, ${(heard.duration_ms / 1000).toFixed(1)} s in ${(heard.took_ms / 1000).toFixed(1)} s`);
    } catch (error) {
      status = 1;
      const code = error instanceof Refusal ? error.code : 'crashed';
      const message = sentence(code, error instanceof Refusal ? { why: error.detail ?? '' } : {}, 'en');
      if (wishes.format === 'json') out.write(file, `${JSON.stringify({ file, error: { code, message } })}\n`);
      const detail = error instanceof Refusal ? error.detail : failureLine(error);
      say(`${file}: ${message}${detail === null ? '' : ` (${detail})`}`);
    }
  }
  await out.close();
  return status;
}

async function main(): Promise<number> {
  const wishes = readCommand(process.argv.slice(2));
  if (wishes === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  return await transcribeAll(wishes, createListener({ path: process.env.PATH ?? '', temporary: tmpdir() }));
}

guardOutput(process, console, (failure, line) => say(`${line}: ${JSON.stringify(failure)}`));

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error: Error) => {
    process.stderr.write(`${error.message}\n\n${USAGE}`);
    process.exitCode = 2;
  },
);
