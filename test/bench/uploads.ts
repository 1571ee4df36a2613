// ENTRY of a thread (load.ts starts it): people uploading recordings over connections of a given speed.
import { request } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

export type UploadOrder = {
  url: string;
  cookie: string;
  /** Whose calls they are. */
  agent: string;
  at_once: number;
  /** Size of one recording. */
  bytes: number;
  /** Of one line on average; no two are alike. */
  bytes_per_second: number;
  /** New recordings are begun for so long; 0: one each. */
  seconds: number;
};

export type Uploaded = { files: number; bytes: number; seconds: number; errors: string[] };

const order = workerData as UploadOrder;
/** A line hands on so much at a time, ms. */
const TICK_MS = 50;
const noise = new Uint8Array(order.bytes);
for (let at = 0; at < noise.length; at += 65_536) crypto.getRandomValues(noise.subarray(at, at + 65_536));

const uploaded: Uploaded = { files: 0, bytes: 0, seconds: 0, errors: [] };
const began = performance.now();
const elapsed = () => (performance.now() - began) / 1000;
await Promise.all(
  Array.from({ length: order.at_once }, async () => {
    const line = order.bytes_per_second * (0.7 + 0.6 * Math.random());
    do {
      try {
        await uploadOne(line);
        uploaded.files++;
        uploaded.bytes += order.bytes;
      } catch (error) {
        uploaded.errors.push(String(error));
      }
    } while (elapsed() < order.seconds);
  }),
);
uploaded.seconds = elapsed();
parentPort?.postMessage(uploaded);

async function uploadOne(bytes_per_second: number): Promise<void> {
  const name = crypto.randomUUID();
  const bytes = recording(name);
  const metadata = { external_id: name, agent: order.agent, channel: 'voice', started_at: '2026-07-03T10:00:00Z' };
  const { id, piece_bytes } = await ask<{ id: string; piece_bytes: number }>('POST', '/api/interactions/uploads', {
    file_name: `${name}.wav`,
    size: bytes.byteLength,
    metadata,
  });
  for (let offset = 0; offset < bytes.byteLength; offset += piece_bytes) {
    await put(
      `/api/interactions/uploads/${id}?offset=${offset}`,
      bytes.subarray(offset, offset + piece_bytes),
      bytes_per_second,
    );
  }
  await ask('POST', `/api/interactions/uploads/${id}/finish`, {});
}

/** Two channels of µ-law noise, like no other recording. */
function recording(name: string): Uint8Array {
  const bytes = noise.slice();
  const view = new DataView(bytes.buffer);
  const ascii = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at);
  ascii(0, 'RIFF');
  view.setUint32(4, bytes.byteLength - 8, true);
  ascii(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 7, true);
  view.setUint16(22, 2, true);
  view.setUint32(24, 8000, true);
  view.setUint32(28, 16_000, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 8, true);
  ascii(36, 'data');
  view.setUint32(40, bytes.byteLength - 44, true);
  ascii(44, name);
  return bytes;
}

async function ask<T>(method: string, path: string, body: unknown): Promise<T> {
  const answer = await fetch(`${order.url}${path}`, {
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', origin: order.url, cookie: order.cookie },
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** Sends a piece no faster than the line. */
function put(path: string, piece: Uint8Array, bytes_per_second: number): Promise<void> {
  return new Promise((done, failed) => {
    const sent = request(`${order.url}${path}`, {
      method: 'PUT',
      headers: {
        'content-type': 'application/octet-stream',
        'content-length': piece.byteLength,
        origin: order.url,
        cookie: order.cookie,
      },
    });
    sent.on('response', (answer) => {
      answer.resume();
      answer.on('end', () =>
        answer.statusCode === 200 ? done() : failed(new Error(`PUT ${path}: ${answer.statusCode}`)),
      );
    });
    sent.on('error', failed);
    const chunk = Math.ceil((bytes_per_second * TICK_MS) / 1000);
    let at = 0;
    const next = () => {
      if (at >= piece.byteLength) return sent.end();
      sent.write(piece.subarray(at, at + chunk));
      at += chunk;
      setTimeout(next, TICK_MS);
    };
    next();
  });
}
