// A recording as an answer: whole, or by range (RFC 9110, section 14), which is what a player asks for when it seeks.
import { parse } from 'range-parser';
import type { Range } from '../../db/blobs/blobs.ts';
import type { Recording } from '../../db/interactions/recordings.ts';

/** A bit of range-parser's code. */
const MALFORMED = 1;

export async function answerRecording(request: Request, recording: Recording): Promise<Response> {
  const { size, sha256 } = recording;
  const etag = `"${sha256}"`;
  const headers = {
    'accept-ranges': 'bytes',
    // The content never changes, but who may hear it does: the browser revalidates, and gets "not modified".
    'cache-control': 'private, no-cache',
    'content-disposition': `inline; filename*=UTF-8''${encoded(recording.file_name)}`,
    etag,
  };
  const known = request.headers.get('if-none-match')?.split(',') ?? [];
  if (known.some((tag) => tag.trim().replace(/^W\//, '') === etag)) return new Response(null, { status: 304, headers });

  const asked = askedRange(request.headers.get('range'), request.headers.get('if-range'), etag, size);
  if (asked.kind === 'beyond') {
    return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${size}` } });
  }
  const part = asked.kind === 'part' ? asked.range : { start: 0, end: size - 1 };
  const sent = { ...headers, 'content-type': recording.mime, 'content-length': `${part.end - part.start + 1}` };
  const body = request.method === 'HEAD' ? null : await recording.open(part);
  if (asked.kind === 'all') return new Response(body, { status: 200, headers: sent });
  return new Response(body, {
    status: 206,
    headers: { ...sent, 'content-range': `bytes ${part.start}-${part.end}/${size}` },
  });
}

/** `all`: the whole is to be sent. `beyond`: it has no such bytes. */
type Asked = { kind: 'all' } | { kind: 'part'; range: Range } | { kind: 'beyond' };

/**
 * @param header the Range header; null, several ranges, or one that is not understood asks for the whole
 * @param ifRange the If-Range header: a part is only of use of the version the client already has
 */
function askedRange(header: string | null, ifRange: string | null, etag: string, size: number): Asked {
  if (header === null || (ifRange !== null && ifRange.trim() !== etag)) return { kind: 'all' };
  const { code, type, ranges } = parse(size, header);
  if (type !== 'bytes' || ranges.length > 1 || code & MALFORMED) return { kind: 'all' };
  const [range] = ranges;
  return range ? { kind: 'part', range } : { kind: 'beyond' };
}

/** RFC 8187: what encodeURIComponent leaves and a header may not hold. */
const encoded = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
