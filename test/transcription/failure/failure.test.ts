import { describe, expect, it } from 'vitest';
import { Problem } from '../../../scorecards/problems/problem.ts';
import {
  failureLine,
  failureOf,
  guardOutput,
  isAway,
  isOutage,
  isOutOfMemory,
} from '../../../transcription/failure/failure.ts';
import { Refusal } from '../../../transcription/failure/refusal.ts';

const SAID = 'my card is 4111 1111 1111 1111';

/** As the database's driver and the query builder throw it. */
function writeThatFailed(): Error {
  const cause = Object.assign(new Error(`null value in row (${SAID})`), {
    name: 'PostgresError',
    code: '23502',
    detail: `Failing row contains (${SAID}).`,
    where: SAID,
    query: `insert into transcript values ('${SAID}')`,
    parameters: [SAID],
    table_name: 'transcript',
    column_name: 'text',
  });
  return new Error(`Failed query: insert into "transcript" values ($1)\nparams: ${SAID}`, { cause });
}

describe('what is recorded of an error', () => {
  it('is its kind, its code and its place, and nothing that was said', () => {
    const written = failureOf(writeThatFailed());
    expect(written).toMatchObject({
      kind: 'Error',
      cause: { kind: 'PostgresError', code: '23502', table: 'transcript', column: 'text' },
    });
    expect(written.place[0]).toMatch(/^writeThatFailed failure\/failure\.test\.ts:\d+:\d+$/);
    expect(JSON.stringify(written)).not.toMatch(/card|4111|params/);
    expect(failureLine(writeThatFailed())).toMatch(
      /^Error at writeThatFailed \S+:\d+, because of PostgresError 23502 at writeThatFailed \S+:\d+$/,
    );
  });

  it.each([
    ['a name', Object.assign(new Error('x'), { name: SAID })],
    ['a code', Object.assign(new Error('x'), { code: SAID })],
    ['a code in small letters', Object.assign(new Error('x'), { code: 'anna-smith' })],
    ['a table', Object.assign(new Error('x'), { table: SAID, column_name: SAID, constraint: 'Anna Smith' })],
    ['a status', Object.assign(new Error('x'), { status: SAID })],
    ['a message like a stack', new Error(`x\n    at ${SAID} (/home/${SAID}:1:2)\n    at anna (/my/card:1:2)`)],
    ['a parser’s complaint', error(() => JSON.parse(`{"a": ${SAID}`))],
    ['a stack of its own making', Object.assign(new Error('x'), { stack: `Error: ${SAID}\n${SAID}` })],
    ['a cause', new Error('x', { cause: SAID })],
    ['a refusal’s detail', new Refusal('damaged', SAID)],
    ['a problem’s parameters', new Problem('not-found', { name: SAID }, [SAID])],
    ['several at once', new AggregateError([new Error(SAID)], SAID)],
    ['text that was thrown', SAID],
    ['an object that was thrown', { message: SAID, code: SAID }],
  ])('holds no words of %s', (_, thrown) => {
    expect(`${JSON.stringify(failureOf(thrown))} ${failureLine(thrown)}`).not.toMatch(/card|4111|anna/i);
  });

  it('is the code of a refusal, and of one from another process where it arose there', () => {
    expect(failureOf(new Refusal('not-sound', 'text'))).toMatchObject({ kind: 'Refusal', code: 'not-sound' });
    const failure = { kind: 'TypeError', place: ['reading listening/reading.ts:3:1'] };
    expect(failureOf(new Refusal('crashed', null, { failure }))).toEqual(failure);
  });

  it('takes no longer for a message of megabytes, or for circular causes', () => {
    const long = new Error('at x (/a:1:1)\n'.repeat(300_000));
    expect(failureOf(long).place.length).toBeLessThanOrEqual(8);
    const round = new Error('x');
    round.cause = round;
    expect(JSON.stringify(failureOf(round)).length).toBeLessThan(10_000);
    expect(isOutage(round)).toBe(false);
  });
});

describe('an outage', () => {
  const coded = (code: string, more: object = {}) => Object.assign(new Error('x'), { code, ...more });
  it.each([
    ['a server that is not there', coded('ECONNREFUSED')],
    ['both addresses of a server', new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')])],
    ['the socket of the embedded database', coded('ENOENT', { syscall: 'connect' })],
    ['a connection that broke', new Error('Failed query', { cause: coded('CONNECTION_CLOSED') })],
    ['a server that shuts down', coded('57P01')],
    ['a server whose disk is full', coded('53100')],
    ['a standby', coded('25006')],
    ['a deadlock', coded('40P01')],
    ['tables of another version', coded('42P01')],
    ['a disk that is full here', coded('ENOSPC')],
    ['an object store with troubles of its own', Object.assign(new Error('x'), { status: 503 })],
  ])('is %s', (_, error) => expect(isOutage(error)).toBe(true));

  it.each([
    ['a value no column holds', coded('22P05')],
    ['a row that is refused', coded('23502')],
    ['a file that is gone', coded('ENOENT', { syscall: 'open' })],
    ['a fault in the program', new TypeError('x')],
    ['a refusal', new Refusal('damaged')],
    ['a store that refuses', Object.assign(new Error('x'), { status: 403 })],
    ['text', 'ECONNREFUSED'],
  ])('is not %s', (_, error) => expect(isOutage(error)).toBe(false));
});

it('no answer or a refused connection is temporary: retrying in a moment will do', () => {
  const coded = (code: string, more: object = {}) => Object.assign(new Error('x'), { code, ...more });
  for (const away of [
    coded('EPIPE'),
    coded('ECONNRESET'),
    coded('57P03'),
    coded('53300'),
    coded('08006'),
    coded('ENOENT', { syscall: 'connect' }),
    // As a library for sign-in hands on what its database threw.
    new Error('wrapped', { cause: new Error('Failed query', { cause: coded('CONNECTION_CLOSED') }) }),
  ])
    expect(isAway(away), failureLine(away)).toBe(true);
  for (const other of [coded('42P01'), coded('40P01'), coded('ENOSPC'), coded('ENOENT', { syscall: 'open' }), 'EPIPE'])
    expect(isAway(other)).toBe(false);
});

it('memory has run out where an allocation says so, not for every number out of range', () => {
  expect(isOutOfMemory(error(() => new ArrayBuffer(Number.MAX_SAFE_INTEGER)))).toBe(true);
  expect(isOutOfMemory(new Error('std::bad_alloc'))).toBe(true);
  expect(isOutOfMemory(error(() => new Date(Number.NaN).toISOString()))).toBe(false);
  expect(isOutOfMemory(error(() => 'x'.repeat(-1)))).toBe(false);
});

it('fatal errors and warnings of libraries are recorded the same way', () => {
  const written: unknown[] = [];
  const heard: ((error: unknown) => void)[] = [];
  const exits: number[] = [];
  const said = { error: () => {}, warn: () => {} } as Record<'error' | 'warn', (...said: unknown[]) => void>;
  guardOutput({ on: (_, hear) => heard.push(hear), exit: (code) => exits.push(code) }, said, (failure, line) =>
    written.push([failure.kind, line]),
  );
  heard[0]?.(new TypeError(SAID));
  said.error('failed:', new RangeError(SAID));
  said.warn(SAID);
  expect(exits).toEqual([1]);
  expect(written).toEqual([
    ['TypeError', 'ended by an error'],
    ['RangeError', 'a library complained'],
    ['undefined', 'a library complained'],
  ]);
});

function error(work: () => unknown): unknown {
  try {
    return work();
  } catch (thrown) {
    return thrown;
  }
}
