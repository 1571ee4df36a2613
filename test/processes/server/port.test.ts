import { connect } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import { expect, it, onTestFinished } from 'vitest';
import { addressOf, drain, forwardedFor, listen } from '../../../processes/server/port.ts';

it('a forwarded address is understood with a port and without, in either header', () => {
  const forwarded = (value: string) => forwardedFor(new Headers({ 'x-forwarded-for': value }));
  expect(forwarded('192.0.2.1')).toBe('192.0.2.1');
  expect(forwarded('192.0.2.1:51234')).toBe('192.0.2.1');
  expect(forwarded('10.9.8.7, 192.0.2.1:51234')).toBe('192.0.2.1');
  expect(forwarded('2001:db8::1')).toBe('2001:db8::1');
  expect(forwarded('[2001:db8::1]')).toBe('2001:db8::1');
  expect(forwarded('[2001:db8::1]:443')).toBe('2001:db8::1');
  expect(forwarded('fe80::1%eth0')).toBe('fe80::1');
  expect(forwarded('::ffff:192.0.2.1')).toBe('192.0.2.1');
  for (const none of ['unknown', '_hidden', '', '192.0.2', '1.2.3.4:5:6', 'x'.repeat(10_000)])
    expect(forwarded(none), none).toBeNull();

  const standard = (value: string) => forwardedFor(new Headers({ forwarded: value }));
  expect(standard('for=192.0.2.43')).toBe('192.0.2.43');
  expect(standard('For="[2001:db8:cafe::17]:4711"')).toBe('2001:db8:cafe::17');
  expect(standard('for=10.0.0.1, for=192.0.2.60:80;proto=http;by=203.0.113.43')).toBe('192.0.2.60');
  expect(standard('proto=https;for="192.0.2.60:80"')).toBe('192.0.2.60');
  for (const none of ['for=_gazonk', 'for=unknown', 'proto=http', 'before=1.2.3.4'])
    expect(standard(none), none).toBeNull();
});

it('uses the connection’s address unless a known proxy names another', () => {
  const bindings = { incoming: { socket: { remoteAddress: '198.51.100.7' } } } as HttpBindings;
  const request = (headers: Record<string, string>) => new Request('http://localhost/', { headers });
  const claimed = request({ 'x-forwarded-for': '192.0.2.1:5', forwarded: 'for=192.0.2.2' });
  expect(addressOf(claimed, bindings, false)).toBe('198.51.100.7');
  expect(addressOf(claimed, bindings, true)).toBe('192.0.2.1');
  expect(addressOf(request({ 'x-forwarded-for': 'unknown' }), bindings, true)).toBe('198.51.100.7');
});

it('who is refused reads why, and is not listened to any longer', async () => {
  const server = await listen({ host: '127.0.0.1', port: 0 }, () => new Response('no', { status: 401 }));
  onTestFinished(() => drain(server));
  expect(server.headersTimeout).toBeLessThanOrEqual(15_000);
  const { port } = server.address() as { port: number };
  for (const method of ['POST', 'GET']) {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString();
    });
    socket.on('error', () => {});
    const closed = new Promise((done) => socket.once('close', done));
    // A body that never ends.
    socket.write(`${method} / HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n`);
    await closed;
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
  }
});

it('of a body that was refused next to nothing is read, however fast it is sent', async () => {
  const server = await listen({ host: '127.0.0.1', port: 0 }, async () => new Response('no', { status: 401 }));
  onTestFinished(() => drain(server));
  const read = new Promise<number>((done) =>
    server.once('connection', (socket) => socket.once('close', () => done(socket.bytesRead))),
  );
  const { port } = server.address() as { port: number };
  const socket = connect(port, '127.0.0.1');
  const answered = new Promise<string>((done) => socket.once('data', (chunk: Buffer) => done(chunk.toString())));
  const chunk = `100000\r\n${'x'.repeat(0x100000)}\r\n`;
  let sent = 0;
  const send = () => {
    while (!socket.destroyed && sent < 200 && socket.write(chunk)) sent++;
  };
  socket.on('drain', send).on('error', () => {});
  socket.write('POST / HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n', send);
  expect(await answered).toMatch(/^HTTP\/1\.1 401 /);
  expect(await read).toBeLessThan(1_000_000);
});

it('a connection is kept after a small body was refused', async () => {
  const server = await listen({ host: '127.0.0.1', port: 0 }, async () => new Response('no', { status: 401 }));
  onTestFinished(() => drain(server));
  const { port } = server.address() as { port: number };
  const socket = connect(port, '127.0.0.1');
  const answer = () => new Promise<string>((done) => socket.once('data', (chunk: Buffer) => done(chunk.toString())));
  const head = 'POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 6\r\n\r\n';
  socket.write(`${head}abc`);
  expect(await answer()).toMatch(/^HTTP\/1\.1 401 /);
  socket.write(`def${head}abcdef`);
  expect(await answer()).toMatch(/^HTTP\/1\.1 401 /);
  socket.destroy();
});
