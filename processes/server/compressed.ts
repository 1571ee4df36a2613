// Compression of JSON answers. Pages are compressed once (pages.ts), audio and images already are, and in a Worker the
// platform does it.
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { HttpBindings } from '@hono/node-server';

type Fetch = (request: Request, bindings: HttpBindings) => Response | Promise<Response>;

const packed = promisify(gzip);

/** Of answers made for one person, once: more effort takes three times as long and saves a tenth. */
const LEVEL = 2;

/** Less fits into one packet either way. */
const LEAST_BYTES = 1024;

/** The same answers, those of JSON compressed for clients that accept gzip. */
export const compressed =
  (fetch: Fetch): Fetch =>
  async (request, bindings) => {
    const answer = await fetch(request, bindings);
    const isJson = answer.headers.get('content-type')?.startsWith('application/json') ?? false;
    if (!isJson || !answer.body || answer.headers.has('content-encoding')) return answer;
    const { status } = answer;
    const headers = new Headers(answer.headers);
    headers.append('vary', 'accept-encoding');
    const plain = new Uint8Array(await answer.arrayBuffer());
    if (plain.byteLength < LEAST_BYTES || !takesGzip(request)) return new Response(plain, { status, headers });
    headers.set('content-encoding', 'gzip');
    headers.delete('content-length');
    return new Response(new Uint8Array(await packed(plain, { level: LEVEL })), { status, headers });
  };

const takesGzip = (request: Request): boolean =>
  /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|\s|$))/.test(request.headers.get('accept-encoding') ?? '');
