import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { readSheet } from '../../../api/interactions/rows.ts';
import type { Ctx } from '../../../db/database/context.ts';
import { checkMetadata, type MetadataCheck } from '../../../db/interactions/metadata-check.ts';
import { interaction } from '../../../db/schema/tables.ts';
import { Problem } from '../../../scorecards/problems/problem.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { freshOrganisation, insertInteraction } from '../../support/organisation.ts';

describeWithDatabase('a CSV for recordings', (database) => {
  const check = (ctx: Ctx, text: string, files: string[]): Promise<MetadataCheck> =>
    checkMetadata(ctx, { sheet: readSheet({ text }), files });
  const found = ({ rows }: MetadataCheck) =>
    rows.map(({ line, file, issues }) => [line, file, issues.map(({ column, code }) => `${column} ${code}`)]);

  it('is reported row by row with its errors, and files without a row are listed', async () => {
    const people = await freshOrganisation(database.db);
    await insertInteraction(people.agents[0], { external_id: 'known' });
    const csv = [
      '\uFEFFfile,external_id,agent,channel,started_at,csat,Wrap-up code',
      'a.wav,1,E8,voice,2026-07-03 10:00,5,W7',
      'B.WAV,2,nobody@example.com,voice,2026-07-03 10:00,9,',
      'c.wav,1,E8,fax,soon,,',
      'a.wav,4,E8,voice,2026-07-03 10:00,,',
      'gone.wav,known,E8,voice,2026-07-03 10:00,,',
      ',,,,,,',
      ',6,E8,voice,2026-07-03 10:00,,',
      'd.wav,7,E8,voice,2026-07-03 10:00,,x,y',
    ].join('\r\n');
    const report = await check(people.manager, csv, ['a.wav', 'b.wav', 'c.wav', 'd.wav', 'e.wav']);
    expect(found(report)).toEqual([
      [2, 'a.wav', []],
      [3, 'b.wav', ['csat bad-rating', 'agent unknown-agent']],
      [4, 'c.wav', ['channel unknown-channel', 'started_at bad-date', 'external_id duplicate-row']],
      [5, 'a.wav', ['file duplicate-file']],
      [6, 'gone.wav', ['file row-without-file']],
      [8, '', ['file missing-value']],
      [9, 'd.wav', [' too-many-cells']],
    ]);
    expect(report.files_without_row).toEqual(['e.wav']);
    expect(report.rows[0]).toMatchObject({
      external_id: '1',
      known: false,
      metadata: { agent: 'E8', csat: '5', 'Wrap-up code': 'W7' },
    });
    expect(report.rows[4]!.known).toBe(true);
    expect(report.rows[1]!.issues[0]!.reason.zh).toMatch(/[一-鿿]/);
    const rows = await database.db.select().from(interaction).where(eq(interaction.organisation_id, people.id));
    expect(rows).toHaveLength(1);
  });

  it('may be separated by semicolons or tabs, with columns in any case and order', async () => {
    const people = await freshOrganisation(database.db);
    for (const sign of [';', '\t']) {
      const csv = [
        ['Agent', 'FILE', 'Started_At', 'external_id', 'channel'],
        ['e8', 'x.wav', '2026-07-03T10:00:00+08:00', 'k,1', 'Voice'],
      ]
        .map((cells) => cells.join(sign))
        .join('\n');
      const report = await check(people.manager, csv, ['x.wav']);
      expect(found(report)).toEqual([[2, 'x.wav', []]]);
      expect(report.rows[0]!.external_id).toBe('k,1');
    }
  });

  it('finds a recording whatever its folder, capitals and composed letters', async () => {
    const people = await freshOrganisation(database.db);
    const csv = 'file,external_id,agent,channel,started_at\nC:\\rec\\Größe.WAV,1,E8,voice,2026-07-03 10:00\n';
    const name = 'größe.wav'.normalize('NFD');
    const report = await check(people.manager, csv, [name]);
    expect([found(report), report.files_without_row]).toEqual([[[2, name, []]], []]);
  });

  it('that was sent back with reasons is read without them', async () => {
    const people = await freshOrganisation(database.db);
    const csv =
      "file,external_id,agent,channel,started_at,customer_ref,refused_because\nx.wav,1,E8,voice,2026-07-03 10:00,'+49 30 1,No agent\n";
    const [row] = (await check(people.manager, csv, ['x.wav'])).rows;
    expect(row).toMatchObject({ issues: [], metadata: { customer_ref: '+49 30 1' } });
    expect(row!.metadata).not.toHaveProperty('refused_because');
  });

  it('is refused whole when a required column is missing', async () => {
    const people = await freshOrganisation(database.db);
    const code = async (text: string) => {
      const error = await check(people.manager, text, []).catch((thrown: unknown) => thrown);
      return error instanceof Problem ? [error.code, error.params.column] : error;
    };
    expect(await code('file,external_id,channel,started_at\na,1,voice,2026-07-03 10:00')).toEqual([
      'missing-column',
      'agent',
    ]);
    expect(await code('file,external_id,agent,channel,started_at\n')).toEqual(['no-rows', undefined]);
  });

  it('of 10,000 rows is checked in one go', async () => {
    const people = await freshOrganisation(database.db);
    const rows = Array.from({ length: 10_000 }, (_, i) => `f${i}.wav,id-${i},E${8 + (i % 5)},voice,2026-07-03 10:00`);
    const csv = `file,external_id,agent,channel,started_at\n${rows.join('\n')}\n`;
    const report = await check(
      people.manager,
      csv,
      rows.map((_, i) => `f${i}.wav`),
    );
    // Every fifth names E12, who is nobody.
    expect(report.rows.filter(({ issues }) => issues.length > 0)).toHaveLength(2000);
  });
});
