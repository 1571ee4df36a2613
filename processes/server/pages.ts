// Serves the built web from a folder. It is small and never changes while the server runs, so each file is read and
// compressed once. Files under assets/ have their content's hash in their name and are cached by browsers indefinitely.
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** Already small, or too small to gain. */
const packed = (type: string, size: number): boolean =>
  size < 1024 || type.startsWith('image/p') || type.startsWith('font/');

type Kept = { type: string; immutable: boolean; plain: Buffer; br: Buffer | null; gzip: Buffer | null };

/** Answers any path that is no file with the page itself: what it shows is decided in the browser. */
export function pagesOf(folder: string): (request: Request) => Promise<Response> {
  const kept = new Map<string, Promise<Kept | null>>();
  const read = (path: string): Promise<Kept | null> => {
    const found = kept.get(path) ?? load(folder, path);
    kept.set(path, found);
    // Paths that people make up are not worth remembering.
    found.then((file) => file === null && kept.delete(path)).catch(() => kept.delete(path));
    return found;
  };

  return async (request) => {
    const path = pathIn(new URL(request.url).pathname);
    const file = path !== null && extname(path) in TYPES ? await read(path) : null;
    if (!file && path?.startsWith('assets/')) return new Response('Not found', { status: 404 });
    const answered = file ?? (await read('index.html'));
    if (!answered) return new Response('The pages are not built: npm run build', { status: 503 });
    return answer(answered, request.headers.get('accept-encoding') ?? '');
  };
}

/** A path inside the folder, or null when it cannot be one. */
function pathIn(pathname: string): string | null {
  try {
    const path = normalize(decodeURIComponent(pathname)).replace(/^[/\\]+/, '');
    return path.includes('\0') || path.split(sep).includes('..') ? null : path;
  } catch {
    return null;
  }
}

async function load(folder: string, path: string): Promise<Kept | null> {
  const plain = await readFile(join(folder, path)).catch(() => null);
  if (plain === null) return null;
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  const small = packed(type, plain.length);
  return {
    type,
    immutable: path.startsWith('assets/'),
    plain,
    br: small ? null : await promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    gzip: small ? null : await promisify(gzip)(plain, { level: 9 }),
  };
}

function answer(file: Kept, accepted: string): Response {
  const coding = file.br && /\bbr\b/.test(accepted) ? 'br' : file.gzip && /\bgzip\b/.test(accepted) ? 'gzip' : null;
  const body = coding === null ? file.plain : file[coding]!;
  return new Response(new Uint8Array(body), {
    headers: {
      'content-type': file.type,
      'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
      vary: 'accept-encoding',
      ...(coding === null ? {} : { 'content-encoding': coding }),
    },
  });
}
