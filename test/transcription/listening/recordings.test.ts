// The whole pipeline with the real model on real files. Only two calls; the full table is in
// `test/bench/transcription.ts`.

import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTranscriptionProcess } from '../../../processes/worker/transcription-process.ts';
import type { RecordingRequest } from '../../../transcription/listening/channel.ts';
import { createListener } from '../../../transcription/listening/listen.ts';
import { DEFAULT_MODEL } from '../../../transcription/models/place.ts';
import { SHIPPED } from '../../../transcription/models/shipped.ts';
import { measureCall } from '../../../transcription/text/measures/measures.ts';
import type { Transcript } from '../../../transcription/transcript/transcript.ts';
import { recordingOf, SPEECH, samplesOf, trueCall } from '../../support/calls.ts';
import { noise, tone, writeWav } from '../sounds.ts';
import { callErrors, placedShare, startErrors } from '../voices.ts';

const SLOW = 120_000;
/** A model that does not come with the product. */
const OTHER = 'whisper-tiny';
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attune-recordings-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const request = (file: string, own: Partial<RecordingRequest> = {}): RecordingRequest => ({
  file,
  agent_channel: null,
  language: 'auto',
  model: DEFAULT_MODEL,
  models: null,
  cache: null,
  hub: null,
  threads: 1,
  ffmpeg: process.env.FFMPEG_PATH ?? null,
  temporary: folder,
  longest_ms: null,
  ...own,
});

const listen = createListener({ path: process.env.PATH ?? '', temporary: tmpdir() });
const hear = (file: string, own: Partial<RecordingRequest> = {}): Promise<Transcript> =>
  listen(request(file, own), () => {}, null);

/** The default model as an export without languages and tasks is: it has no tokens to name them by. */
function englishOnly(path: string): string {
  cpSync(join(SHIPPED, DEFAULT_MODEL), path, { recursive: true });
  const file = join(path, 'generation_config.json');
  const { lang_to_id, task_to_id, ...settings } = JSON.parse(readFileSync(file, 'utf8'));
  expect([lang_to_id, task_to_id]).not.toContain(undefined);
  writeFileSync(file, JSON.stringify({ ...settings, is_multilingual: false }));
  return path;
}

describe('a real call', () => {
  // For the second the agent's side is detected.
  for (const [id, agent_channel] of [
    ['en-parcel', trueCall('en-parcel').recorder.agent],
    ['zh-late', null],
  ] as const) {
    it(`${id}: finds the words on the right side, at the right time, in the right language`, {
      timeout: SLOW,
    }, async () => {
      const call = trueCall(id);
      const transcript = await hear(recordingOf(id), { agent_channel });
      expect(transcript).toMatchObject({
        method: 'channels',
        language: call.language.slice(0, 2),
        duration_ms: call.duration_ms,
      });
      expect(placedShare(call, transcript, 500)).toBeGreaterThanOrEqual(0.9);
      const starts = startErrors(call, transcript);
      expect(starts.filter((ms) => ms <= 250).length / starts.length).toBeGreaterThanOrEqual(0.9);
      const { errors, tokens } = callErrors(call, transcript);
      expect(errors / tokens).toBeLessThan(0.16);
      const { silence_ms, longest_silence_ms } = measureCall(transcript.turns, transcript.duration_ms);
      expect(Math.abs(longest_silence_ms - (call.measures.longest_silence_ms ?? 0))).toBeLessThan(1000);
      expect(Math.abs(silence_ms - (call.measures.silence_ms ?? 0)) / (call.measures.silence_ms ?? 1)).toBeLessThan(
        0.2,
      );
    });
  }
});

describe('a short recording', () => {
  it('of one voice on one channel has no speakers to tell apart', { timeout: SLOW }, async () => {
    const transcript = await hear(SPEECH.deskLamp);
    expect(transcript).toMatchObject({ method: 'single', language: 'en' });
    expect(transcript.turns.map(({ text }) => text).join(' ')).toMatch(/a desk lamp nine days ago/i);
    expect(transcript.turns.every(({ speaker }) => speaker === 'unknown')).toBe(true);
  });

  it('of a second is read', { timeout: SLOW }, async () => {
    const transcript = await hear(SPEECH.thatIsAll, { language: 'en' });
    expect(transcript.turns.map(({ text }) => text).join(' ')).toMatch(/that is all/i);
  });

  it('is read by an English-only model too', { timeout: SLOW }, async () => {
    const transcript = await hear(SPEECH.deskLamp, { model: englishOnly(join(folder, 'whisper-english')) });
    expect(transcript.turns.map(({ text }) => text).join(' ')).toMatch(/a desk lamp nine days ago/i);
    expect(transcript.language).toBe('en');
  });

  it('goes through the separate process', { timeout: SLOW }, async () => {
    const pool = createTranscriptionProcess({ entry: join(import.meta.dirname, '../../../processes/child.ts') });
    const stages = new Set<string>();
    const transcript = await pool.transcribe(request(SPEECH.lostCard), (stage) => stages.add(stage));
    await expect(pool.transcribe(request('/nowhere.wav'), () => {})).rejects.toMatchObject({ code: 'no-such-file' });
    await pool.close();
    expect(transcript.turns.map(({ text }) => text).join('')).toContain('怎么办');
    expect(stages).toEqual(new Set(['model', 'decoding', 'recognising']));
  });
});

describe('sound without speech has no words', () => {
  const rate = 8000;
  it.each([
    ['silence', () => new Float32Array(30 * rate)],
    ['line noise', () => noise(30 * rate, 0.02)],
    ['loud noise', () => noise(30 * rate, 0.5)],
    ['a ring tone', () => tone(425, rate, 30, 0.3).map((s, i) => (i % (5 * rate) < rate ? s : 0))],
    [
      'a chord held like music',
      () => tone(262, rate, 30, 0.15).map((s, i) => s + 0.15 * Math.sin(i * 0.259) + 0.1 * Math.sin(i * 0.308)),
    ],
  ])('%s', { timeout: SLOW }, async (name, sound) => {
    const transcript = await hear(writeWav(join(folder, `${name}.wav`), rate, sound()));
    expect(transcript).toMatchObject({ turns: [], language: null, duration_ms: 30_000 });
  });
});

describe('speech after sound without speech is heard', () => {
  it.each([
    ['silence', (n: number) => new Float32Array(n)],
    ['a ring tone', (n: number) => tone(425, 16_000, n / 16_000, 0.3)],
  ])('after ten seconds of %s', { timeout: SLOW }, async (name, before) => {
    const speech = await samplesOf(SPEECH.deskLamp);
    const all = new Float32Array(160_000 + speech.length);
    all.set(before(160_000));
    all.set(speech, 160_000);
    const transcript = await hear(writeWav(join(folder, `after ${name}.wav`), 16_000, all), { language: 'en' });
    const text = transcript.turns.map((turn) => turn.text).join(' ');
    expect(text).toMatch(/a desk lamp nine days ago/);
    expect(text).toMatch(/has not arrived/);
    expect(transcript.turns[0]?.start_ms).toBeGreaterThan(9500);
  });
});

describe('the model', () => {
  const hub: { server: Server | null; address: string; asked: string[] } = { server: null, address: '', asked: [] };
  beforeAll(async () => {
    // Serves the files of the default model as the hub does, under the name of one that is not here.
    const whole = join(SHIPPED, DEFAULT_MODEL);
    const listing = readdirSync(whole, { recursive: true, encoding: 'utf8' })
      .map((path) => ({ path, found: statSync(join(whole, path)) }))
      .filter(({ found }) => found.isFile())
      .map(({ path, found }) => ({ type: 'file', path, size: found.size }));
    hub.server = createServer((incoming, answer) => {
      if (incoming.url === '/api/models/onnx-community/whisper-tiny_timestamped/tree/main?recursive=1') {
        hub.asked.push('the list');
        return answer.end(JSON.stringify(listing));
      }
      const [, name = ''] =
        /^\/onnx-community\/whisper-tiny_timestamped\/resolve\/main\/([\w./-]+)$/.exec(incoming.url ?? '') ?? [];
      hub.asked.push(name);
      readFile(join(whole, name)).then(
        (bytes) =>
          answer.writeHead(200, { 'content-length': bytes.length }).end(incoming.method === 'HEAD' ? undefined : bytes),
        () => answer.writeHead(404).end(),
      );
    });
    await new Promise<void>((ready) => hub.server?.listen(0, '127.0.0.1', ready));
    const address = hub.server.address();
    hub.address = typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : '';
  });
  afterAll(() => hub.server?.close());

  it('is downloaded once where no folder holds it, and says how far it is', { timeout: SLOW }, async () => {
    const cache = join(folder, 'cache');
    mkdirSync(cache);
    const own = { model: OTHER, models: null, cache, hub: hub.address, language: 'en' };
    const progress: number[] = [];
    const file = SPEECH.thatIsAll;
    const first = await createListener({ path: '', temporary: folder })(
      request(file, own),
      (stage, done) => stage === 'model' && progress.push(done),
      null,
    );
    expect(first.model).toBe('onnx-community/whisper-tiny_timestamped');
    expect(progress.length).toBeGreaterThan(3);
    const asked = hub.asked.length;
    const again = await createListener({ path: '', temporary: folder })(request(file, own), () => {}, null);
    expect(again.turns).toEqual(first.turns);
    expect(hub.asked).toHaveLength(asked);
  });

  it('that is neither present nor downloadable is refused with its own code', { timeout: SLOW }, async () => {
    const file = SPEECH.thatIsAll;
    const nowhere = { model: OTHER, cache: join(folder, 'other'), hub: 'http://127.0.0.1:9', language: 'en' };
    await expect(hear(file, nowhere)).rejects.toMatchObject({ code: 'model-unavailable' });
    await expect(hear(file, { model: OTHER, models: folder, cache: null })).rejects.toMatchObject({
      code: 'model-unavailable',
    });
  });

  it('is not loaded for a recording that is refused', async () => {
    await expect(hear(join(folder, 'nothing.wav'), { model: OTHER, cache: null })).rejects.toMatchObject({
      code: 'no-such-file',
    });
  });
});
