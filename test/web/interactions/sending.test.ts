import { describe, expect, it } from 'vitest';
import type { FinishedUpload } from '../../../api/interactions/imports-contract.ts';
import {
  FileGone,
  type Metadata,
  type Sending,
  type SendReport,
  type Server,
  send,
} from '../../../web/interactions/sending.ts';
import { Refusal } from '../../../web/server/client.ts';

const PIECE = 4;
const lost = () => new Refusal('lost');

type Upload = { name: string; size: number; bytes: string };

/** A server that keeps what it is sent; `trouble` is asked before each call and may throw. */
function pretend(trouble: (call: string, n: number) => void = () => {}) {
  const uploads = new Map<string, Upload>();
  const calls: string[] = [];
  let finished = 0;
  const meet = (call: string) => {
    calls.push(call);
    trouble(call, calls.filter((one) => one === call).length);
  };
  const progress = (id: string) => {
    const upload = uploads.get(id);
    if (!upload) throw new Refusal('upload-gone', {}, null, 422);
    return { id, size: upload.size, received: upload.bytes.length, piece_bytes: PIECE, issues: [] };
  };
  const server: Server = {
    begin: async ({ name, size }) => {
      meet('begin');
      const id = `upl_${uploads.size + 1}`;
      uploads.set(id, { name, size, bytes: '' });
      return progress(id);
    },
    where: async (id) => {
      meet('where');
      return progress(id);
    },
    put: async (id, offset, piece, _signal, onSent) => {
      const { received } = progress(id);
      const upload = uploads.get(id)!;
      if (offset !== received) throw new Refusal('upload-offset', { expected: received }, { received }, 422);
      const text = await piece.text();
      onSent(text.length / 2);
      upload.bytes += text;
      // What breaks here breaks on the way back: the piece has arrived.
      meet('put');
      return { received: upload.bytes.length };
    },
    finish: async (id, metadata) => {
      progress(id);
      meet('finish');
      finished++;
      return { outcome: 'created', interaction: { id, metadata } } as unknown as FinishedUpload;
    },
  };
  return { server, uploads, calls, finished: () => finished };
}

function sending(server: Server, change: Partial<Sending> = {}) {
  const reports: SendReport[] = [];
  const waits: number[] = [];
  const file = Object.assign(new Blob(['0123456789']), { name: 'call.wav' });
  const input: Sending = {
    file,
    metadata: (): Metadata => ({ external_id: 'x' }),
    upload: null,
    server,
    signal: new AbortController().signal,
    tell: (one) => reports.push(one),
    wait: async (tries) => void waits.push(tries),
    ...change,
  };
  return { input, reports, waits };
}

describe('a recording being uploaded', () => {
  it('is sent piece by piece and finished with its details', async () => {
    const { server, uploads, calls } = pretend();
    const { input, reports } = sending(server);
    const { interaction } = await send(input);
    expect(interaction).toMatchObject({ metadata: { external_id: 'x' } });
    expect(uploads.get('upl_1')).toEqual({ name: 'call.wav', size: 10, bytes: '0123456789' });
    expect(calls).toEqual(['begin', 'put', 'put', 'put', 'finish']);
    expect(reports.at(0)).toEqual({ kind: 'begun', upload: 'upl_1' });
    expect(reports.flatMap((one) => (one.kind === 'sending' ? [one.sent] : []))).toEqual([0, 2, 4, 6, 8, 9, 10]);
    expect(reports.at(-1)).toEqual({ kind: 'finishing' });
  });

  it('asks for its position after a lost connection and sends no byte twice', async () => {
    const { server, uploads, calls } = pretend((call, n) => {
      if (call === 'put' && n === 2) throw lost();
      if (call === 'where' && n < 3) throw lost();
    });
    const { input, reports, waits } = sending(server);
    await send(input);
    expect(uploads.get('upl_1')?.bytes).toBe('0123456789');
    expect(calls).toEqual(['begin', 'put', 'put', 'where', 'where', 'where', 'put', 'finish']);
    expect(waits).toEqual([1, 1, 2]);
    expect(reports.filter(({ kind }) => kind === 'lost')).toHaveLength(3);
  });

  it('waits out a server that fails, also when beginning and finishing', async () => {
    const failed = new Refusal('unavailable', {}, null, 503);
    const { server, finished } = pretend((call, n) => {
      if ((call === 'begin' || call === 'finish') && n <= 2) throw failed;
    });
    const { input, waits } = sending(server);
    await send(input);
    expect(finished()).toBe(1);
    expect(waits).toEqual([1, 2, 1, 2]);
  });

  it('continues an earlier upload where the server says', async () => {
    const { server, uploads, calls } = pretend();
    uploads.set('upl_9', { name: 'call.wav', size: 10, bytes: '0123456' });
    const { input } = sending(server, { upload: 'upl_9' });
    await send(input);
    expect(uploads.get('upl_9')?.bytes).toBe('0123456789');
    expect(calls).toEqual(['where', 'put', 'finish']);
  });

  it('starts again, once, if the server no longer knows the upload', async () => {
    const { server, calls } = pretend();
    await send(sending(server, { upload: 'upl_7' }).input);
    expect(calls).toEqual(['where', 'begin', 'put', 'put', 'put', 'finish']);
    const gone = () => {
      throw new Refusal('upload-gone', {}, null, 422);
    };
    const forgetful = pretend((call) => call === 'finish' && gone());
    await expect(send(sending(forgetful.server).input)).rejects.toThrow('upload-gone');
    expect(forgetful.calls.filter((call) => call === 'begin')).toHaveLength(2);
  });

  it('hands a refusal on at once', async () => {
    const { server, calls } = pretend((call) => {
      if (call === 'finish') throw new Refusal('unknown-agent', {}, { issues: [] }, 422);
    });
    const { input, waits } = sending(server);
    await expect(send(input)).rejects.toMatchObject({ code: 'unknown-agent' });
    expect(calls.filter((call) => call === 'finish')).toHaveLength(1);
    expect(waits).toEqual([]);
  });

  it('stops where it is when it is paused, also while it waits', async () => {
    const sender = new AbortController();
    const { server } = pretend((call, n) => {
      if (call === 'put' && n === 2) throw lost();
    });
    const wait = async () => {
      sender.abort();
      throw new DOMException('paused', 'AbortError');
    };
    await expect(send(sending(server, { signal: sender.signal, wait }).input)).rejects.toThrow('paused');
  });

  it('says that the file is gone rather than wait for ever', async () => {
    const { server } = pretend();
    const gone = {
      name: 'call.wav',
      size: 10,
      slice: () => gone,
      arrayBuffer: () => Promise.reject(new Error('NotReadable')),
    };
    await expect(send(sending(server, { file: gone as unknown as Sending['file'] }).input)).rejects.toThrow(FileGone);
  });
});
