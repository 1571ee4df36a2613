// Every program of the product is started with an invalid setting, as an operator would start it.
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import cloudflare from '../../../processes/cloudflare.ts';
import { program } from '../../support/programs.ts';

/** Nothing but what is given: neither a database nor a data folder is reached. */
function started(name: Parameters<typeof program>[0], environment: Record<string, string>, args: string[] = []) {
  const { status, stderr } = spawnSync(process.execPath, [program(name), ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', ...environment },
    timeout: 60_000,
  });
  return { status, lines: stderr.trim().split('\n') };
}

describe('a variable that cannot be used ends the start, with what it may be', () => {
  const WORKERS = 'ATTUNE_WORKERS must be a whole number from 0 to 64: parallel transcriptions on this machine.';
  const THREADS = 'ATTUNE_THREADS must be a whole number from 1 to 64: processor threads for each transcription.';
  const HUB = 'ATTUNE_HUB must be the address of a mirror, such as https://hub.example.com.';

  it.each<[string, Record<string, string>, string[]]>([
    ['a word for a number', { ATTUNE_WORKERS: 'many', ATTUNE_THREADS: 'all' }, [WORKERS, THREADS]],
    ['a number too large', { ATTUNE_WORKERS: '65' }, [WORKERS]],
    ['a fraction', { ATTUNE_THREADS: '1.5' }, [THREADS]],
    ['no address', { ATTUNE_HUB: 'hub.example.com' }, [HUB]],
    [
      'half an object store',
      { S3_BUCKET: 'calls' },
      ['The object store also requires S3_ENDPOINT, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY.'],
    ],
    [
      'a worker that is to do nothing',
      { ATTUNE_WORKERS: '0' },
      ['ATTUNE_WORKERS is 0, but a worker needs at least 1.'],
    ],
  ])('the worker: %s', (_name, environment, lines) => {
    expect(started('worker', environment)).toEqual({ status: 1, lines });
  });

  it('the server, also when only the programs it starts would use it', () => {
    expect(started('server', { PORT: 'x', ATTUNE_HUB: 'hub' })).toEqual({
      status: 1,
      lines: ['PORT must be a whole number from 0 to 65535.', HUB],
    });
  });

  it('the command line', () => {
    const { status, lines } = started('transcribe', { ATTUNE_HUB: 'hub' }, ['call.wav']);
    expect([status, lines[0]]).toEqual([2, HUB]);
  });

  it.each([
    ['an address that is none', { ATTUNE_SECRET: 's'.repeat(32), ATTUNE_URL: 'quality.example.com' }],
    ['no secret', {}],
  ])('the Worker answers no request: %s', async (_name, bindings) => {
    const answer = await cloudflare.fetch(new Request('https://a.example/'), bindings as never, { waitUntil() {} });
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('Attune is not set up')]);
  });
});
