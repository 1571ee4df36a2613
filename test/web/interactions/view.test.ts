import { describe, expect, it } from 'vitest';
import type { InteractionRow } from '../../../api/interactions/contract.ts';
import type { RefusedRow } from '../../../api/interactions/imports-contract.ts';
import { mendingChats, mendingName, mendingSheet } from '../../../web/interactions/import-view.ts';
import {
  addressOf,
  filterOf,
  heightOf,
  lastDays,
  moving,
  refreshed,
  standingOf,
} from '../../../web/interactions/view.ts';

const transcription = (state: string, more: object = {}) =>
  ({ transcription: { state, stage: null, progress_bp: 0, code: null, ...more } }) as Pick<
    InteractionRow,
    'transcription'
  >;

describe('the state of an interaction', () => {
  it('text and a recording with its transcript are ready; others say where they are', () => {
    expect(standingOf({ transcription: null })).toEqual({ kind: 'ready' });
    expect(standingOf(transcription('done'))).toEqual({ kind: 'ready' });
    expect(standingOf(transcription('queued'))).toEqual({ kind: 'queued' });
    expect(standingOf(transcription('running', { stage: 'decoding', progress_bp: 300 }))).toEqual({
      kind: 'running',
      stage: 'decoding',
      share_bp: 300,
    });
    expect(standingOf(transcription('failed', { code: 'damaged' }))).toEqual({ kind: 'failed', code: 'damaged' });
  });

  it('only states that will change are polled', () => {
    const states = ['queued', 'running', 'waiting', 'done', 'failed'];
    expect(states.filter((state) => moving(transcription(state)))).toEqual(['queued', 'running', 'waiting']);
    expect(moving({ transcription: null })).toBe(false);
  });

  it('news of a row replace what may have changed and nothing else', () => {
    const row = {
      id: 'int_1',
      queue: 'billing',
      duration_ms: null,
      language: null,
      ...transcription('running'),
    } as InteractionRow;
    const news = { id: 'int_1', duration_ms: 900, language: 'en', transcription: null };
    expect(refreshed(row, undefined)).toBe(row);
    expect(refreshed(row, news)).toMatchObject({
      queue: 'billing',
      duration_ms: 900,
      language: 'en',
      transcription: null,
    });
  });
});

describe('the filter in the address', () => {
  it('keeps known values and drops others', () => {
    expect(filterOf({ q: ' refund ', channel: 'chat', state: 'failed', from: '2026-07-01' })).toEqual({
      q: 'refund',
      channel: 'chat',
      state: 'failed',
      from: '2026-07-01',
    });
    expect(filterOf({ q: '  ', channel: 'fax', state: 'lost', from: 'yesterday', queue: '' })).toEqual({});
  });

  it('the last days count today', () => {
    expect(lastDays(1, '2026-07-06')).toEqual({ from: '2026-07-06', to: '2026-07-06' });
    expect(lastDays(7, '2026-07-06')).toEqual({ from: '2026-06-30', to: '2026-07-06' });
  });
});

describe('rows returned for fixing', () => {
  const issue = (column: string, en: string) => ({
    column,
    code: 'missing-value' as const,
    params: {},
    reason: { en, zh: en },
  });

  it('is a CSV with the known columns in their order, others after them, and the reason last', () => {
    const sheet = mendingSheet([
      {
        metadata: { Lane: '3', agent: 'x', file: 'a.wav' },
        issues: [issue('agent', 'No such agent.'), issue('csat', 'No rating.')],
      },
    ]);
    expect(sheet).toBe('\uFEFFfile,agent,Lane,refused_because\r\na.wav,x,3,No such agent. No rating.\r\n');
  });

  it('chats are returned in the format they came in', () => {
    const refused: RefusedRow[] = [
      {
        line: 2,
        external_id: 'c',
        issues: [issue('agent', 'Why.')],
        given: [
          { external_id: 'c', text: 'a' },
          { external_id: 'c', text: 'b' },
        ],
      },
    ];
    expect(mendingChats(refused, 'csv')).toBe('\uFEFFexternal_id,text,refused_because\r\nc,a,Why.\r\nc,b,Why.\r\n');
    const json = mendingChats(
      [
        { ...refused[0]!, given: { external_id: 'c' } },
        { ...refused[0]!, given: 'cut' },
      ],
      'json',
    );
    expect(JSON.parse(json)).toEqual([
      { refused_because: 'Why.', external_id: 'c' },
      { refused_because: 'Why.', given: 'cut' },
    ]);
    expect(mendingName('calls.march.csv', 'csv')).toBe('calls.march-to-mend.csv');
  });
});

describe('matches in an interaction', () => {
  it('is as high as its lines', () => {
    const hit = { turn: 0, speaker: 'agent' as const, start_ms: 0, before: '', match: 'a', after: '' };
    expect(heightOf({ hits: [] })).toBe(0);
    expect(heightOf({ hits: [hit, hit] })).toBe(60);
  });

  it('open at their moment, with the search', () => {
    expect(addressOf('int_1', '')).toBe('/interactions/int_1');
    expect(addressOf('int_1', ' "a b" ')).toBe('/interactions/int_1?q=%22a+b%22');
    expect(addressOf('int_1', '退款', 42_000)).toBe('/interactions/int_1?at=42000&q=%E9%80%80%E6%AC%BE');
  });
});
