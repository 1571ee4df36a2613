// Shared by the benches of imported files: an embedded database with one organisation, its manager signed in, and the
// report of figures and faults at the end.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../db/database/client.ts';
import { migrate } from '../../db/migrations/migrate.ts';
import { inEncoding, type RowsSource } from '../../web/interactions/rows-source.ts';
import { type Browser, testApi } from '../support/api.ts';
import type { TestDatabase } from '../support/database.ts';
import { startEmbedded } from '../support/embedded.ts';
import { encodingOf, type Way } from '../support/encoded.ts';
import { type FreshOrganisation, freshOrganisation } from '../support/organisation.ts';
import { ownersHandle } from '../support/owner.ts';

export type Bench = {
  connection: ReturnType<typeof connect>;
  /** The owner's handle: it sees every row. */
  db: TestDatabase['db'];
  people: FreshOrganisation;
  manager: Browser;
  close: () => Promise<void>;
};

/** It is the 26th of November 2026, noon UTC, and the organisation is in Berlin. */
export async function startBench(): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), 'attune-imports-'));
  const embedded = await startEmbedded(folder);
  const config = { socket: embedded.socket };
  await migrate(config);
  const connection = connect(config);
  const db = ownersHandle(connection.db);
  const api = testApi({ db, installation: connection.db } as TestDatabase, {
    now: () => new Date('2026-11-26T12:00:00.000Z'),
  });
  const people = await freshOrganisation(db);
  const manager = await api.signedIn(people.manager);
  const close = async (): Promise<void> => {
    api.close();
    await connection.close();
    await embedded.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { connection, db, people, manager, close };
}

/**
 * A file as somebody leaves it who looks at what was guessed: in the encoding it was written in. An unlucky guess is put
 * right; what is called certain nobody looks at.
 * @returns null where another encoding is called certain, though it is read otherwise
 */
export async function inItsEncoding(source: RowsSource, way: Way): Promise<RowsSource | null> {
  if (source.kind !== 'text' || source.encoding === encodingOf(way)) return source;
  const right = await inEncoding(source, encodingOf(way));
  if (right.ok && right.source.kind === 'text' && right.source.text === source.text) return source;
  return source.certainty === 'guessed' && right.ok ? right.source : null;
}

export type Report = {
  note: (what: string, by?: number) => void;
  fault: (what: string) => void;
  /** Prints the figures; the command fails when there is a fault. */
  tell: (title: string) => void;
};

export function report(): Report {
  const tally = new Map<string, number>();
  const faults: string[] = [];
  return {
    note: (what, by = 1) => void tally.set(what, (tally.get(what) ?? 0) + by),
    fault: (what) => void faults.push(what),
    tell: (title) => {
      console.log(title);
      for (const [what, n] of [...tally].toSorted(([, a], [, b]) => b - a)) console.log(`  ${what}: ${n}`);
      console.log(`faults: ${faults.length}`);
      for (const one of faults.slice(0, 20)) console.log(`  ${one}`);
      process.exitCode = faults.length > 0 ? 1 : 0;
    },
  };
}
