import { gunzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { compressed } from '../../../processes/server/compressed.ts';
import { drain, listen } from '../../../processes/server/port.ts';

const ROWS = { rows: Array.from({ length: 200 }, (_, id) => ({ id, name: 'Somebody' })) };
const SOUND = new Uint8Array(5000).fill(7);

const answers: Record<string, () => Response> = {
  '/long': () => {
    const answer = Response.json(ROWS, { headers: { 'cache-control': 'no-store' } });
    answer.headers.append('set-cookie', 'a=1');
    answer.headers.append('set-cookie', 'b=2');
    return answer;
  },
  '/short': () => Response.json({ ok: true }),
  '/refused': () => Response.json({ detail: ROWS }, { status: 422 }),
  '/sound': () => new Response(SOUND, { headers: { 'content-type': 'audio/wav', 'content-length': '5000' } }),
  '/part': () =>
    new Response(SOUND.slice(0, 2000), {
      status: 206,
      headers: { 'content-type': 'audio/wav', 'content-length': '2000', 'content-range': 'bytes 0-1999/5000' },
    }),
  '/page': () =>
    new Response(new Uint8Array([1, 2]), { headers: { 'content-type': 'text/html', 'content-encoding': 'br' } }),
};

async function served(): Promise<(path: string, accepted?: string, method?: string) => Promise<Response>> {
  const server = await listen(
    { host: '127.0.0.1', port: 0 },
    compressed((request) => answers[new URL(request.url).pathname]!()),
  );
  onTestFinished(() => drain(server));
  const { port } = server.address() as { port: number };
  return (path, accepted = 'gzip, deflate, br', method = 'GET') =>
    fetch(`http://127.0.0.1:${port}${path}`, { method, headers: { 'accept-encoding': accepted } });
}

it('JSON is compressed for clients that accept it, refusals too, and caches are informed', async () => {
  const ask = await served();
  for (const [path, status] of [
    ['/long', 200],
    ['/refused', 422],
  ] as const) {
    const answer = await ask(path);
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([status, 'gzip']);
    expect(answer.headers.get('vary')).toBe('accept-encoding');
    // Read by fetch, which unpacks it.
    expect(JSON.stringify(await answer.json())).toContain('Somebody');
  }
  const answer = compressed(answers['/long']!)(
    new Request('http://localhost/long', { headers: { 'accept-encoding': 'gzip' } }),
    {} as never,
  );
  const packed = Buffer.from(await (await answer).arrayBuffer());
  expect(packed.byteLength).toBeLessThan(JSON.stringify(ROWS).length / 4);
  expect(JSON.parse(gunzipSync(packed).toString())).toEqual(ROWS);
});

it('other clients, and short answers, get it uncompressed', async () => {
  const ask = await served();
  for (const accepted of ['identity', 'br', 'gzip;q=0', 'gzip; q=0.0, br']) {
    const answer = await ask('/long', accepted);
    expect(answer.headers.get('content-encoding'), accepted).toBeNull();
    expect(await answer.json()).toEqual(ROWS);
  }
  expect((await ask('/long', 'gzip;q=0.5')).headers.get('content-encoding')).toBe('gzip');
  expect((await ask('/short')).headers.get('content-encoding')).toBeNull();
});

it('cookies and other headers stay', async () => {
  const answer = await (await served())('/long');
  expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

it('audio, parts of it and compressed content pass unchanged, with their length', async () => {
  const ask = await served();
  for (const [path, size] of [
    ['/sound', 5000],
    ['/part', 2000],
  ] as const) {
    const answer = await ask(path);
    expect([answer.headers.get('content-encoding'), answer.headers.get('content-length')]).toEqual([null, `${size}`]);
    expect((await answer.arrayBuffer()).byteLength).toBe(size);
  }
  const untouched = answers['/page']!();
  const passed = await compressed(() => untouched)(new Request('http://localhost/page'), {} as never);
  expect(passed).toBe(untouched);
});

it('a stream passes as it comes: nothing waits for its end', async () => {
  let close = () => {};
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(SOUND);
      close = () => controller.close();
    },
  });
  const answer = await compressed(() => new Response(stream, { headers: { 'content-type': 'audio/wav' } }))(
    new Request('http://localhost/sound', { headers: { 'accept-encoding': 'gzip' } }),
    {} as never,
  );
  const reader = answer.body!.getReader();
  expect((await reader.read()).value).toEqual(SOUND);
  close();
  expect((await reader.read()).done).toBe(true);
});
