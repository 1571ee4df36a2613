// The API calls of an upload, with progress of each piece, which only XMLHttpRequest reports.
import { call, connection, interactionsClient, Refusal } from '../server/client.ts';
import type { Server } from './sending.ts';

const uploads = interactionsClient.uploads;

export const server: Server = {
  begin: (file, metadata, signal) =>
    call(uploads.$post({ json: { file_name: file.name, size: file.size, metadata } }, { init: { signal } })),
  where: (id, signal) => call(uploads[':id'].$get({ param: { id } }, { init: { signal } })),
  put: putPiece,
  finish: (id, metadata, signal) =>
    call(uploads[':id'].finish.$post({ param: { id }, json: { metadata } }, { init: { signal } })),
};

/** Forgets an upload; that it cannot be reached is no loss: the server sweeps it up within a day. */
export const callOff = (id: string): void => {
  void call(uploads[':id'].$delete({ param: { id } })).catch(() => undefined);
};

/** No answer and no progress for this long, ms: the connection is dead even if nobody has said so. */
const SILENT_MS = 60_000;

function putPiece(
  id: string,
  offset: number,
  piece: Blob,
  signal: AbortSignal,
  onSent: (bytes: number) => void,
): Promise<{ received: number }> {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    const lose = () => {
      end();
      connection.lose();
      failed(new Refusal('lost'));
    };
    const watch = watchSilence(() => {
      request.onabort = null;
      request.abort();
      lose();
    });
    const abort = () => request.abort();
    const end = () => {
      watch.end();
      signal.removeEventListener('abort', abort);
    };
    request.open('PUT', `/api/interactions/uploads/${encodeURIComponent(id)}?offset=${offset}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = (event) => {
      watch.alive();
      onSent(event.loaded);
    };
    request.onerror = lose;
    request.onabort = () => {
      end();
      failed(new DOMException('paused', 'AbortError'));
    };
    request.onload = () => {
      end();
      connection.find();
      const received = receivedBy(request);
      if (received instanceof Refusal) failed(received);
      else done({ received });
    };
    if (signal.aborted) return request.onabort(new ProgressEvent('abort'));
    signal.addEventListener('abort', abort);
    request.send(piece);
  });
}

/** Calls once nothing has been heard for too long. */
function watchSilence(silent: () => void): { alive: () => void; end: () => void } {
  let timer = setTimeout(silent, SILENT_MS);
  const end = () => clearTimeout(timer);
  const alive = () => {
    end();
    timer = setTimeout(silent, SILENT_MS);
  };
  return { alive, end };
}

/** So many bytes are there, or why not. */
function receivedBy(request: XMLHttpRequest): number | Refusal {
  const answer = (request.response ?? {}) as {
    received?: number;
    code?: string;
    params?: Record<string, string | number>;
    detail?: unknown;
  };
  if (request.status === 200 && typeof answer.received === 'number') return answer.received;
  return new Refusal(answer.code ?? 'failed', answer.params ?? { id: '' }, answer.detail ?? null, request.status);
}

const LONGEST_MS = 30_000;

/** 1, 2, 4 … 30 s, or as soon as the browser says that there is a network again. */
export function wait(tries: number, signal: AbortSignal): Promise<void> {
  return new Promise((done, failed) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener('online', go);
      signal.removeEventListener('abort', stop);
    };
    const go = () => {
      end();
      done();
    };
    const stop = () => {
      end();
      failed(new DOMException('paused', 'AbortError'));
    };
    const timer = setTimeout(go, Math.min(LONGEST_MS, 1000 * 2 ** (tries - 1)));
    addEventListener('online', go);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop);
  });
}
