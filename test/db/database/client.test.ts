import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, connect as netConnect, type Socket } from 'node:net';
import { resolve } from 'node:path';
import { sql } from 'drizzle-orm';
import postgres, { type Options, type TransactionSql } from 'postgres';
import { expect, it, onTestFinished } from 'vitest';
import { connect } from '../../../db/database/client.ts';
import { interaction } from '../../../db/schema/tables.ts';
import { describeOnBothDatabases, describeOnDatabase } from '../../support/database.ts';
import { ended } from '../../support/embedded.ts';
import { freshOrganisation, insertInteraction } from '../../support/organisation.ts';

describeOnBothDatabases('the connection', (database) => {
  it('returns an instant as ISO in UTC to the millisecond, whatever zone it was written in', async () => {
    const { agents } = await freshOrganisation(database.db);
    const id = await insertInteraction(agents[0], {
      started_at: '2026-07-01T08:30:00.123+08:00',
      tags: ['a,b', 'ü "q"', '语'],
    });
    const row = await database.db.query.interaction.findFirst({ where: (t, { eq }) => eq(t.id, id) });
    expect(row).toMatchObject({ started_at: '2026-07-01T00:30:00.123Z', tags: ['a,b', 'ü "q"', '语'], csat: null });
  });

  it('never mixes up the queries of two clients that ask at the same time', async () => {
    const clients = [connect(database.config), connect(database.config), connect(database.config)];
    const wrong: unknown[] = [];
    await Promise.all(
      clients.map(async (client, k) => {
        for (let i = 0; i < 150; i++) {
          // A new text each time, so that parsing, binding and executing are messages of their own.
          const rows = await client.db.execute(sql`select ${`${k}/${i}`}::text as said, ${sql.raw(String(i))} as n`);
          if (rows[0]?.said !== `${k}/${i}` || Number(rows[0]?.n) !== i) wrong.push(rows[0]);
        }
      }),
    );
    await Promise.all(clients.map((client) => client.close()));
    expect(wrong).toEqual([]);
  });

  it('hides one client’s transaction from the others until it is committed, and discards what is rolled back', async () => {
    const { agents } = await freshOrganisation(database.db);
    const other = connect(database.config);
    const count = async () =>
      Number((await other.sql`select count(*) from interaction where agent_id = ${agents[0].actor.member}`)[0]?.count);
    await agents[0].db.transaction(async (tx) => {
      await insertInteraction({ ...agents[0], db: tx });
      await insertInteraction({ ...agents[0], db: tx });
    });
    expect(await count()).toBe(2);
    await expect(
      agents[0].db.transaction(async (tx) => {
        await tx.delete(interaction).where(sql`false`);
        await insertInteraction({ ...agents[0], db: tx });
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await count()).toBe(2);
    await other.close();
  });

  it('continues after a statement that fails', async () => {
    await expect(database.sql`select 1 / 0`).rejects.toThrow('division by zero');
    await expect(database.db.execute(sql`select ${'x'}::int`)).rejects.toThrow();
    expect((await database.sql`select 1 as one`)[0]).toEqual({ one: 1 });
  });

  it('is not disturbed by a process that is killed in the middle of a transaction', async () => {
    const script = `
      import { connectDriver } from ${JSON.stringify(resolve(import.meta.dirname, '../../../db/database/client.ts'))};
      await connectDriver(${JSON.stringify(database.config)}).begin(async (tx) => {
        await tx.unsafe('create table never_there (id int)');
        console.log('begun');
        await new Promise(() => setInterval(() => {}, 1000));
      });`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    await ended(child, 'SIGKILL');
    const tables = await database.sql`select 1 from information_schema.tables where table_name = 'never_there'`;
    expect(tables).toHaveLength(0);
  });
});

describeOnDatabase('postgres', 'a transaction whose process on the server ends', (database) => {
  it('is refused without ending the process, and its connection is reopened', async () => {
    const { sql, close } = connect({ ...database.config, connections: 1 } as typeof database.config);
    let late: unknown = null;
    let settled = (): void => {};
    const written = new Promise<void>((done) => {
      settled = done;
    });
    const whole: Promise<unknown> = sql.begin(async (tx) => {
      const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
      await database.sql`select pg_terminate_backend(${row!.pid})`;
      await whole.catch(() => {});
      // Written to nothing, this ended the whole process; and so did the rollback after it.
      late = await Promise.resolve()
        .then(() => tx`select 1`)
        .catch((error: unknown) => error);
      settled();
    });
    await expect(whole).rejects.toMatchObject({ code: expect.stringMatching(/^(CONNECTION_CLOSED|57P01)$/) });
    await written;
    expect(late).toMatchObject({ code: 'CONNECTION_CLOSED' });
    expect([...(await sql`select 2 as two`)]).toEqual([{ two: 2 }]);
    await close();
  });
});

const SLEEP = 'select pg_sleep(60)';

/** What may be at work in a transaction when its connection is lost. What wrote on wrote to nothing, which ended the process. */
const AT_WORK: Record<string, (tx: TransactionSql) => Promise<unknown>> = {
  'waits for a query': async (tx) => void (await tx.unsafe(SLEEP)),
  'hands its query on': async (tx) => tx.unsafe(SLEEP),
  'goes on after a refusal': (tx) => tx.unsafe(SLEEP).catch(() => tx`select 1`),
  'has several queries under way': (tx) => Promise.all([tx.unsafe(SLEEP), tx`select 1`]),
  'is in a transaction within it': (tx) => tx.savepoint(async (within) => void (await within.unsafe(SLEEP))),
  'asks from time to time': async (tx) => {
    for (;;) {
      await tx`select 1`;
      await new Promise((wake) => setTimeout(wake, 5));
    }
  },
};

describeOnDatabase('postgres', 'a transaction whose connection is lost', (database) => {
  it.each(Object.entries(AT_WORK))('is refused without ending the process where it %s', async (_, work) => {
    const { hostname, port, href } = new URL(String(database.env.DATABASE_URL));
    const open: Socket[] = [];
    const between = createServer((near) => {
      const far = netConnect(Number(port), hostname);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        one.pipe(other);
        one.on('error', () => {});
        open.push(one);
      }
    });
    await once(between.listen(0, '127.0.0.1'), 'listening');
    const url = new URL(href);
    url.host = `127.0.0.1:${(between.address() as AddressInfo).port}`;
    const { sql, close } = connect({ url: url.href, connections: 1 });
    await sql`select 1`;
    let working = (): void => {};
    const began = new Promise<void>((done) => {
      working = done;
    });
    const whole = sql.begin(async (tx) => {
      await tx`select 1`;
      working();
      return work(tx);
    });
    const refused = expect(whole).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
    await began;
    for (const socket of open.splice(0)) socket.destroy();
    await refused;
    expect([...(await sql`select 2 as two`)]).toEqual([{ two: 2 }]);
    await close();
    for (const socket of open) socket.destroy();
    between.close();
  });
});

// postgres 3.4.9 kept what it had not written yet, and wrote it in front of the next connection's first words: that one
// never began, or the database was asked what had been refused already. patches/ mends it.
describeOnBothDatabases('a connection that is lost while a query waits to be written', (database) => {
  it.each([
    ['a short one', 'x'],
    ['one that is written at once with what follows', 'x'.repeat(900)],
  ])('is replaced by one that begins anew: %s', async (_, text) => {
    const { config } = database;
    const { port, hostname, username, pathname } = new URL(
      'url' in config ? config.url : 'postgres://postgres@embedded/postgres',
    );
    let socket: Socket | undefined;
    const sql = postgres({
      user: username,
      database: pathname.slice(1),
      max: 1,
      connect_timeout: 5,
      fetch_types: false,
      socket: () => {
        socket = 'url' in config ? netConnect(Number(port), hostname) : netConnect(config.socket);
        return socket;
      },
    } as Options<Record<string, never>>);
    onTestFinished(() => sql.end({ timeout: 1 }));
    for (let n = 0; n < 5; n++) {
      expect([...(await sql.unsafe('select $1::int as n', [n]))]).toEqual([{ n }]);
      const lost = await new Promise((done) => {
        // Written after what the event loop does now, closed before that.
        setImmediate(() => {
          sql.unsafe(`select '${text}' as lost`).then(done, done);
          socket?.destroy();
        });
      });
      expect(lost).toMatchObject({ code: 'CONNECTION_CLOSED' });
    }
    const answers = await Promise.all([10, 11, 12].map((n) => sql.unsafe('select $1::int as n', [n])));
    expect(answers.map(([row]) => row)).toEqual([{ n: 10 }, { n: 11 }, { n: 12 }]);
  });
});
