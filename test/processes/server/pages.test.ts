import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pagesOf } from '../../../processes/server/pages.ts';

const script = `console.log('${'attune '.repeat(1000)}')`;

describe('the built web', () => {
  const outer = mkdtempSync(join(tmpdir(), 'attune-pages-'));
  const folder = join(outer, 'web');
  let pages: ReturnType<typeof pagesOf>;
  beforeAll(() => {
    mkdirSync(join(folder, 'assets'), { recursive: true });
    writeFileSync(join(folder, 'index.html'), '<!doctype html><div id="app"></div>');
    writeFileSync(join(folder, 'assets/page-abc.js'), script);
    writeFileSync(join(folder, 'assets/font-abc.woff2'), Buffer.alloc(5000));
    writeFileSync(join(outer, 'secret.json'), '{"secret":true}');
    pages = pagesOf(folder);
  });
  afterAll(() => rmSync(outer, { recursive: true, force: true }));

  const get = (path: string, encoding = '') =>
    pages(new Request(`http://localhost${path}`, { headers: { 'accept-encoding': encoding } }));

  it('keeps files that carry their hash for good, and the page itself not at all', async () => {
    expect((await get('/assets/page-abc.js')).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await get('/')).headers.get('cache-control')).toBe('no-cache');
  });

  it.each([
    ['br, gzip', 'br', (bytes: Buffer) => brotliDecompressSync(bytes)],
    ['gzip', 'gzip', (bytes: Buffer) => gunzipSync(bytes)],
    ['', null, (bytes: Buffer) => bytes],
  ])('is compressed as the browser can take it: %j', async (accepted, coding, unpack) => {
    const answer = await get('/assets/page-abc.js', accepted);
    expect(answer.headers.get('content-encoding')).toBe(coding);
    expect(answer.headers.get('vary')).toBe('accept-encoding');
    expect(unpack(Buffer.from(await answer.arrayBuffer())).toString()).toBe(script);
  });

  it('leaves compressed content alone', async () => {
    const answer = await get('/assets/font-abc.woff2', 'br');
    expect(answer.headers.get('content-encoding')).toBeNull();
    expect(answer.headers.get('content-type')).toBe('font/woff2');
  });

  it.each(['/reviews/rev_1', '/nothing', '/reviews/some.name'])(
    'is the page for %s, which the browser knows',
    async (path) => {
      const answer = await get(path);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('<div id="app">');
    },
  );

  it('answers no page for a missing script, which would fail in a confusing way', async () => {
    expect((await get('/assets/page-old.js')).status).toBe(404);
  });

  it.each([
    '/../secret.json',
    '/%2e%2e/secret.json',
    '/..%2fsecret.json',
    '/assets/..%2f..%2fsecret.json',
    '/%00',
    '/%',
  ])('never leaves its folder: %s', async (path) => {
    expect(
      await (await pages({ url: `http://localhost${path}`, headers: new Headers() } as Request)).text(),
    ).not.toContain('secret');
  });

  it('says what to do when it was not built', async () => {
    const answer = await pagesOf(join(outer, 'nowhere'))(new Request('http://localhost/'));
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('npm run build');
  });
});
