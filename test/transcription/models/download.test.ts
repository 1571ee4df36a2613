// Downloads a model from a local hub that behaves like the public one: file list, ranges, a redirect to another server
// for large files, and failures of every kind.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { type DownloadOptions, downloadModel, isComplete } from '../../../transcription/models/download.ts';

const NAME = 'somebody/whisper-test';
const bytes = (length: number, seed: number): Buffer => Buffer.from(Array.from({ length }, (_, i) => (i * seed) % 251));
const GRAPH = bytes(300_000, 7);
const FILES: Record<string, Buffer> = {
  'config.json': Buffer.from('{}'),
  'generation_config.json': Buffer.from('{"a":1}'),
  'preprocessor_config.json': Buffer.from('{}'),
  'tokenizer.json': bytes(5000, 3),
  'onnx/encoder_model_quantized.onnx': GRAPH,
  'onnx/decoder_model_merged_quantized.onnx': bytes(200_000, 11),
  'onnx/decoder_model_merged_fp16.onnx': bytes(400_000, 13),
  'README.md': Buffer.from('# A model'),
};

type Hub = {
  address: string;
  asked: { path: string; range: string | null }[];
  /** Handles a request in place of the hub; false: as usual. */
  instead: (path: string, answer: ServerResponse, request: IncomingMessage) => boolean;
};

async function startHub(files: Record<string, Buffer> = FILES): Promise<Hub> {
  const hub: Hub = { address: '', asked: [], instead: () => false };
  const server = createServer((request, answer) => {
    const path = request.url ?? '';
    hub.asked.push({ path, range: request.headers.range ?? null });
    if (hub.instead(path, answer, request)) return;
    if (path === `/api/models/${NAME}/tree/main?recursive=1`) {
      answer.end(JSON.stringify([{ type: 'directory', path: 'onnx', size: 0 }, ...Object.entries(files).map(listed)]));
      return;
    }
    const name = /\/resolve\/main\/(.+)$/.exec(path)?.[1] ?? /^\/elsewhere\/(.+)$/.exec(path)?.[1];
    const file = name ? files[name] : undefined;
    if (!file) answer.writeHead(404).end();
    else if (name?.endsWith('.onnx') && !path.startsWith('/elsewhere/')) {
      answer.writeHead(302, { location: `/elsewhere/${name}` }).end();
    } else sendRange(file, request, answer);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  hub.address = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  return hub;
}

function listed([path, content]: [string, Buffer]): object {
  const git = createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
  if (!path.endsWith('.onnx')) return { type: 'file', path, size: content.length, oid: git };
  const oid = createHash('sha256').update(content).digest('hex');
  return { type: 'file', path, size: content.length, oid: git, lfs: { oid, size: content.length, pointerSize: 130 } };
}

function sendRange(file: Buffer, request: IncomingMessage, answer: ServerResponse): void {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const rest = file.subarray(from);
  const range = { 'content-range': `bytes ${from}-${file.length - 1}/${file.length}` };
  answer.writeHead(from > 0 ? 206 : 200, { 'content-length': rest.length, ...(from > 0 ? range : {}) });
  answer.end(rest);
}

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'attune-download-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function bring(hub: Pick<Hub, 'address'>, folder: string, more: Partial<DownloadOptions> = {}): Promise<void> {
  return downloadModel({
    name: NAME,
    folder,
    hub: hub.address,
    progress: () => {},
    waits_ms: [1, 1],
    ...more,
  });
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'went well',
    (error) => error.code,
  );

it('fetches the required files and no others', async () => {
  const hub = await startHub();
  const folder = aFolder();
  const seen: [number, number][] = [];
  await bring(hub, folder, { progress: (received, total) => seen.push([received, total]) });
  expect(await isComplete(folder)).toBe(true);
  const kept = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
  expect(kept).toEqual([
    'attune-model.json',
    'config.json',
    'generation_config.json',
    'onnx',
    'onnx/decoder_model_merged_quantized.onnx',
    'onnx/encoder_model_quantized.onnx',
    'preprocessor_config.json',
    'tokenizer.json',
  ]);
  expect(readFileSync(join(folder, 'onnx/encoder_model_quantized.onnx')).equals(GRAPH)).toBe(true);
  const total = seen.at(-1)?.[1] ?? 0;
  expect(seen.at(-1)).toEqual([total, total]);
  for (const [i, [received]] of seen.entries()) expect(received).toBeGreaterThanOrEqual(seen[i - 1]?.[0] ?? 0);
  const asked = hub.asked.length;
  await bring(hub, folder);
  expect(hub.asked).toHaveLength(asked);
});

it('that was interrupted continues where it was', async () => {
  const hub = await startHub();
  const folder = aFolder();
  let open: ServerResponse | null = null;
  hub.instead = (path, answer, request) => {
    if (!path.startsWith('/elsewhere/onnx/encoder') || request.headers.range) return false;
    answer.writeHead(200, { 'content-length': GRAPH.length });
    answer.write(GRAPH.subarray(0, 100_000));
    open = answer;
    return true;
  };
  await bring(hub, folder, { progress: (received) => void (open && received > 20_000 && open.destroy()) });
  const ranges = hub.asked.filter(({ path }) => path.startsWith('/elsewhere/onnx/encoder')).map(({ range }) => range);
  expect(ranges[0]).toBeNull();
  expect(Number(/\d+/.exec(ranges[1] ?? '')?.[0])).toBeGreaterThan(0);
  expect(readFileSync(join(folder, 'onnx/encoder_model_quantized.onnx')).equals(GRAPH)).toBe(true);
});

it('continues after the process was killed, from what is on disk', async () => {
  const hub = await startHub();
  const folder = aFolder();
  await bring(hub, folder);
  rmSync(join(folder, 'attune-model.json'));
  rmSync(join(folder, 'onnx/encoder_model_quantized.onnx'));
  writeFileSync(join(folder, 'onnx/encoder_model_quantized.onnx.part'), GRAPH.subarray(0, 250_000));
  hub.asked.length = 0;
  await bring(hub, folder);
  expect(hub.asked.map(({ path, range }) => [path.split('/').at(-1), range])).toEqual([
    ['main?recursive=1', null],
    ['encoder_model_quantized.onnx', 'bytes=250000-'],
    ['encoder_model_quantized.onnx', 'bytes=250000-'],
  ]);
  expect(readFileSync(join(folder, 'onnx/encoder_model_quantized.onnx')).equals(GRAPH)).toBe(true);
});

it('restarts a file if the server does not support ranges', async () => {
  const hub = await startHub();
  const folder = aFolder();
  hub.instead = (path, answer) => {
    if (!path.startsWith('/elsewhere/onnx/encoder')) return false;
    answer.end(GRAPH);
    return true;
  };
  await bring(hub, folder);
  rmSync(join(folder, 'attune-model.json'));
  rmSync(join(folder, 'onnx/encoder_model_quantized.onnx'));
  writeFileSync(join(folder, 'onnx/encoder_model_quantized.onnx.part'), GRAPH.subarray(0, 250_000));
  await bring(hub, folder);
  expect(readFileSync(join(folder, 'onnx/encoder_model_quantized.onnx')).equals(GRAPH)).toBe(true);
});

it('repairs a partial file with wrong bytes', async () => {
  const hub = await startHub();
  const folder = aFolder();
  await bring(hub, folder);
  rmSync(join(folder, 'attune-model.json'));
  rmSync(join(folder, 'onnx/encoder_model_quantized.onnx'));
  writeFileSync(join(folder, 'onnx/encoder_model_quantized.onnx.part'), Buffer.alloc(250_000, 9));
  await bring(hub, folder);
  expect(readFileSync(join(folder, 'onnx/encoder_model_quantized.onnx')).equals(GRAPH)).toBe(true);
});

it('refuses bytes that are not what the hub announced, and keeps none of them', async () => {
  const hub = await startHub();
  const folder = aFolder();
  hub.instead = (path, answer) => {
    if (!path.startsWith('/elsewhere/onnx/encoder')) return false;
    answer.end(bytes(GRAPH.length, 8));
    return true;
  };
  expect(await codeOf(bring(hub, folder))).toBe('model-damaged');
  expect(await isComplete(folder)).toBe(false);
  expect(readdirSync(join(folder, 'onnx'))).toEqual([]);
  const other = aFolder();
  hub.instead = (path, answer) => {
    if (!path.startsWith('/elsewhere/onnx/encoder')) return false;
    answer.end(Buffer.concat([GRAPH, GRAPH]));
    return true;
  };
  expect(await codeOf(bring(hub, other))).toBe('model-damaged');
});

it('refuses an export without the merged decoder, by name, before downloading it', async () => {
  const { 'onnx/decoder_model_merged_quantized.onnx': _, 'onnx/decoder_model_merged_fp16.onnx': __, ...rest } = FILES;
  const hub = await startHub({ ...rest, 'onnx/decoder_model_quantized.onnx': GRAPH });
  await expect(bring(hub, aFolder())).rejects.toMatchObject({
    code: 'model-unfit',
    detail: `${NAME} has no onnx/decoder_model_merged.onnx`,
  });
  expect(hub.asked).toHaveLength(1);
});

it('refuses a model that is not there at once', async () => {
  const hub = await startHub();
  hub.instead = (_, answer) => {
    answer.writeHead(404).end();
    return true;
  };
  expect(await codeOf(bring(hub, aFolder()))).toBe('model-unavailable');
  expect(hub.asked).toHaveLength(1);
});

it('tries again while the hub is out of order, but not for ever', async () => {
  const hub = await startHub();
  let failing = 2;
  hub.instead = (_, answer) => {
    if (failing-- <= 0) return false;
    answer.writeHead(503).end();
    return true;
  };
  await bring(hub, aFolder());
  failing = 1000;
  expect(await codeOf(bring(hub, aFolder()))).toBe('model-unavailable');
  expect(await codeOf(bring({ address: 'http://127.0.0.1:9' }, aFolder()))).toBe('model-unavailable');
});

it('gives a connection up that says nothing any more', async () => {
  const hub = await startHub();
  const folder = aFolder();
  let hung = 0;
  hub.instead = (path, answer, request) => {
    if (!path.startsWith('/elsewhere/onnx/encoder') || request.headers.range || hung++ > 0) return false;
    answer.writeHead(200, { 'content-length': GRAPH.length });
    answer.write(GRAPH.subarray(0, 1000));
    return true;
  };
  await bring(hub, folder, { stalled_ms: 300 });
  expect(hung).toBe(1);
  expect(await isComplete(folder)).toBe(true);
});

it('can be cancelled, and what was downloaded stays', async () => {
  const hub = await startHub();
  const folder = aFolder();
  const off = new AbortController();
  const work = bring(hub, folder, {
    signal: off.signal,
    progress: (received) => received > 100_000 && off.abort(),
  });
  expect(await codeOf(work)).toBe('cancelled');
  expect(readdirSync(join(folder, 'onnx')).length).toBeGreaterThan(0);
  expect(existsSync(join(folder, 'downloading'))).toBe(false);
  await bring(hub, folder);
  expect(await isComplete(folder)).toBe(true);
});

it('is done once by two who want it at the same time', async () => {
  const hub = await startHub();
  const folder = aFolder();
  await Promise.all([bring(hub, folder), bring(hub, folder)]);
  expect(hub.asked.filter(({ path }) => path.includes('tree'))).toHaveLength(1);
});

it('writes nothing outside the model’s folder, whatever the hub lists', async () => {
  const hub = await startHub();
  const folder = aFolder();
  hub.instead = (path, answer) => {
    if (!path.includes('/tree/')) return false;
    const files = Object.entries(FILES).map(listed);
    answer.end(JSON.stringify([...files, listed(['../../config.json', GRAPH]), listed(['onnx/../../x.onnx', GRAPH])]));
    return true;
  };
  await bring(hub, join(folder, 'a', 'b'));
  expect(readdirSync(folder)).toEqual(['a']);
  expect(readdirSync(join(folder, 'a'))).toEqual(['b']);
});
