// Opens and migrates the database: the given PostgreSQL, or the embedded one in its own process.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DatabaseConfig } from '../../db/database/client.ts';
import { runningSocket } from '../../db/database/embedded-lock.ts';
import { InvalidRole } from '../../db/database/role.ts';
import { migrate, TablesTooNew } from '../../db/migrations/migrate.ts';
import { failureLine } from '../../transcription/failure/failure.ts';
import { SettingsError } from '../environment/environment.ts';
import { type Child, keepRunning } from './children.ts';
import type { Settings } from './env.ts';

type Options = {
  /** Handed on to the process of the embedded database. */
  environment: Record<string, string | undefined>;
  /** A line for the person who started the program. */
  say: (line: string) => void;
  /** Where the process is registered, so that it can be ended. */
  children: Child[];
};

/** This file runs from the source, or within the bundle in dist/server. */
const program = import.meta.filename.endsWith('.ts')
  ? resolve(import.meta.dirname, '../embedded.ts')
  : resolve(import.meta.dirname, 'embedded.js');

/** A database that another process still holds is waited for this long: the one before may be on its way out. */
const HELD_MS = 15_000;
const POWER_LOSS =
  'The embedded database survives the end of any process, but a power failure or system crash can lose the latest ' +
  'changes. In production, set DATABASE_URL to a PostgreSQL database.';

/** @throws SettingsError with a line on what can be fixed by the person who started the program */
export async function openDatabase(settings: Settings, options: Options): Promise<DatabaseConfig> {
  const config =
    settings.database_url === null ? await openEmbedded(settings, options) : { url: settings.database_url };
  await migrate(config).catch((error: unknown) => {
    if (error instanceof TablesTooNew || error instanceof InvalidRole) throw new SettingsError(error.message);
    throw settings.database_url === null ? error : new SettingsError(whyNoDatabase(error));
  });
  return config;
}

/** The same for a program that does its work and ends, beside a running server, too. */
export async function reachDatabase(settings: Settings, options: Options): Promise<DatabaseConfig> {
  const socket = settings.database_url === null ? await runningSocket(join(resolve(settings.data), 'db')) : null;
  return socket === null ? openDatabase(settings, options) : { socket };
}

async function openEmbedded(settings: Settings, options: Options): Promise<DatabaseConfig> {
  if (settings.database_socket !== null) return { socket: settings.database_socket };
  const folder = join(resolve(settings.data), 'db');
  makeFolder(folder);
  options.say(`Using the embedded database in ${folder}.\n${POWER_LOSS}`);
  return await startEmbedded(folder, options);
}

/** A folder for its owner alone. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new SettingsError(`The data folder ${folder} cannot be created: ${(error as Error).message}`);
  }
}

function whyNoDatabase(error: unknown): string {
  return `The database in DATABASE_URL could not be made ready: ${reasonOf(error)}`;
}

/**
 * Until a connection stands, the driver speaks of hosts, users and databases; from then on of what is in the tables,
 * but for extensions that are missing or may not be made.
 */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return error instanceof Error &&
    /^(E[A-Z_]+|CONNECT\w*|08|28|3D|53|57P03|58P01|0A000|42501)/.test(code) &&
    error.message !== ''
    ? error.message
    : failureLine(error);
}

type Ready = { ready: true; socket: string } | { ready: false; reason: string };

/** Resolves when the embedded database takes connections. */
function startEmbedded(folder: string, { environment, say, children }: Options): Promise<DatabaseConfig> {
  const giveUp = Date.now() + HELD_MS;
  return new Promise((done, failed) => {
    let socket: string | null = null;
    const child = keepRunning({
      name: 'The embedded database',
      path: program,
      arguments: [folder],
      environment,
      say: (line) => socket !== null && say(line),
      onMessage: (message) => {
        const said = message as Ready;
        if (said.ready && socket !== null && socket !== said.socket) {
          // Only where the folder's path is too long for a socket in it. Everything that is connected is so to the old.
          say('The embedded database has moved. Restart Attune.');
          process.kill(process.pid, 'SIGTERM');
        } else if (said.ready) {
          socket = said.socket;
          done({ socket });
        } else if (socket === null && Date.now() > giveUp) failed(new SettingsError(said.reason));
      },
    });
    children.push(child);
  });
}
