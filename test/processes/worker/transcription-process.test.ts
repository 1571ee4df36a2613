import { afterEach, describe, expect, it } from 'vitest';
import {
  createTranscriptionProcess,
  type TranscriptionProcess,
  type TranscriptionProcessOptions,
} from '../../../processes/worker/transcription-process.ts';
import type { RecordingRequest } from '../../../transcription/listening/channel.ts';

const entry = `${import.meta.dirname}/pretending-child.ts`;
let pool: TranscriptionProcess | null = null;
afterEach(() => pool?.close());

const keep = (options: Partial<TranscriptionProcessOptions> = {}): TranscriptionProcess => {
  pool = createTranscriptionProcess({ entry, ...options });
  return pool;
};

const request = (file: string): RecordingRequest => ({
  file,
  agent_channel: null,
  language: 'auto',
  model: 'whisper-base',
  models: null,
  cache: null,
  hub: null,
  threads: 1,
  ffmpeg: null,
  temporary: null,
  longest_ms: null,
});

const ask = (file: string, signal?: AbortSignal) => (pool ?? keep()).transcribe(request(file), () => {}, signal);

describe('the process that transcribes', () => {
  it('answers one recording after another, and reports how it gets on', async () => {
    const seen: [string, number][] = [];
    const [first, second] = await Promise.all([
      keep().transcribe(request('a'), (stage, done) => seen.push([stage, done])),
      ask('b'),
    ]);
    expect([first.took_ms, second.took_ms]).toEqual([1, 2]);
    expect(first.model).toBe(second.model);
    expect(seen).toEqual([['decoding', 0.05]]);
  });

  it('lives on after a refusal', async () => {
    keep();
    const { model } = await ask('a');
    await expect(ask('refuse')).rejects.toMatchObject({ code: 'not-sound', detail: 'text' });
    expect((await ask('a')).model).toBe(model);
  });

  it.each([
    ['crash', 'crashed'],
    ['shout', 'out-of-memory'],
    // Anybody may have ended it.
    ['killed', 'crashed'],
  ])(
    'may end by itself (%s): the recording is refused as %s and the next one gets a new process',
    async (file, code) => {
      keep();
      const { model } = await ask('a');
      await expect(ask(file)).rejects.toMatchObject({ code });
      expect((await ask('a')).model).not.toBe(model);
    },
  );

  it('ran out of memory where the system says that it ended somebody for that', async () => {
    let kills = 3;
    keep({ memoryKills: () => kills++ });
    await expect(ask('killed')).rejects.toMatchObject({ code: 'out-of-memory', failure: { ended: 'SIGKILL' } });
    keep({ memoryKills: () => null });
    await expect(ask('killed')).rejects.toMatchObject({ code: 'crashed', failure: { ended: 'SIGKILL' } });
  });

  it('hands on to the log what it wrote for it, and nothing else that stands on its error output', async () => {
    const logged: unknown[] = [];
    keep({ log: (failure) => logged.push(failure) });
    await expect(ask('talk')).rejects.toMatchObject({ code: 'crashed', detail: 'exit status 4' });
    expect(logged).toEqual([{ kind: 'TypeError', place: [] }]);
  });

  it('is given up when it says nothing for too long', async () => {
    // Longer than a process takes to start on a busy machine.
    keep({ stalled_ms: 5_000 });
    await expect(ask('hang')).rejects.toMatchObject({ code: 'timeout' });
    expect((await ask('a')).took_ms).toBe(1);
  });

  it('is stopped when the caller gives up', async () => {
    keep();
    const controller = new AbortController();
    const hanging = ask('hang', controller.signal);
    setTimeout(() => controller.abort(), 100);
    await expect(hanging).rejects.toMatchObject({ code: 'cancelled' });
    await expect(ask('a', AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
    expect((await ask('a')).took_ms).toBe(1);
  });

  it('is replaced after so much sound', async () => {
    keep({ recycle_after_ms: 2000 });
    const models = [(await ask('a')).model, (await ask('a')).model, (await ask('a')).model];
    expect(models[0]).toBe(models[1]);
    expect(models[1]).not.toBe(models[2]);
  });

  it('ends with its keeper, and what waits is called off', async () => {
    const own = keep();
    const hanging = ask('hang').catch((error) => error.code);
    const waiting = ask('a').catch((error) => error.code);
    await new Promise((done) => setTimeout(done, 200));
    await own.close();
    expect(await Promise.all([hanging, waiting])).toEqual(['cancelled', 'cancelled']);
  });

  it('that cannot be started is a crash', async () => {
    keep({ entry: `${import.meta.dirname}/no-such-child.ts` });
    await expect(ask('a')).rejects.toMatchObject({ code: 'crashed' });
  });
});
