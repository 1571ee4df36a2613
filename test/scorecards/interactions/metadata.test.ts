import { describe, expect, it } from 'vitest';
import { cellFault } from '../../../scorecards/files/cells.ts';
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

const issuesOf = (change: Record<string, string>, more: object = {}) => {
  const read = readMetadata({ ...row, ...change }, { ...options, ...more });
  return read.ok ? [] : read.issues;
};
const taken = (change: Record<string, string>, more: object = {}) => {
  const read = readMetadata({ ...row, ...change }, { ...options, ...more });
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.value;
};

describe('a value', () => {
  it('longer than 1,000 characters is refused, and of what people search by longer than 200', () => {
    expect(issuesOf({ notes: 'n'.repeat(1000), queue: 'q'.repeat(200) })).toEqual([]);
    expect(issuesOf({ notes: 'n'.repeat(1001) })).toEqual([
      { column: 'notes', code: 'value-too-long', value: 'n'.repeat(100), limit: 1000 },
    ]);
    for (const column of ['external_id', 'agent', 'queue', 'customer_ref']) {
      expect(issuesOf({ [column]: 'x'.repeat(201) })).toEqual([
        { column, code: 'value-too-long', value: 'x'.repeat(100), limit: 200 },
      ]);
    }
    expect(issuesOf({ tags: 'x'.repeat(201) })).toEqual([]);
  });

  it('that a spreadsheet has spoiled is refused, and so is a header', () => {
    const codes = (change: Record<string, string>) => issuesOf(change).map(({ column, code }) => [column, code]);
    expect(codes({ external_id: '1.23E+14' })).toEqual([['external_id', 'shortened-number']]);
    expect(codes({ notes: '#REF!' })).toEqual([['notes', 'spreadsheet-error']]);
    expect(codes({ notes: '#FORMULA!' })).toEqual([['notes', 'formula-without-value']]);
    expect(codes({ notes: 'a\0b' })).toEqual([['notes', 'unstorable']]);
    expect(codes({ '#REF!': 'x' })).toEqual([['#REF!', 'spreadsheet-error']]);
  });

  it.each<[string, ReturnType<typeof cellFault>]>([
    ['1.23E+14', 'shortened-number'],
    ['1,23E+14', 'shortened-number'],
    ['-1.2E+5', 'shortened-number'],
    ['+1E+10', 'shortened-number'],
    ['1.234e14', 'shortened-number'],
    ['12E+100', 'shortened-number'],
    ['12E14', null],
    ['1.2E+', null],
    ['1.2E+1234', null],
    ['1.2E-3', null],
    ['x1.2E+3', null],
    ['1.2E+3x', null],
    ['x1.2E3', null],
    ['1.2E3x', null],
    ['.2E+3', null],
    ...['#N/A', '#NV', '#REF!', '#BEZUG!', '#VALUE!', '#WERT!', '#DIV/0!', '#NAME?', '#NUM!', '#ZAHL!', '#NULL!'].map(
      (text): [string, ReturnType<typeof cellFault>] => [text, 'spreadsheet-error'],
    ),
    ...['#SPILL!', '#CALC!', '###', '########', '#value!'].map((text): [string, ReturnType<typeof cellFault>] => [
      text,
      'spreadsheet-error',
    ]),
    ...['##', '#1', '#N/A x', 'x #N/A', '# REF!', '', 'plain'].map((text): [string, null] => [text, null]),
    ['#FORMULA!', 'formula-without-value'],
    ['#FORMULA! ', null],
    ['\uD800', 'unstorable'],
    ['😀', null],
  ])('%j alone: %s', (text, fault) => {
    expect(cellFault(text)).toBe(fault);
  });

  it('that stands under two headers of one column is refused, each header once', () => {
    expect(issuesOf({ 'External ID': 'X-2', 'external-id': 'X-3' })).toEqual([
      { column: 'external_id', code: 'given-twice', value: 'External ID' },
      { column: 'external_id', code: 'given-twice', value: 'external-id' },
    ]);
    const long = `Agent${' '.repeat(120)}`;
    expect(issuesOf({ [long]: 'x' })[0]!.value).toHaveLength(100);
  });

  it('has one reason, the first; given twice is another matter', () => {
    expect(issuesOf({ channel: 'f'.repeat(1001) }).map(({ code }) => code)).toEqual(['value-too-long']);
    expect(issuesOf({ queue: 'q'.repeat(201), Queue: 'x' }).map(({ code }) => code)).toEqual([
      'given-twice',
      'value-too-long',
    ]);
  });

  it('that is required has to be there', () => {
    const codes = issuesOf({ file: '', external_id: ' ', agent: '', channel: '', started_at: '' });
    expect(codes.map(({ column, code }) => `${column} ${code}`)).toEqual(
      ['file', 'external_id', 'agent', 'channel', 'started_at'].map((column) => `${column} missing-value`),
    );
    expect(issuesOf({ file: '' }, { kind: 'text' })).toEqual([]);
    expect(issuesOf({ agent: '' }, { kind: 'text' })).toHaveLength(1);
  });
});

describe('the columns of an interaction', () => {
  it('the file is its name, without the folders', () => {
    for (const path of ['a.wav', 'x/y/a.wav', 'C:\\calls\\a.wav', 'x\\y/ a.wav ']) {
      expect(taken({ file: path }).file, path).toBe('a.wav');
    }
  });

  it.each([
    ['4', 4],
    ['5.0', 5],
    ['1.00', 1],
    ['3分', 3],
    ['3 分', 3],
    ['4/5', 4],
    ['4 / 5', 4],
    ['４', 4],
    ['4／5', 4],
    ['', null],
  ])('a rating %j is %s', (csat, wanted) => expect(taken({ csat }).csat).toBe(wanted));

  it.each(['0', '6', '4.5', '4/10', '44', '4  /5', 'x4', '4x', '4.', '4 分 x', 'four'])(
    'a rating %j is none',
    (csat) => {
      expect(issuesOf({ csat })).toEqual([{ column: 'csat', code: 'bad-rating', value: csat }]);
    },
  );

  it.each([
    ['zh-CN', 'zh-CN'],
    ['zh_CN', 'zh-CN'],
    ['en', 'en'],
    ['EN-us', 'EN-us'],
    ['Cantonese', 'yue'],
    ['中文', 'zh'],
    ['yue-Hant-HK', 'yue-Hant-HK'],
    ['', null],
  ])('a language %j is %s', (language, wanted) => expect(taken({ language }).language).toBe(wanted));

  it.each(['q', 'english-i', 'zhCN', 'z', 'en-', 'en us', 'abcd', '1en', 'x-private'])(
    'a language %j is none',
    (language) => {
      expect(issuesOf({ language })).toEqual([{ column: 'language', code: 'bad-language', value: language }]);
    },
  );

  it('the duration is in the unit of its column, the finest first', () => {
    expect(taken({ duration_s: '90' }).duration_ms).toBe(90_000);
    expect(taken({ duration_min: '2' }).duration_ms).toBe(120_000);
    expect(taken({ duration: '1:30' }).duration_ms).toBe(90_000);
    expect(taken({ duration_ms: '5', duration_s: '90', duration: 'x' }).duration_ms).toBe(5);
    expect(taken({ duration_ms: ' ', duration_s: '90' }).duration_ms).toBe(90_000);
    expect(issuesOf({ duration: '90' })).toEqual([{ column: 'duration', code: 'duration-unit', value: '90' }]);
  });

  it('tags stand apart by semicolons of either width', () => {
    expect(taken({ tags: 'a；b; c ;; a' }).tags).toEqual(['a', 'b', 'c']);
    expect(taken({ tags: '' }).tags).toEqual([]);
  });

  it('other columns are kept, ours and empty ones and those without a name are not', () => {
    const { metadata } = taken({ Site: ' Lyon ', ' ': 'x', note: '', queue: 'q', duration_s: '1' });
    expect(metadata).toEqual({ Site: 'Lyon' });
  });
});

describe('a time that is hardly right', () => {
  const at = (started_at: string, more: object = {}) => issuesOf({ started_at }, more).map(({ code }) => code);

  it('lies more than five minutes ahead, or before 1990', () => {
    expect(at('2026-03-03T00:05:00Z')).toEqual([]);
    expect(at('2026-03-03T00:05:00.001Z')).toEqual(['future-date']);
    expect(at('1990-01-01T00:00:00Z')).toEqual([]);
    expect(at('1989-12-31T23:59:59.999Z')).toEqual(['old-date']);
  });

  it('is right where somebody says so, for the file or for the row', () => {
    for (const time of ['2027-01-01T00:00:00Z', '1980-01-01T00:00:00Z']) {
      expect(at(time, { confirm_dates: true })).toEqual([]);
      expect(issuesOf({ started_at: time, dates_confirmed: 'yes' })).toEqual([]);
      expect(issuesOf({ started_at: time, dates_confirmed: 'no' })).toHaveLength(1);
      expect(issuesOf({ started_at: time, dates_confirmed: 'perhaps' })).toHaveLength(1);
    }
    expect(at('soon', { confirm_dates: true })).toEqual(['bad-date']);
  });
});
