// The server's settings, read once at start-up.
import type { S3Config } from '../../db/blobs/s3.ts';
import { readEnvironment, STORE, storeOf } from '../environment/environment.ts';

/**
 * The oldest Node of each line that runs the product, its build and its tests: what the dependencies ask for, the same
 * as `engines` in package.json. Lines between them are not kept up by their makers.
 */
export const OLDEST_NODES = [
  [22, 22, 2],
  [24, 15, 0],
  [26, 0, 0],
] as const;

/**
 * All that the server and the programs it starts go by, so that a value none of them can use ends the server's start.
 */
const NAMES = [
  'PORT',
  'HOST',
  'ATTUNE_DATA',
  'ATTUNE_MODELS',
  'ATTUNE_CACHE',
  'ATTUNE_HUB',
  'ATTUNE_URL',
  'ATTUNE_SECRET',
  'ATTUNE_AUDIT_KEY',
  'ATTUNE_PROXY',
  'ATTUNE_WORKERS',
  'ATTUNE_THREADS',
  'DATABASE_URL',
  'ATTUNE_DATABASE_SOCKET',
  'FFMPEG_PATH',
  ...STORE,
] as const;

export type Settings = {
  port: number;
  host: string;
  data: string;
  models: string | null;
  /** Origin of ATTUNE_URL. */
  url: string | null;
  secret: string | null;
  /** Under which events are sealed; null: one is kept in the data folder. */
  audit_key: string | null;
  behind_proxy: boolean;
  /** Recordings listened to at once on this machine: 0 none; null as many as the machine is good for. */
  workers: number | null;
  database_url: string | null;
  /** Of an embedded database that someone else keeps running (`npm run dev`). */
  database_socket: string | null;
  ffmpeg: string | null;
  s3: S3Config | null;
};

/** @throws SettingsError, one line for each variable that cannot be used */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const env = readEnvironment(environment, NAMES);
  return {
    port: env.PORT ?? 3210,
    host: env.HOST ?? '127.0.0.1',
    data: env.ATTUNE_DATA ?? './data',
    models: env.ATTUNE_MODELS ?? null,
    url: env.ATTUNE_URL === undefined ? null : new URL(env.ATTUNE_URL).origin,
    secret: env.ATTUNE_SECRET ?? null,
    audit_key: env.ATTUNE_AUDIT_KEY ?? null,
    behind_proxy: env.ATTUNE_PROXY === '1',
    workers: env.ATTUNE_WORKERS ?? null,
    database_url: env.DATABASE_URL ?? null,
    database_socket: env.ATTUNE_DATABASE_SOCKET ?? null,
    ffmpeg: env.FFMPEG_PATH ?? null,
    s3: storeOf(env),
  };
}

/** A sentence if this Node does not run Attune; null if it does. */
export function refuseOldNode(version: string): string | null {
  const [major = 0, minor = 0, patch = 0] = version.replace(/^v/, '').split('.').map(Number);
  const enough = OLDEST_NODES.some(
    (oldest) => major === oldest[0] && (minor > oldest[1] || (minor === oldest[1] && patch >= oldest[2])),
  );
  if (enough || major > OLDEST_NODES[2][0]) return null;
  const [old, current, next] = OLDEST_NODES.map((oldest) => oldest.join('.'));
  return `Attune requires Node ${current} or newer in version 24, ${old} or newer in version 22, or ${next} or newer; this is ${version}. Install Node 24 from https://nodejs.org and start again.`;
}
