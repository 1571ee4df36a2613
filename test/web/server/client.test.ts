import { afterEach, describe, expect, it, vi } from 'vitest';
import { call, connection, onSignedOut, Refusal } from '../../../web/server/client.ts';

const answer = (status: number, body: unknown) =>
  Promise.resolve({ ok: status < 400, status, json: () => Promise.resolve(body) });
const refused = (request: ReturnType<typeof answer> | Promise<never>) =>
  call(request).then(
    () => null,
    (error: unknown) => error as Refusal,
  );

afterEach(() => connection.find());

describe('a call', () => {
  it('gives the body of a good answer', async () => {
    expect(await call(answer(200, { id: 'int_1' }))).toEqual({ id: 'int_1' });
  });

  it('throws a refusal with its code, its parameters and what is needed to continue', async () => {
    const refusal = await refused(
      answer(409, { code: 'stale', params: { n: 1 }, message: '…', detail: { revision: 4 } }),
    );
    expect(refusal).toMatchObject({
      code: 'stale',
      params: { n: 1 },
      detail: { revision: 4 },
      status: 409,
      passing: false,
    });
  });

  it('of an answer that is no refusal of ours is a failure', async () => {
    const broken = Promise.resolve({ ok: false, status: 502, json: () => Promise.reject(new SyntaxError('<html>')) });
    expect(await refused(broken)).toMatchObject({ code: 'failed', passing: true });
  });

  it('that gets no answer is reported to the connection line, and so is the first that does again', async () => {
    const heard = vi.fn();
    const stop = connection.listen(heard);
    expect(await refused(Promise.reject(new TypeError('Failed to fetch')))).toMatchObject({
      code: 'lost',
      passing: true,
    });
    await refused(Promise.reject(new TypeError('Failed to fetch')));
    await call(answer(200, {}));
    stop();
    expect(heard.mock.calls).toEqual([[true], [false]]);
  });

  it('that was called off is not a lost connection', async () => {
    const heard = vi.fn();
    const stop = connection.listen(heard);
    const error = await refused(Promise.reject(new DOMException('off', 'AbortError')));
    stop();
    expect(error).not.toBeInstanceOf(Refusal);
    expect(heard).not.toHaveBeenCalled();
  });

  it('answered "not signed in" informs the session', async () => {
    const out = vi.fn();
    const stop = onSignedOut(out);
    await refused(answer(401, { code: 'not-signed-in', params: {}, detail: null }));
    stop();
    expect(out).toHaveBeenCalledOnce();
  });
});
