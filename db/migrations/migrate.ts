// Migrates a database to the tables of this version. Any number of processes may start at once: the first takes the
// lock, the others wait and find nothing left to do. Everything happens in one transaction, so a start killed half-way
// leaves the database unchanged.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';
import { connectDriver, type DatabaseConfig, type Sql } from '../database/client.ts';
import { InvalidRole, refuseInvalidRole, invalidRoleOf } from '../database/role.ts';
import { installJobs } from '../jobs/jobs.ts';

/** Any number, as long as nothing else in the database takes an advisory lock by it. */
const LOCK = 7_202_603_114;

/** A newer version has been here: this one would misread what it left. */
export class TablesTooNew extends Error {}

/** The migrations beside this file in the source, or seen from its bundle in dist/server. */
function migrationsFolder(): string {
  const candidates = ['.', '../../db/migrations'].map((path) => resolve(import.meta.dirname, path));
  candidates.push(resolve('db/migrations'));
  const found = candidates.find((path) => existsSync(resolve(path, 'meta/_journal.json')));
  if (!found) throw new Error(`No migrations found in ${candidates.join(', ')}`);
  return found;
}

/**
 * Applies what is missing, jobs' tables included. Node only: it reads files.
 * @param folder where the migrations are; found automatically in a checkout
 * @returns how many migrations were applied
 * @throws TablesTooNew
 * @throws InvalidRole where what is asked of the database later would not be held by its policies
 */
export async function migrate(config: DatabaseConfig, folder: string = migrationsFolder()): Promise<number> {
  const sql = connectDriver('url' in config ? { ...config, connections: 1 } : config);
  try {
    const applied = await applyMigrations(sql, folder).catch(async (error: unknown) => {
      throw (await invalidRoleOf(sql, error)) ?? error;
    });
    await installJobs(config);
    if (await hasRole(sql)) await refuseInvalidRole(sql);
    return applied;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/**
 * For processes that do not migrate.
 * @returns why this database cannot be used (tables of a newer version, a role that sees too much); null if it can
 */
export async function databaseProblem(config: DatabaseConfig, folder = migrationsFolder()): Promise<string | null> {
  const sql = connectDriver('url' in config ? { ...config, connections: 1 } : config);
  try {
    await lastApplied(sql, readMigrationFiles({ migrationsFolder: folder }));
    await refuseInvalidRole(sql);
    return null;
  } catch (error) {
    if (error instanceof TablesTooNew || error instanceof InvalidRole) return error.message;
    throw error;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** When the newest of the migrations here was made, ms; 0 before the first. @throws TablesTooNew */
async function lastApplied(sql: Pick<Sql, 'unsafe'>, known: readonly MigrationMeta[]): Promise<number> {
  const [last] = await sql.unsafe<{ at: string | null }[]>(
    'select max(created_at) as at from drizzle.__drizzle_migrations',
  );
  const applied = Number(last?.at ?? 0);
  const newest = Math.max(...known.map(({ folderMillis }) => folderMillis));
  if (applied > newest) throw new TablesTooNew(tooNew(applied, newest));
  return applied;
}

const tooNew = (theirs: number, ours: number): string =>
  `The tables in this database are those of a newer Attune (${day(theirs)}; this one knows those of ${day(ours)}). ` +
  'Nothing was changed. Start the newer version, or restore a backup from before it.';

const day = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Of an older version, which a test migrates to, there is nothing to bind. */
async function hasRole(sql: Pick<Sql, 'unsafe'>): Promise<boolean> {
  const [there] = await sql.unsafe("select to_regprocedure('public.bind_rows()') is not null as bind");
  return there?.bind === true;
}

async function applyMigrations(sql: Sql, folder: string): Promise<number> {
  const migrations = readMigrationFiles({ migrationsFolder: folder });
  return await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${LOCK})`;
    await tx`create schema if not exists drizzle`;
    await tx`create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`;
    const last = await lastApplied(tx, migrations);
    const missing = migrations.filter((migration) => migration.folderMillis > last);
    for (const migration of missing) {
      for (const statement of migration.sql) await tx.unsafe(statement);
      await tx`insert into drizzle.__drizzle_migrations (hash, created_at) values (${migration.hash}, ${migration.folderMillis})`;
    }
    if (await hasRole(tx)) await tx`select bind_rows()`;
    return missing.length;
  });
}
