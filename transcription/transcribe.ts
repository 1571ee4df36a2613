// ENTRY: the command line. One JSON line for every file, on standard output or in a file of its own; no database.

import { createWriteStream } from 'node:fs';
import { availableParallelism, homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { RecordingRequest } from './channel.ts';
import { createListener } from './listen.ts';
import { DEFAULT_MODEL } from './model-place.ts';
import { Refusal } from './refusal.ts';
import type { AgentChannel } from './transcript.ts';

const USAGE = `Usage: transcribe [--model DIR_OR_ID] [--agent left|right|auto] [--language auto|en|zh] [--output FILE] FILE...
Prints one JSON line for every file: { file, transcript } or { file, error: { code, message } }.
Models are looked for in the folder ATTUNE_MODELS names, then downloaded to ATTUNE_CACHE (default ~/.cache/attune).`;

const AGENTS: Record<string, AgentChannel | null> = { left: 'left', right: 'right', mono: 'mono', auto: null };

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      model: { type: 'string', default: DEFAULT_MODEL },
      agent: { type: 'string', default: 'auto' },
      language: { type: 'string', default: 'auto' },
      output: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || positionals.length === 0 || !(values.agent in AGENTS)) {
    process.stderr.write(`${USAGE}\n`);
    return values.help ? 0 : 2;
  }
  const out = values.output === undefined ? process.stdout : createWriteStream(values.output);
  const listen = createListener({ path: process.env.PATH ?? '', temporary: tmpdir() });
  let status = 0;
  for (const file of positionals) {
    const request: RecordingRequest = {
      file,
      agent_channel: AGENTS[values.agent] ?? null,
      language: values.language,
      model: values.model,
      models: process.env.ATTUNE_MODELS ?? null,
      cache: process.env.ATTUNE_CACHE ?? join(homedir(), '.cache', 'attune'),
      hub: process.env.ATTUNE_HUB ?? null,
      threads: availableParallelism(),
      ffmpeg: process.env.FFMPEG_PATH ?? null,
      temporary: null,
      longest_ms: null,
    };
    try {
      out.write(`${JSON.stringify({ file, transcript: await listen(request, () => {}, null) })}\n`);
    } catch (error) {
      status = 1;
      const code = error instanceof Refusal ? error.code : 'crashed';
      const message = error instanceof Error ? error.message : String(error);
      out.write(`${JSON.stringify({ file, error: { code, message } })}\n`);
    }
  }
  if (out !== process.stdout) await new Promise<void>((done) => out.end(done));
  return status;
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error: Error) => {
    process.stderr.write(`${error.message}\n${USAGE}\n`);
    process.exitCode = 2;
  },
);
