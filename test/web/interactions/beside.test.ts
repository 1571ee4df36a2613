import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  belongsTo,
  beside,
  besideOf,
  clearBeside,
  forgetBeside,
  lay,
  sendAlong,
} from '../../../web/interactions/beside.ts';
import { lookAt } from '../../../web/interactions/dropped.ts';

const VTT = 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Agent>Hello.\n';
const file = (name: string, content = VTT) => new File([content], name);
const report = { outcome: 'created', revision: 1, format: 'vtt', language: 'en', turns: 1, reordered: 0 };

const sent: unknown[] = [];

/** Stands in for the network: answers as the route does. */
async function network(address: URL | RequestInfo, init?: RequestInit): Promise<Response> {
  const { pathname } = new URL(String(address), 'http://localhost');
  const id = /^\/api\/interactions\/(\w+)\/transcript$/.exec(pathname)?.[1];
  if (!id || init?.method !== 'POST') throw new Error(`nobody asked for ${pathname}`);
  const body = JSON.parse(String(init.body)) as { text: string; file_name: string };
  sent.push({ id, ...body });
  if (body.text.startsWith('WEBVTT')) return Response.json(report);
  return Response.json({ code: 'transcript-json', params: { line: 1 }, message: '', detail: null }, { status: 422 });
}

beforeAll(() => void vi.stubGlobal('fetch', network));
afterEach(() => {
  forgetBeside();
  sent.length = 0;
});
afterAll(() => void vi.unstubAllGlobals());

describe('a transcript with its recording', () => {
  it('is distinguished from chats and metadata by its content', async () => {
    const kind = async (name: string, content: string) => (await lookAt(file(name, content))).kind;
    expect(await kind('call.vtt', VTT)).toBe('transcript');
    expect(await kind('call.txt', '1\n00:00:01,000 --> 00:00:02,000\nHello.\n')).toBe('transcript');
    expect(await kind('call.json', '{"results":{"items":[]}}')).toBe('transcript');
    expect(await kind('chats.json', '[{"external_id":"1","turns":[]}]')).toBe('chats');
    expect(await kind('chat.json', '{"external_id":"1","text":"a","turns":[]}')).toBe('chats');
    expect(await kind('rows.csv', 'file,external_id\n')).toBe('metadata');
  });

  it('belongs to the recording of its name', () => {
    expect(belongsTo('Call1.vtt', 'call1.WAV')).toBe(true);
    expect(belongsTo('call1.wav.json', 'call1.wav')).toBe(true);
    expect(belongsTo('call1.vtt', 'call10.wav')).toBe(false);
    lay(file('call1.vtt'));
    expect(besideOf('call1.wav')?.state).toBe('lying');
    expect(besideOf('call2.wav')).toBeUndefined();
  });

  it('is sent once its recording is there, once', async () => {
    lay(file('call1.vtt'));
    await sendAlong('call1.wav', 'int_1');
    await sendAlong('call1.wav', 'int_1');
    expect(sent).toEqual([{ id: 'int_1', text: VTT, file_name: 'call1.vtt' }]);
    expect(besideOf('call1.wav')).toMatchObject({ state: 'there', report });
    clearBeside();
    expect(beside.files).toEqual([]);
  });

  it('that is refused says why, and can be sent again', async () => {
    lay(file('call1.json', '{"segments":[}'));
    await sendAlong('call1.wav', 'int_1');
    expect(besideOf('call1.wav')).toMatchObject({ state: 'refused', problem: { code: 'transcript-json' } });
    lay(file('call1.json', VTT));
    await sendAlong('call1.wav', 'int_1');
    expect(besideOf('call1.wav')?.state).toBe('there');
  });
});
