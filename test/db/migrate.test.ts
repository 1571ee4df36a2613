import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { connectDriver, type DatabaseConfig } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { newPostgres } from '../support/database.ts';
import { startEmbedded } from '../support/embedded.ts';

async function threeAtOnce(config: DatabaseConfig): Promise<void> {
  const applied = await Promise.all([migrate(config), migrate(config), migrate(config)]);
  expect(applied.toSorted()).toEqual([0, 0, applied.reduce((sum, n) => sum + n, 0)]);
  expect(Math.max(...applied)).toBeGreaterThan(0);
  expect(await migrate(config)).toBe(0);
  const sql = connectDriver(config);
  const tables = await sql`select table_name from information_schema.tables where table_schema = 'public'`;
  const queues = await sql`select name from pgboss.queue order by name`;
  await sql.end();
  expect(tables.map((row) => row.table_name)).toContain('interaction');
  expect(queues.map((row) => row.name)).toEqual(
    expect.arrayContaining(['copy', 'copy-lost', 'mask', 'transcribe', 'transcribe-lost']),
  );
}

it.skipIf(inject('postgres') === null)(
  'three processes that migrate one PostgreSQL at once leave it migrated once',
  async () => {
    const { url, drop } = await newPostgres(null);
    await threeAtOnce({ url });
    await drop();
  },
);

it('three connections that migrate one embedded database at once leave it migrated once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'attune-migrate-'));
  const embedded = await startEmbedded(folder);
  await threeAtOnce({ socket: embedded.socket });
  await embedded.stop();
  rmSync(folder, { recursive: true });
});
