// Uploads one recording: piece by piece, resuming after any interruption where the server says. Network and waiting are
// passed in, so the rules can be tested without either.
import type { FinishedUpload, UploadProgress } from '../../api/interactions/imports-contract.ts';
import { Refusal } from '../server/client.ts';

export type Metadata = Record<string, string>;

/** The server as sending sees it. Each call throws a Refusal; aborting the signal throws an AbortError. */
export type Server = {
  begin(file: { name: string; size: number }, metadata: Metadata, signal: AbortSignal): Promise<UploadProgress>;
  where(upload: string, signal: AbortSignal): Promise<UploadProgress>;
  /** @param onSent bytes of the piece that have left so far */
  put(
    upload: string,
    offset: number,
    piece: Blob,
    signal: AbortSignal,
    onSent: (bytes: number) => void,
  ): Promise<{ received: number }>;
  finish(upload: string, metadata: Metadata, signal: AbortSignal): Promise<FinishedUpload>;
};

export type SendReport =
  | { kind: 'begun'; upload: string }
  /** Bytes that have left. */
  | { kind: 'sending'; sent: number }
  | { kind: 'lost' }
  | { kind: 'finishing' };

export type Sending = {
  file: Blob & { name: string };
  metadata: () => Metadata;
  /** Of an upload begun before; null: a new one. */
  upload: string | null;
  server: Server;
  signal: AbortSignal;
  tell: (report: SendReport) => void;
  /** Until it is worth another try. @param tries failures so far, from 1 */
  wait: (tries: number, signal: AbortSignal) => Promise<void>;
};

/** The file was changed or moved while it was being sent. */
export class FileGone extends Error {}

/** Sends a file to the end. Lost connections and a failing server are waited out; refusals are thrown. */
export async function send(sending: Sending): Promise<FinishedUpload> {
  const { file, server, signal, tell, metadata } = sending;
  let begun = sending.upload;
  let again = false;
  for (;;) {
    try {
      const progress = await patiently(sending, () =>
        begun === null ? server.begin(file, metadata(), signal) : server.where(begun, signal),
      );
      begun = progress.id;
      tell({ kind: 'begun', upload: begun });
      await sendPieces(sending, progress);
      tell({ kind: 'finishing' });
      return await patiently(sending, () => server.finish(progress.id, metadata(), signal));
    } catch (error) {
      // Swept away while the machine slept: from the beginning, once.
      if (!(error instanceof Refusal && error.code === 'upload-gone') || again) throw error;
      again = true;
      begun = null;
    }
  }
}

async function sendPieces(sending: Sending, { id, received, piece_bytes }: UploadProgress): Promise<void> {
  const { file, server, signal, tell } = sending;
  let at = received;
  let tries = 0;
  while (at < file.size) {
    tell({ kind: 'sending', sent: at });
    const piece = file.slice(at, at + piece_bytes);
    await readable(piece);
    try {
      const from = at;
      at = (await server.put(id, at, piece, signal, (bytes) => tell({ kind: 'sending', sent: from + bytes }))).received;
      tries = 0;
    } catch (error) {
      const place = placeIn(error);
      if (place === null && !(error instanceof Refusal && error.passing)) throw error;
      // Another place is no failure, unless it goes on like that.
      if (place === null || place === at) {
        tries++;
        tell({ kind: 'lost' });
        await sending.wait(tries, signal);
      }
      at = place ?? (await patiently(sending, () => server.where(id, signal))).received;
    }
  }
  tell({ kind: 'sending', sent: at });
}

/** Where the server says the next piece begins; null when the refusal is about something else. */
function placeIn(error: unknown): number | null {
  if (!(error instanceof Refusal) || error.code !== 'upload-offset') return null;
  const { received } = (error.detail ?? {}) as { received?: unknown };
  return typeof received === 'number' ? received : null;
}

/** Tries again as long as only the connection or the server failed. */
async function patiently<T>({ signal, tell, wait }: Sending, attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Refusal && error.passing)) throw error;
      tell({ kind: 'lost' });
      await wait(tries, signal);
    }
  }
}

/** A file that is gone from the disk looks like a lost connection to the browser: one byte tells them apart. */
async function readable(piece: Blob): Promise<void> {
  try {
    await piece.slice(0, 1).arrayBuffer();
  } catch {
    throw new FileGone();
  }
}
