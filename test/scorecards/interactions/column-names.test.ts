import { describe, expect, it } from 'vitest';
import { REASON_COLUMN } from '../../../scorecards/files/sheet.ts';
import { headerKey } from '../../../scorecards/files/words.ts';
import { columnKnownAs } from '../../../scorecards/interactions/column-names.ts';
import {
  columnName,
  columnsOf,
  DATES_CONFIRMED,
  isColumn,
  missingColumns,
  nameColumns,
  nameOf,
  type RowKind,
} from '../../../scorecards/interactions/columns.ts';
import type { Column } from '../../../scorecards/interactions/reading.ts';
import { Problem } from '../../../scorecards/problems/problem.ts';

describe('a header is compared', () => {
  it.each([
    ['Call-ID', 'callid'],
    ['ＩＤ', 'id'],
    ['Gesprächs ID', 'gesprachsid'],
    [' 通话 编号 ', '通话编号'],
    ['(Nº 1)', 'no1'],
    ['--', ''],
  ])('%s as %s', (header, key) => expect(headerKey(header)).toBe(key));
});

describe('a header of another system', () => {
  it.each([
    ['file', '文件', '文件名', '録音ファイル', 'Recording', 'recording file', 'Datei', 'Nom du fichier', 'Grabación'],
    ['external_id', '通话编号', '會話編號', '通話番号', 'Call ID', 'ticket-number', 'Gesprächs-ID', 'ID de llamada'],
    ['agent', '坐席', '客服人员', 'オペレーター', 'Agent ID', 'e_m_p_l_o_y_e_e number', 'Mitarbeiter', 'Asesor'],
    ['channel', '渠道', '媒体类型', 'チャネル', 'Media Type', 'Kanal', 'Canal'],
    ['started_at', '开始时间', '通话时间', '開始日時', 'Start Time', 'Startzeit', 'Début', 'Hora de inicio'],
    ['direction', '方向', '呼叫类型', '発着信', 'Call Direction', 'Richtung', 'Sens', 'Dirección'],
    ['queue', '队列', '技能组', 'キュー', 'Skill Group', 'Warteschlange', 'File d’attente', 'Cola'],
    ['language', '语言', '語種', '言語', 'Locale', 'Sprache', 'Langue', 'Idioma'],
    ['customer_ref', '客户', '主叫号码', 'お客様番号', 'Caller ID', 'Kundennummer', 'Numéro client', 'Cliente'],
    ['tags', '标签', '標籤', 'タグ', 'Labels', 'Schlagwörter', 'Étiquettes', 'Etiquetas'],
    ['csat', '满意度', '滿意度', '満足度', 'Rating', 'Zufriedenheit', 'Satisfacción'],
    ['resolved', '是否解决', '是否解決', '解決済み', 'FCR', 'Gelöst', 'Résolu', 'Resuelto'],
    ['agent_channel', '坐席声道', '声道', 'Agent Side', 'Agentenkanal'],
    ['speaker', '说话人', '發送者', '話者', 'Sender', 'Sprecher', 'Locuteur', 'Remitente'],
    ['at', '发送时间', '發送時間', '送信日時', 'Timestamp', 'Uhrzeit', 'Horodatage', 'Hora'],
    ['text', '内容', '訊息', 'メッセージ', 'Message', 'Nachricht', 'Texte', 'Mensaje'],
  ])('means %s', (column, ...headers) => {
    for (const header of headers) expect([header, columnKnownAs(header, true)]).toEqual([header, column]);
  });

  it.each(['时间', '日期', '時間', '日時', 'Time', 'DATE', 'timestamp', 'Datum', 'Zeit', 'Fecha', 'Hora', 'Heure'])(
    'that is a time is the beginning, where a row is an interaction: %s',
    (header) => {
      expect(columnKnownAs(header, false)).toBe('started_at');
      expect(columnKnownAs(header, true)).not.toBe('started_at');
    },
  );

  it.each([
    ['Dauer', 'duration'],
    ['通话时长', 'duration'],
    ['Call duration', 'duration'],
    ['Durée de l’appel', 'duration'],
    ['时长（秒）', 'duration_s'],
    ['通话时长(分钟)', 'duration_min'],
    ['时长【毫秒】', 'duration_ms'],
    ['时长[分]', 'duration_min'],
    ['通话时长秒', 'duration_s'],
    ['通话时长秒数', 'duration_s'],
    ['时长毫秒数', 'duration_ms'],
    ['时长分钟', 'duration_min'],
    ['通話時間（ミリ秒）', 'duration_ms'],
    ['duration (s)', 'duration_s'],
    ['Duration - Secs', 'duration_s'],
    ['Duration sec', 'duration_s'],
    ['duration_seconds', 'duration_s'],
    ['duration_second', 'duration_s'],
    ['call_duration_msec', 'duration_ms'],
    ['Call Duration (ms)', 'duration_ms'],
    ['duration millis', 'duration_ms'],
    ['duration millisecond', 'duration_ms'],
    ['duration milliseconds', 'duration_ms'],
    ['duration msecs', 'duration_ms'],
    ['Talk Time (min)', 'duration_min'],
    ['duration mins', 'duration_min'],
    ['duration minute', 'duration_min'],
    ['Dauer (Minuten)', 'duration_min'],
    ['Dauer (Sekunden)', 'duration_s'],
    ['Durée (secondes)', 'duration_s'],
    ['Duración (segundos)', 'duration_s'],
    ['Duración (minutos)', 'duration_min'],
    ['ＤＵＲＡＴＩＯＮ（Ｓ）', 'duration_s'],
  ])('says the unit of a duration: %s', (header, column) => expect(columnKnownAs(header, false)).toBe(column));

  it.each([
    '',
    '-',
    '姓名',
    'Name',
    'Notes',
    'duration (pages)',
    'Dauer (Tage)',
    'weight (s)',
    '重量秒',
    'x duration s y',
  ])('may mean nothing: %s', (header) => {
    expect(columnKnownAs(header, false)).toBeNull();
  });

  it('is compared without the words around it', () => {
    expect(columnKnownAs('my recording file', false)).toBeNull();
    expect(columnKnownAs('recording file 2', false)).toBeNull();
  });
});

describe('a name of this product’s own', () => {
  it('is known in any case, with blanks and signs', () => {
    expect(['External ID', 'external-id', ' EXTERNAL_ID ', '\uFEFFexternal_id'].map(columnName)).toEqual(
      Array(4).fill('external_id'),
    );
    expect(columnName(' My notes ')).toBe('My notes');
    expect(columnName('a\uFEFFb')).toBe('a\uFEFFb');
    expect([isColumn('external_id'), isColumn('External ID'), isColumn('notes'), isColumn('speaker')]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(isColumn(DATES_CONFIRMED)).toBe(true);
  });

  it('is among the columns of its kind of file', () => {
    expect(columnsOf('recording')).toEqual([
      ...['file', 'external_id', 'agent', 'channel', 'started_at', 'duration_ms', 'direction', 'queue', 'language'],
      ...['customer_ref', 'tags', 'csat', 'resolved', 'agent_channel', 'duration', 'duration_s', 'duration_min'],
    ]);
    expect(columnsOf('turn')).toEqual([
      ...columnsOf('recording').filter((one) => one !== 'file'),
      ...['speaker', 'at', 'text'],
    ]);
  });

  it('may be missing', () => {
    const none: Column[] = [];
    expect(missingColumns(none, 'recording')).toEqual(['file', 'external_id', 'agent', 'channel', 'started_at']);
    expect(missingColumns(none, 'turn')).toEqual([
      ...['external_id', 'agent', 'channel', 'started_at', 'speaker', 'text'],
    ]);
  });
});

describe('which column a header is', () => {
  const named = (
    headers: string[],
    { kind = 'recording', chosen = {}, remembered = {} }: { kind?: RowKind; chosen?: object; remembered?: object } = {},
  ) => {
    const naming = { kind, chosen: chosen as Record<string, string>, remembered: new Map(Object.entries(remembered)) };
    try {
      return nameColumns(headers, naming).map(({ header, column, by }) => `${header}: ${column} ${by}`);
    } catch (error) {
      if (error instanceof Problem) return [error.code, error.params];
      throw error;
    }
  };

  it('is what the person chose, then our name, then what was chosen before, then what others call it', () => {
    expect(named(['agent', '坐席'], { chosen: { 坐席: 'agent' } })).toEqual(['agent: null kept', '坐席: agent chosen']);
    expect(named(['agent', 'Kollege'], { remembered: { kollege: 'agent' } })).toEqual([
      'agent: agent own',
      'Kollege: null kept',
    ]);
    expect(named(['坐席', 'Kollege'], { remembered: { kollege: 'agent' } })).toEqual([
      '坐席: null kept',
      'Kollege: agent remembered',
    ]);
    expect(named(['坐席', 'notes'])).toEqual(['坐席: agent known', 'notes: null kept']);
    expect(named(['Kollege'], { remembered: { kollege: 'agent' }, chosen: { Kollege: 'queue' } })).toEqual([
      'Kollege: queue chosen',
    ]);
  });

  it('may be kept by choice, now or before', () => {
    expect(named(['agent'], { chosen: { agent: '' } })).toEqual(['agent: null chosen']);
    expect(named(['坐席'], { remembered: { 坐席: '' } })).toEqual(['坐席: null remembered']);
  });

  it('is none that files of this kind do not have', () => {
    expect(named(['x'], { chosen: { x: 'nothing' } })).toEqual(['x: null kept']);
    expect(named(['speaker', '文件'], { kind: 'turn' })).toEqual(['speaker: speaker own', '文件: null kept']);
    expect(named(['speaker', 'file'])).toEqual(['speaker: null kept', 'file: file own']);
    expect(named(['file'], { kind: 'turn' })).toEqual(['file: null kept']);
    expect(named(['说话人'])).toEqual(['说话人: null kept']);
    expect(named(['x'], { chosen: { x: DATES_CONFIRMED } })).toEqual([`x: ${DATES_CONFIRMED} chosen`]);
    expect(named([DATES_CONFIRMED])).toEqual([`${DATES_CONFIRMED}: ${DATES_CONFIRMED} own`]);
    expect(named([REASON_COLUMN], { chosen: { [REASON_COLUMN]: 'agent' } })).toEqual([`${REASON_COLUMN}: null kept`]);
  });

  it('is refused where two are the same by the same right, with the first two', () => {
    expect(named(['坐席', '座席', '客服'])).toEqual([
      'duplicate-column',
      { column: 'agent', first: '坐席', second: '座席' },
    ]);
    expect(named(['座席', '客服', 'agent'])).toEqual(['座席: null kept', '客服: null kept', 'agent: agent own']);
    expect(named(['a', 'b'], { chosen: { a: 'agent', b: 'agent' } })).toEqual([
      'duplicate-column',
      { column: 'agent', first: 'a', second: 'b' },
    ]);
    expect(named(['a', 'b'], { chosen: { a: '', b: '' } })).toEqual(['a: null chosen', 'b: null chosen']);
  });

  it('is refused where two headers differ only in case and blanks', () => {
    expect(named(['Notes', 'x', ' notes '])).toEqual(['duplicate-header', { first: 'Notes', second: ' notes ' }]);
    expect(named(['no-tes', 'notes'])).toEqual(['no-tes: null kept', 'notes: null kept']);
  });

  it('a value is kept under its own name, and under ours only where it is that column', () => {
    const kept = (header: string): Column => ({ header, column: null, by: 'kept' });
    expect(nameOf({ header: '坐席', column: 'agent', by: 'known' })).toBe('agent');
    expect(nameOf(kept(' Site '))).toBe('Site');
    expect(nameOf(kept(' Agent '))).toBe('given Agent');
    expect(nameOf(kept('Speaker'))).toBe('given Speaker');
  });
});
