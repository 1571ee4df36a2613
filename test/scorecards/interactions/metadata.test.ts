import { describe, expect, it } from 'vitest';
import { columnName, missingColumns, nameColumns } from '../../../scorecards/interactions/columns.ts';
import { readMetadata } from '../../../scorecards/interactions/metadata.ts';

const options = {
  zone: 'Asia/Shanghai',
  kind: 'recording',
  date_order: null,
  workbook: false,
  now: Date.parse('2026-03-03T00:00:00Z'),
  confirm_dates: false,
} as const;
const row = {
  file: 'a.wav',
  external_id: 'X-1',
  agent: 'grace@example.com',
  channel: 'voice',
  started_at: '2026-03-02T09:30:00',
};

describe('a metadata row', () => {
  it('with the required values gets the rest as unknown', () => {
    expect(readMetadata(row, options)).toEqual({
      ok: true,
      value: {
        file: 'a.wav',
        external_id: 'X-1',
        agent: 'grace@example.com',
        channel: 'voice',
        started_at: '2026-03-02T01:30:00.000Z',
        duration_ms: null,
        direction: null,
        queue: null,
        language: null,
        customer_ref: null,
        tags: [],
        csat: null,
        resolved: null,
        agent_channel: null,
        metadata: {},
      },
    });
  });

  it('with everything is typed, and unknown columns are kept under their name', () => {
    const full = {
      ...row,
      '\uFEFFDuration_ms ': ' 78113 ',
      direction: 'Inbound',
      queue: 'deliveries',
      language: 'zh-CN',
      customer_ref: 'C 7',
      tags: 'late; parcel;;late',
      csat: '4',
      resolved: 'TRUE',
      agent_channel: 'right',
      'Site name': 'Hangzhou',
      empty: '  ',
    };
    const read = readMetadata(full, options);
    expect(read.ok && read.value).toMatchObject({
      duration_ms: 78_113,
      direction: 'inbound',
      queue: 'deliveries',
      language: 'zh-CN',
      customer_ref: 'C 7',
      tags: ['late', 'parcel'],
      csat: 4,
      resolved: true,
      agent_channel: 'right',
      metadata: { 'Site name': 'Hangzhou' },
    });
  });

  it('reports all its errors at once', () => {
    const bad = {
      ...row,
      agent: ' ',
      channel: 'fax',
      started_at: 'yesterday',
      duration_ms: '1.5',
      direction: 'sideways',
      language: 'q',
      csat: '6',
      resolved: 'maybe',
      agent_channel: 'middle',
      queue: 'q'.repeat(1001),
    };
    const read = readMetadata(bad, options);
    expect(!read.ok && read.issues.map(({ column, code }) => [column, code])).toEqual([
      ['agent', 'missing-value'],
      ['queue', 'value-too-long'],
      ['channel', 'unknown-channel'],
      ['started_at', 'bad-date'],
      ['duration_ms', 'bad-number'],
      ['direction', 'bad-choice'],
      ['language', 'bad-language'],
      ['csat', 'bad-rating'],
      ['resolved', 'bad-choice'],
      ['agent_channel', 'bad-choice'],
    ]);
    expect(!read.ok && read.issues[2]).toEqual({ column: 'channel', code: 'unknown-channel', value: 'fax' });
  });

  it('of text needs no file', () => {
    const { file: _, ...text } = row;
    expect(readMetadata(text, { ...options, kind: 'text' }).ok).toBe(true);
    expect(readMetadata(text, options)).toEqual({
      ok: false,
      issues: [{ column: 'file', code: 'missing-value', value: '' }],
    });
  });
});

describe('the header', () => {
  it('names what is missing', () => {
    const named = nameColumns(['\uFEFFFile', ' External_ID', 'agent', 'note'], {
      kind: 'recording',
      chosen: {},
      remembered: new Map(),
    });
    expect(missingColumns(named, 'recording')).toEqual(['channel', 'started_at']);
  });

  it('known columns are known in any case, others stay as they are', () => {
    expect([columnName(' CSAT '), columnName(' Site Name ')]).toEqual(['csat', 'Site Name']);
  });
});
