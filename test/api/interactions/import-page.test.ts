// The import page's list and the routes it calls: what a spreadsheet says about recordings is imported unchanged, or
// someone is informed.
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { interaction } from '../../../db/schema/tables.ts';
import { type TestApi, testApi } from '../../support/api.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { type ImportPage, importPage } from '../../support/import-page.ts';
import { type FreshOrganisation, freshOrganisation } from '../../support/organisation.ts';
import { wav } from '../../support/sound.ts';

describeWithDatabase('a spreadsheet with recordings on the import page', (database) => {
  let api: TestApi;
  let people: FreshOrganisation;
  let page: ImportPage;
  beforeAll(async () => {
    api = testApi(database, { now: () => new Date('2026-11-26T12:00:00.000Z') });
    people = await freshOrganisation(database.db);
    page = await importPage(await api.signedIn(people.manager), 'Europe/Berlin');
  });
  afterAll(() => {
    page.leave();
    api.close();
  });

  let pitch = 200;
  const drop = async (lines: readonly string[], ...sounds: string[]) => {
    page.empty();
    const files = sounds.map((name) => new File([wav(20, pitch++)], name));
    await page.add([new File([lines.join('\n')], 'calls.csv'), ...files]);
  };
  const report = (name: string) => {
    const { state, issues } = page.recording(name);
    return [state, ...issues.map(({ column, code }) => `${column} ${code}`)];
  };
  const stored = async (name: string) => {
    const { interaction: made } = await page.send(page.recording(name));
    const [row] = await database.db.select().from(interaction).where(eq(interaction.id, made.id));
    return row!;
  };

  it('keeps errors of the whole row, however often its values are checked', async () => {
    await drop(
      [
        'file,external_id,agent,channel,started_at,queue,Site',
        'wide.wav,W1,E8,voice,2026-11-03 10:00,returns, late,Kiel',
        'day1/same.wav,W2,E8,voice,2026-11-03 10:00,returns,Kiel',
        'day2/same.wav,W3,E8,voice,2026-11-04 10:00,billing,Kiel',
      ],
      'wide.wav',
      'same.wav',
    );
    for (let times = 0; times < 2; times++) {
      expect(report('wide.wav')).toEqual(['mend', ' too-many-cells']);
      expect(report('same.wav')).toEqual(['mend', 'file same-file-name']);
      await page.check();
    }
  });

  it('detects shifted cells even if nothing is beyond the last column', async () => {
    const row = (name: string, rest: string) => `${name}.wav,${name},E8,voice,2026-11-03 10:00,${rest}`;
    const head = 'file,external_id,agent,channel,started_at,queue,Site';
    await drop([head, row('moved', 'returns, late,'), row('right', 'returns,')], 'moved.wav', 'right.wav');
    expect(report('moved.wav')).toEqual(['mend', ' too-many-cells']);
    expect(report('right.wav')).toEqual(['new']);
    // Some programs end every row in a separator, but not the header or the line of totals.
    const ended = [head, row('one', 'returns,,'), row('two', 'returns,Kiel,'), 'Total,2'];
    await drop(ended, 'one.wav', 'two.wav');
    expect([report('one.wav'), report('two.wav')]).toEqual([['new'], ['new']]);
  });

  it('reports every row that gives no recording its details', async () => {
    await drop(
      [
        'file,external_id,agent,channel,started_at,queue',
        'twice.wav,T1,E8,voice,2026-11-03 10:00,returns',
        'twice.wav,T2,E8,voice,2026-11-03 10:00,billing',
        'gone.wav,T3,E8,voice,2026-11-03 10:00,billing',
      ],
      'twice.wav',
    );
    expect(page.recording('twice.wav').own.queue).toBe('returns');
    const [csv] = page.intake.csvs;
    expect(csv!.strays.map(({ line, issues }) => [line, issues.map(({ code }) => code)])).toEqual([
      [3, ['duplicate-file']],
      [4, ['row-without-file']],
    ]);
  });

  it('reads the time of a row that still needs fixing as the other rows indicate', async () => {
    await drop(
      [
        'file,external_id,agent,channel,started_at,csat',
        'told.wav,D1,E8,voice,13/11/2026 10:00,5',
        'mend.wav,D2,E8,voice,03/11/2026 10:00,9',
      ],
      'told.wav',
      'mend.wav',
    );
    page.describe(page.recording('mend.wav').key, 'csat', '4');
    await page.check();
    expect(report('mend.wav')).toEqual(['new']);
    expect((await stored('mend.wav')).started_at).toBe('2026-11-03T09:00:00.000Z');
  });

  it('checks values as the sheet has them: a number is no time because a workbook would count days so', async () => {
    await drop(['file,external_id,agent,channel,started_at', 'n.wav,N1,E8,voice,45980.5'], 'n.wav');
    await page.check();
    expect(report('n.wav')).toEqual(['mend', 'started_at bad-date']);
  });

  it('keeps columns of any name', async () => {
    await drop(
      ['file,external_id,agent,channel,started_at,constructor', 'c.wav,C1,E8,voice,2026-11-03 10:00,built'],
      'c.wav',
      'without-row.wav',
    );
    await page.check();
    expect(report('c.wav')).toEqual(['new']);
    expect((await stored('c.wav')).metadata).toEqual({ constructor: 'built' });
  });
});
