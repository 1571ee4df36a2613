// Databases for tests: every suite of db/ and api/ runs on PostgreSQL, and what may differ from database to database runs
// on the embedded one too. Where no PostgreSQL is found all of them run on the embedded one. A file gets a database of
// its own; within it a test gets an organisation of its own (freshOrganisation) and needs no tidying up.
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { type Connection, connect, connectDriver, type DatabaseConfig } from '../../db/database/client.ts';
import type { Installation, Owner } from '../../db/database/context.ts';
import { startEmbedded } from './embedded.ts';
import { ownersHandle } from './owner.ts';
import { copyTemplate, onDatabase, TEMPLATE } from './postgres.ts';

export type DatabaseKind = 'postgres' | 'embedded';

/** Filled before the first test of the suite: read its fields inside tests and hooks only. */
export type TestDatabase = {
  readonly kind: DatabaseKind;
  /** Reaches everything: for rows that are put there as they are. */
  readonly db: Owner;
  /** What the product is handed. */
  readonly installation: Installation;
  readonly sql: Connection['sql'];
  /** For what connects by itself: a worker process, a second connection. */
  readonly config: DatabaseConfig;
  /** Environment by which a process of ours finds this database. */
  readonly env: Record<string, string>;
};

type Opened = {
  connection: Connection;
  owner: Owner;
  config: DatabaseConfig;
  env: Record<string, string>;
  close: () => Promise<void>;
};

/**
 * The suite on PostgreSQL, or on the embedded database where there is no other; on each of the two with
 * ATTUNE_TEST_DATABASES=both.
 */
export function describeWithDatabase(name: string, suite: (database: TestDatabase) => void): void {
  if (process.env.ATTUNE_TEST_DATABASES === 'both') describeOnBothDatabases(name, suite);
  else describeOnDatabase(inject('postgres') === null ? 'embedded' : 'postgres', name, suite);
}

/**
 * The suite once on each database: for what rests on locks, transactions, search, connections and jobs. Where no
 * PostgreSQL is found its half is skipped, by name.
 */
export function describeOnBothDatabases(name: string, suite: (database: TestDatabase) => void): void {
  describeOnDatabase('embedded', name, suite);
  describeOnDatabase('postgres', name, suite);
}

/** The suite on one of the two alone. */
export function describeOnDatabase(kind: DatabaseKind, name: string, suite: (database: TestDatabase) => void): void {
  if (kind === 'postgres' && inject('postgres') === null) {
    describe.skip(`${name} (on PostgreSQL: SKIPPED, none found)`, () => {});
    return;
  }
  describe(`${name} (${kind === 'postgres' ? 'on PostgreSQL' : 'embedded'})`, () => {
    let opened: Opened | null = null;
    const now = (): Opened => {
      if (!opened) throw new Error('The database is there in tests and hooks only');
      return opened;
    };
    beforeAll(async () => {
      opened = kind === 'postgres' ? await openPostgres() : await openEmbedded();
    });
    afterAll(async () => {
      await opened?.connection.close();
      await opened?.close();
    });
    suite({
      kind,
      get db() {
        return now().owner;
      },
      get installation() {
        return now().connection.db;
      },
      get sql() {
        return now().connection.sql;
      },
      get config() {
        return now().config;
      },
      get env() {
        return now().env;
      },
    });
  });
}

/** A fresh, empty or migrated, PostgreSQL database. */
export async function newPostgres(
  template: string | null = TEMPLATE,
): Promise<{ url: string; drop: () => Promise<void> }> {
  const server = inject('postgres');
  if (server === null) throw new Error('No PostgreSQL');
  const name = `attune_${crypto.randomUUID().replaceAll('-', '')}`;
  const admin = connectDriver({ url: server, connections: 1 });
  await admin.unsafe(`create database ${name} ${template ? `template ${template}` : ''}`);
  return {
    url: onDatabase(server, name),
    drop: async () => {
      await admin.unsafe(`drop database if exists ${name} with (force)`);
      await admin.end();
    },
  };
}

function opened(config: DatabaseConfig): Pick<Opened, 'connection' | 'owner'> {
  const connection = connect(config);
  return { connection, owner: ownersHandle(connection.db) };
}

async function openPostgres(): Promise<Opened> {
  const { url, drop } = await newPostgres();
  return { ...opened({ url }), config: { url }, env: { DATABASE_URL: url }, close: drop };
}

async function openEmbedded(): Promise<Opened> {
  const folder = copyTemplate(inject('embeddedTemplate'));
  const embedded = await startEmbedded(folder);
  const config = { socket: embedded.socket };
  return {
    ...opened(config),
    config,
    env: { ATTUNE_DATABASE_SOCKET: embedded.socket },
    close: async () => {
      await embedded.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
