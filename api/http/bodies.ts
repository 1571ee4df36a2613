// Limits on request bodies: nothing is read before the sender is known, nothing larger than the route needs, nothing
// slower than a poor connection, and all requests together stay within this process's memory.
import type { MiddlewareHandler } from 'hono';
import { streamOf } from '../../db/blobs/blobs.ts';
import { invalidInput, Problem } from '../../scorecards/problems/problem.ts';
import { MOST_DEPTH, MOST_VALUES, shapeOf } from '../../transcription/import/depth.ts';

const KIB = 1024;
const MIB = 1024 * KIB;

/** What a stranger may say: an address, a password, a name. */
export const STRANGER_BYTES = 16 * KIB;
/** A form, a scorecard, a draft: a page of text at most. */
export const BODY_BYTES = 2 * MIB;
/** A file of a scorecard, of BODY_BYTES, as text within JSON. */
export const SCORECARD_FILE_BYTES = 2 * BODY_BYTES;
/** A file of LIMITS.text_bytes as text within JSON, where quotes and line ends take two bytes. */
export const FILE_BYTES = 32 * MIB;
/** Bodies held by all requests of this process at once. */
const HELD_BYTES = 64 * MIB;

/** Waiting for a body may take so long, and longer by what came in meanwhile: uploads go on as long as bytes flow. */
export type Pace = { grace_ms: number; bytes_per_s: number };
const PACE: Pace = { grace_ms: 10_000, bytes_per_s: 4 * KIB };

let held = 0;

/** Counts bytes as held until the function returned is called. @throws Problem `overloaded` beyond what all may hold */
export function hold(bytes: number): () => void {
  if (held + bytes > HELD_BYTES) throw new Problem('overloaded');
  held += bytes;
  let given = false;
  return () => {
    if (!given) held -= bytes;
    given = true;
  };
}

/** The chunks of a body. @throws Problem `too-slow` when they come more slowly than `pace` */
export async function* inTime(body: ReadableStream<Uint8Array>, pace: Pace = PACE): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  let waited = 0;
  let received = 0;
  try {
    for (;;) {
      const asked = performance.now();
      const { done, value } = await within(
        reader.read(),
        pace.grace_ms + (received / pace.bytes_per_s) * 1000 - waited,
      );
      if (done) return;
      // What the disk takes is not the sender's fault.
      waited += performance.now() - asked;
      received += value.byteLength;
      yield value;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

async function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, failed) => {
    timer = setTimeout(() => failed(new Problem('too-slow')), Math.max(0, ms));
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The body of a route that takes bytes as they come, in time. */
export const streamed = (request: Request): ReadableStream<Uint8Array> =>
  request.body ? streamOf(inTime(request.body)) : new Blob().stream();

/** Reads the JSON of a route that takes any, whose permission has been looked at before. @param most bytes */
export const takesJson =
  (most: number): MiddlewareHandler =>
  async (c, next) => {
    if (Number(c.req.header('content-length') ?? 0) > most) throw tooLarge(most);
    const { body } = c.req.raw;
    if (body === null) return next();
    const releases: (() => void)[] = [];
    try {
      const chunks: Uint8Array[] = [];
      let size = 0;
      for await (const chunk of inTime(body)) {
        size += chunk.byteLength;
        if (size > most) throw tooLarge(most);
        releases.push(hold(chunk.byteLength));
        chunks.push(chunk);
      }
      const text = textOf(chunks, size);
      refuseShape(text);
      c.req.raw = new Request(c.req.raw.url, { method: c.req.method, headers: c.req.raw.headers, body: text });
      return await next();
    } finally {
      for (const release of releases) release();
    }
  };

/** JSON is UTF-8 (RFC 8259): bytes that are not would be stored as something else. */
function textOf(chunks: Uint8Array[], size: number): string {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw invalidInput('', 'not-utf-8');
  }
}

function refuseShape(text: string): void {
  // Objects lose a field of this name without a word.
  if (/"__proto__"\s*:/.test(text)) throw invalidInput('__proto__', 'unknown');
  const { depth, values } = shapeOf(text);
  if (depth > MOST_DEPTH) throw new Problem('too-deep', { limit: MOST_DEPTH });
  if (values > MOST_VALUES) throw new Problem('too-many-values', { limit: MOST_VALUES });
}

const tooLarge = (most: number): Problem =>
  most < MIB ? new Problem('body-too-large', { limit: most / KIB }) : new Problem('too-large', { limit: most / MIB });
