// An object store that speaks S3's protocol, in memory, for the network's edge: it is as strict as the real one about
// signatures, ranges and the size of parts.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { getResponse, HttpResponse, http } from 'msw';
import { type SetupServer, setupServer } from 'msw/node';
import type { S3Config } from '../../db/blobs/s3.ts';

export const S3: S3Config = {
  endpoint: 'http://store.test:9000',
  bucket: 'attune',
  region: 'eu-test-1',
  accessKeyId: 'key',
  secretAccessKey: 'secret',
};

const SMALLEST_PART = 5 * 1024 * 1024;
const PAGE = 2;

export function s3Server(): {
  server: SetupServer;
  objects: Map<string, Uint8Array>;
  unfinished: Map<string, Map<number, Uint8Array>>;
  listen: () => Promise<{ config: S3Config; close: () => void }>;
} {
  const objects = new Map<string, Uint8Array>();
  const unfinished = new Map<string, Map<number, Uint8Array>>();
  const xml = (body: string, status = 200) =>
    new HttpResponse(`<?xml version="1.0"?>${body}`, { status, headers: { 'content-type': 'application/xml' } });
  const missing = () => xml('<Error><Code>NoSuchKey</Code></Error>', 404);
  const signed = (request: Request) =>
    /^AWS4-HMAC-SHA256 Credential=key\/\d{8}\/eu-test-1\/s3\//.test(request.headers.get('authorization') ?? '');
  const denied = () => xml('<Error><Code>AccessDenied</Code></Error>', 403);
  const bytes = async (request: Request) => new Uint8Array(await request.arrayBuffer());
  const etag = (number: number, size: number) => `"${number}-${size}"`;

  const handlers = [
    http.get('http://store.test:9000/attune', ({ request }) => {
      if (!signed(request)) return denied();
      const query = new URL(request.url).searchParams;
      const after = query.get('continuation-token') ?? '';
      const keys = [...objects.keys()]
        .filter((key) => key.startsWith(query.get('prefix') ?? '') && key > after)
        .toSorted();
      const page = keys.slice(0, PAGE);
      const more = keys.length > PAGE;
      const entries = page
        .map((key) => `<Contents><Key>${key}</Key><Size>${objects.get(key)?.byteLength}</Size></Contents>`)
        .join('');
      return xml(
        `<ListBucketResult><IsTruncated>${more}</IsTruncated>${entries}${more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : ''}</ListBucketResult>`,
      );
    }),
    http.all('http://store.test:9000/attune/:key*', async ({ request }) => {
      const url = new URL(request.url);
      const key = url.pathname.slice('/attune/'.length);
      if (!signed(request)) return denied();
      const id = url.searchParams.get('uploadId');
      const object = objects.get(key);
      switch (request.method) {
        case 'PUT': {
          const content = await bytes(request);
          if (id === null) {
            objects.set(key, content);
            return new HttpResponse(null, { status: 200 });
          }
          const parts = unfinished.get(id);
          if (!parts) return xml('<Error><Code>NoSuchUpload</Code></Error>', 404);
          const number = Number(url.searchParams.get('partNumber'));
          parts.set(number, content);
          return new HttpResponse(null, { status: 200, headers: { etag: etag(number, content.byteLength) } });
        }
        case 'POST': {
          if (url.searchParams.has('uploads')) {
            const name = crypto.randomUUID();
            unfinished.set(name, new Map());
            return xml(`<InitiateMultipartUploadResult><UploadId>${name}</UploadId></InitiateMultipartUploadResult>`);
          }
          const parts = unfinished.get(id ?? '');
          if (!parts) return xml('<Error><Code>NoSuchUpload</Code></Error>', 404);
          const named = [...(await request.text()).matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>([^<]*)</g)];
          const given = named.map(([, number, tag]) => ({
            content: parts.get(Number(number)),
            right: etag(Number(number), parts.get(Number(number))?.byteLength ?? -1) === tag,
          }));
          if (given.some((part) => !part.right)) return xml('<Error><Code>InvalidPart</Code></Error>', 400);
          // Told after the 200, as the real one may.
          if (given.slice(0, -1).some((part) => (part.content?.byteLength ?? 0) < SMALLEST_PART))
            return xml('<Error><Code>EntityTooSmall</Code></Error>');
          objects.set(key, new Uint8Array(await new Blob(given.map((part) => part.content as BlobPart)).arrayBuffer()));
          unfinished.delete(id ?? '');
          return xml('<CompleteMultipartUploadResult></CompleteMultipartUploadResult>');
        }
        case 'HEAD':
          return object
            ? new HttpResponse(null, { headers: { 'content-length': String(object.byteLength) } })
            : new HttpResponse(null, { status: 404 });
        case 'DELETE':
          if (id === null) objects.delete(key);
          else unfinished.delete(id);
          return new HttpResponse(null, { status: 204 });
        default: {
          if (!object) return missing();
          const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.get('range') ?? '');
          if (!range)
            return HttpResponse.arrayBuffer(object.slice().buffer, {
              headers: { 'content-length': String(object.byteLength) },
            });
          const [start, end] = [Number(range[1]), Math.min(Number(range[2]), object.byteLength - 1)];
          if (start >= object.byteLength) return xml('<Error><Code>InvalidRange</Code></Error>', 416);
          return HttpResponse.arrayBuffer(object.slice(start, end + 1).buffer, {
            status: 206,
            headers: { 'content-range': `bytes ${start}-${end}/${object.byteLength}` },
          });
        }
      }
    }),
  ];

  /** The same store on a port of this machine: for another process, which no handler of ours reaches. */
  async function listen(): Promise<{ config: S3Config; close: () => void }> {
    const listener = createServer(async (incoming, outgoing) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const request = new Request(`${S3.endpoint}${incoming.url}`, {
        method: incoming.method ?? 'GET',
        headers: Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]),
        ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
      });
      const answer = (await getResponse(handlers, request)) ?? new Response(null, { status: 501 });
      outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
      outgoing.end(Buffer.from(await answer.arrayBuffer()));
    }).listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const address = listener.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    return { config: { ...S3, endpoint: `http://127.0.0.1:${port}` }, close: () => listener.close() };
  }
  return { server: setupServer(...handlers), objects, unfinished, listen };
}
