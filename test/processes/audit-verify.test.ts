// `npm run audit:verify` from the command line: its sentences and its exit status.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { record } from '../../db/events/record.ts';
import { headsFile, sealOnce } from '../../processes/server/audit.ts';
import { describeOnDatabase } from '../support/database.ts';
import { freshOrganisation } from '../support/organisation.ts';

const program = resolve(import.meta.dirname, '../../processes/audit-verify.ts');
const quiet = { debug() {}, info() {}, warn() {}, error() {} };

describeOnDatabase('postgres', 'audit:verify', (database) => {
  const data = mkdtempSync(join(tmpdir(), 'attune-audit-'));
  afterAll(() => rmSync(data, { recursive: true, force: true }));
  const settings = { audit_key: null, data };

  const verify = (environment: Record<string, string>) =>
    new Promise<{ code: number; said: string }>((done) => {
      const env = { PATH: process.env.PATH, DATABASE_URL: database.env.DATABASE_URL, ...environment };
      const child = execFile(process.execPath, [program], { env }, (_error, out, err) =>
        done({ code: child.exitCode ?? -1, said: out + err }),
      );
    });

  it('reports what is sealed and what was changed', async () => {
    expect(await verify({ ATTUNE_DATA: data })).toMatchObject({
      code: 2,
      said: expect.stringContaining('There is no key'),
    });

    const { manager, id } = await freshOrganisation(database.db);
    const done = { kind: 'step.done' as const, subject: 'stp_1', detail: {} };
    await record(database.db, manager, done, done, done);
    expect(await sealOnce({ db: database.installation, settings, log: quiet })).toBe(3);
    expect(statSync(join(data, 'audit-key')).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(headsFile(settings), 'utf8'))).toMatchObject({ [id]: { seal: 1, events: 3 } });
    await record(database.db, manager, done);

    const clean = await verify({ ATTUNE_DATA: data });
    expect(clean.said).toContain(`${id}: 3 events in 1 seal, as sealed; 1 event not sealed yet.`);
    expect(clean.code).toBe(0);

    await database.sql.unsafe(`alter table event disable trigger user; delete from event where number = 2`);
    const tampered = await verify({ ATTUNE_DATA: data });
    expect(tampered.said).toContain('NOT AS SEALED');
    expect(tampered.said).toContain('Event 2 was removed (seal 1, ');
    expect(tampered.code).toBe(1);
  }, 120_000);
});
