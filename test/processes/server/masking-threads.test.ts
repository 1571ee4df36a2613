import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { maskingThreads } from '../../../processes/server/masking-threads.ts';
import { personalDataOf } from '../../../transcription/text/redaction/masking.ts';
import { turn } from '../../support/repeated-units.ts';

const started = (file: string, options = {}) => {
  const threads = maskingThreads(join(import.meta.dirname, file), options);
  onTestFinished(() => threads.close());
  return threads;
};

describe('threads that look for personal data', () => {
  it('find the same as without threads, also in many conversations at once', async () => {
    const { lookFor } = started('../../../processes/masking-thread.ts');
    const conversations = Array.from({ length: 6 }, (_, i) => [
      turn('Your card number, please?', 'agent'),
      turn(`4111 1111 1111 111${i}`),
    ]);
    expect(await Promise.all(conversations.map(lookFor))).toEqual(conversations.map(personalDataOf));
  });

  it('are ended when a conversation takes too long, which is refused; the next has a fresh one', async () => {
    const { lookFor } = started('stuck-thread.ts', { budget_ms: 2000, threads: 1 });
    const stuck = lookFor([turn('for ever')]);
    const next = lookFor([turn('hello')]);
    await expect(stuck).rejects.toThrow('took too long');
    expect(await next).toEqual([]);
  });

  it('that die over one are replaced, and tell no word of it', async () => {
    const { lookFor } = started('stuck-thread.ts', { threads: 1 });
    const [died, next] = [lookFor([turn('throw')]), lookFor([turn('hello')])];
    await expect(died).rejects.toThrow('looking for personal data failed');
    expect(await next).toEqual([]);
  });

  it('leave the main thread free, and end with the server, whatever they are doing', async () => {
    const threads = started('stuck-thread.ts', { threads: 1 });
    const stuck = expect(threads.lookFor([turn('for ever')])).rejects.toThrow('ended');
    const waits = expect(threads.lookFor([turn('hello')])).rejects.toThrow('ended');
    await new Promise((go) => setImmediate(go));
    await threads.close();
    await Promise.all([stuck, waits]);
    await expect(threads.lookFor([turn('hello')])).rejects.toThrow('ended');
  });
});
