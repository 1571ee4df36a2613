import { describe, expect, it } from 'vitest';
import { lookAt, textKind, utf8 } from '../../../web/interactions/dropped.ts';
import { wav } from '../../support/sound.ts';

const file = (name: string, content: BlobPart) => new File([content], name);
const found = async (name: string, content: BlobPart) => {
  const dropped = await lookAt(file(name, content));
  return dropped.kind === 'refused'
    ? dropped.code
    : dropped.kind === 'chats'
      ? `chats ${dropped.source.format}`
      : dropped.kind;
};

describe('a dropped file', () => {
  it('is classified by its content, whatever its name', async () => {
    expect(await found('call.wav', wav(300))).toBe('recording');
    expect(await found('export.csv', wav(300))).toBe('recording');
    expect(await found('calls.txt', 'file,external_id,agent,channel,started_at\n')).toBe('metadata');
    expect(await found('a.csv', '\uFEFF"External_ID";"Speaker";"Text"\n')).toBe('chats csv');
    expect(await found('a.txt', ' [{"external_id": "1"}]')).toBe('chats json');
    expect(await found('a.jsonl', '{"external_id": "1"}\n{"external_id": "2"}')).toBe('chats json');
    // Its first character was lost: refused as JSON, not read as a table.
    expect(await found('a.json', '="external_id": "1","agent":"E1","channel":"chat","turns":[]}')).toBe('chats json');
    expect(await found('table.json', 'file,external_id,agent,channel,started_at\n')).toBe('metadata');
  });

  it('is refused here where no server is needed to see that it is nothing', async () => {
    expect(await found('empty.wav', '')).toBe('empty-file');
    expect(await found('call.wav', 'Dear customer, this is not a recording at all.')).toBe('not-sound');
    expect(await found('scan.mp3', '%PDF-1.7 ...')).toBe('not-sound');
    expect(await found('scan.pdf', '%PDF-1.7 ...')).toBe('not-sound');
    expect(await found('notes.txt', 'buy milk\n')).toBe('unknown-text');
  });

  it('of headerless audio is a recording by its extension only; files refused as not audio say what they are', async () => {
    const bare = Uint8Array.from({ length: 5000 }, (_, i) => 0xf0 + (i % 13));
    expect(await found('call.ulaw', bare)).toBe('recording');
    expect(await lookAt(file('call.raw', bare))).toMatchObject({ code: 'not-sound', params: { why: 'headerless' } });
    expect(await lookAt(file('calls.m3u', '#EXTM3U\ncall.mp3\n'))).toMatchObject({
      code: 'not-sound',
      params: { why: 'playlist' },
    });
  });

  it('is read in the encoding its bytes tell', async () => {
    const gb18030 = new Uint8Array(
      [...'external_id,speaker,text\n1,agent,'].map((c) => c.charCodeAt(0)).concat([0xc4, 0xe3, 0xba, 0xc3]),
    );
    const dropped = await lookAt(file('chats.csv', gb18030));
    expect(dropped).toMatchObject({
      kind: 'chats',
      source: { encoding: 'gb18030', text: expect.stringContaining('你好') },
    });
    expect(utf8(new TextEncoder().encode('你好').buffer as ArrayBuffer)).toBe('你好');
    const cut = new Uint8Array([
      ...new TextEncoder().encode('external_id,speaker,text\n1,agent,你好你好你好你好'),
      0xe4,
    ]);
    expect(await found('chats.csv', cut)).toBe('bad-bytes');
  });

  it('of a table is known in Chinese and German, below a line sep=, and where no column is known at all', async () => {
    expect(await found('a.csv', '文件名,通话编号,坐席\n')).toBe('metadata');
    expect(await found('a.csv', 'sep=\t\nGesprächs-ID\tSprecher\tNachricht\n')).toBe('chats csv');
    expect(await found('a.csv', 'Wer;Wann;Was;Wo\na;b;c;d\n')).toBe('metadata');
    expect(await found('letter.txt', 'Dear Sir, hello, how are you today')).toBe('unknown-text');
  });

  it('of text is classified by the columns in its first line', () => {
    expect(textKind('external_id\tagent\tspeaker\tat\ttext\n')).toBe('chats-csv');
    expect(textKind('FILE,agent\n')).toBe('metadata');
    expect(textKind('name,age\n')).toBeNull();
  });
});
