// The command line as people use it: a separate process, its two outputs and its exit status.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PrintedTranscript } from '../../transcription/text/writing/printed.ts';
import { recordingOf, SPEECH, trueCall } from '../support/calls.ts';
import { program } from '../support/programs.ts';
import { callErrors } from '../transcription/voices.ts';

const SLOW = { timeout: 120_000 };
const fixture = (name: string): string => join(import.meta.dirname, '../fixtures/sounds', name);
const folder = { path: '' };
beforeAll(() => {
  folder.path = mkdtempSync(join(tmpdir(), 'attune-command-'));
});
afterAll(() => rmSync(folder.path, { recursive: true, force: true }));

function run(args: readonly string[]): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program('transcribe'), ...args], {
    encoding: 'utf8',
    // The models of the repository, and a hub that is not there, so that nothing is ever downloaded here.
    env: {
      ...process.env,
      ATTUNE_MODELS: '',
      ATTUNE_CACHE: join(folder.path, 'cache'),
      ATTUNE_HUB: 'http://127.0.0.1:9',
    },
  });
  return { status, out: stdout, err: stderr };
}

const lines = (out: string): Record<string, unknown>[] =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('a command that makes no sense', () => {
  it.each([
    ['no file', []],
    ['a format that is none', ['--format', 'pdf', 'a.wav']],
    ['a side that is none', ['--agent', 'middle', 'a.wav']],
    ['a language that is none', ['--language', 'klingonese-x-?', 'a.wav']],
    ['a direction that is none', ['--direction', 'sideways', 'a.wav']],
    ['a list of languages that is none', ['--languages', 'en;zh', 'a.wav']],
    ['an option that is none', ['--quick', 'a.wav']],
  ])('%s: explains the usage on standard error, with status 2', (_, args) => {
    const { status, out, err } = run(args);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain('Usage: npm run --silent transcribe');
  });

  it('but --help is no error', () => {
    expect(run(['--help'])).toMatchObject({ status: 0, out: expect.stringContaining('--redact') });
  });
});

describe('files that cannot be transcribed', () => {
  it('are each a line with a code and a sentence, and the exit status is 1', SLOW, () => {
    const files = [fixture('tones.ts'), '/nowhere/call.wav', fixture('mulaw.wav')];
    const { status, out, err } = run(['--model', 'whisper-tiny', ...files]);
    expect(status).toBe(1);
    expect(lines(out)).toEqual([
      {
        file: files[0],
        error: { code: 'not-sound', message: expect.stringMatching(/^This is a text file, not an audio recording/) },
      },
      { file: files[1], error: { code: 'no-such-file', message: expect.stringMatching(/^File not found/) } },
      { file: files[2], error: { code: 'model-unavailable', message: expect.stringMatching(/^No speech model/) } },
    ]);
    expect(err).toContain('/nowhere/call.wav: File not found');
  });

  it('of other formats are said on standard error only', SLOW, () => {
    const { status, out, err } = run(['--format', 'srt', fixture('tones.ts')]);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toContain('not an audio recording');
  });
});

describe('recordings', () => {
  it('continue after one fails; each line has the documented keys, in a file if one is given', SLOW, () => {
    const output = join(folder.path, 'out.jsonl');
    const wav = recordingOf('zh-late');
    const { status, out, err } = run(['--output', output, fixture('tones.ts'), wav, fixture('nb.amr')]);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toMatch(/zh-late\.wav: recognising \d+ %/);
    const [failed, printed, quiet] = lines(readFileSync(output, 'utf8'));
    expect(failed).toMatchObject({ error: { code: 'not-sound' } });
    expect(Object.keys(printed ?? {})).toEqual(
      'file duration_ms language speakers turns measures model took_ms'.split(' '),
    );
    expect(printed).toMatchObject({
      file: wav,
      language: 'zh',
      speakers: { method: 'channels' },
      model: 'whisper-base',
    });
    const { turns, measures } = printed as unknown as PrintedTranscript;
    expect(Object.keys(turns[0] ?? {})).toEqual('speaker channel start_ms end_ms text confidence words'.split(' '));
    expect(Object.keys(turns[0]?.words[0] ?? {})).toEqual('text start_ms end_ms confidence'.split(' '));
    const call = trueCall('zh-late');
    expect(Object.keys(measures).toSorted()).toEqual(Object.keys(call.measures).toSorted());
    const { errors, tokens } = callErrors(call, printed as never);
    expect(errors / tokens).toBeLessThan(0.16);
    expect(quiet).toMatchObject({ duration_ms: expect.any(Number), language: null, turns: [] });
  });

  it('become subtitles, one file each in a folder, with personal data masked where that is wished', SLOW, () => {
    const wav = SPEECH.cardRead;
    const { status } = run(['--format', 'vtt', '--redact', '--agent', 'right', '--output', folder.path, wav]);
    expect(status).toBe(0);
    expect(readdirSync(folder.path)).toContain('card-read.vtt');
    const vtt = readFileSync(join(folder.path, 'card-read.vtt'), 'utf8');
    expect(vtt).toMatch(/^WEBVTT\n\n\d\d:\d\d:\d\d\.\d{3} --> \d\d:\d\d:\d\d\.\d{3}\n<v agent>/);
    expect(vtt).toContain('[[card]]');
  });
});
