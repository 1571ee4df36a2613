// What whoever runs Attune may set. Read once, at the start of an entry.
import { z } from 'zod';
import type { S3Config } from '../../db/blobs/s3.ts';

/**
 * The oldest Node of each line that runs the product, its build and its tests: what the dependencies ask for, the same as
 * `engines` in package.json. Lines between them are not kept up by their makers.
 */
export const OLDEST_NODES = [
  [22, 22, 2],
  [24, 15, 0],
  [26, 0, 0],
] as const;

/** An empty variable counts as one that is not set: compose files and shells leave such behind. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .refine((n) => n >= min && n <= max);

const address = (protocols: RegExp) => z.url({ protocol: protocols });

const Environment = z.object({
  PORT: optional(whole(0, 65535)),
  HOST: optional(z.string().max(255)),
  ATTUNE_DATA: optional(z.string()),
  ATTUNE_MODELS: optional(z.string()),
  ATTUNE_URL: optional(address(/^https?$/)),
  ATTUNE_SECRET: optional(z.string().min(32)),
  ATTUNE_PROXY: optional(z.enum(['0', '1'])),
  ATTUNE_WORKERS: optional(whole(0, 64)),
  ATTUNE_THREADS: optional(whole(1, 64)),
  DATABASE_URL: optional(address(/^postgres(ql)?$/)),
  FFMPEG_PATH: optional(z.string()),
  S3_ENDPOINT: optional(address(/^https?$/)),
  S3_BUCKET: optional(z.string()),
  S3_REGION: optional(z.string()),
  S3_ACCESS_KEY_ID: optional(z.string()),
  S3_SECRET_ACCESS_KEY: optional(z.string()),
});

const EXPECTED: Record<keyof z.infer<typeof Environment>, string> = {
  PORT: 'a whole number from 0 to 65535',
  HOST: 'a name or address of this machine to listen on',
  ATTUNE_DATA: 'a folder',
  ATTUNE_MODELS: 'a folder',
  ATTUNE_URL: 'the address people use, such as https://quality.example.com',
  ATTUNE_SECRET: 'at least 32 characters, kept the same over restarts',
  ATTUNE_PROXY: '1 behind a reverse proxy that sets X-Forwarded-For, else 0',
  ATTUNE_WORKERS: 'a whole number from 0 to 64: transcriptions at once on this machine',
  ATTUNE_THREADS: 'a whole number from 1 to 64: processor threads for each transcription',
  DATABASE_URL: 'an address such as postgres://user:password@host:5432/attune',
  FFMPEG_PATH: 'the path of an ffmpeg program',
  S3_ENDPOINT: 'the address of the object store',
  S3_BUCKET: 'the name of a bucket',
  S3_REGION: 'the name of a region',
  S3_ACCESS_KEY_ID: 'the id of an access key',
  S3_SECRET_ACCESS_KEY: 'the secret of that access key',
};

export type Settings = {
  port: number;
  host: string;
  data: string;
  models: string | null;
  /** Origin of ATTUNE_URL. */
  url: string | null;
  secret: string | null;
  behind_proxy: boolean;
  /** Recordings listened to at once on this machine: 0 none; null as many as the machine is good for. */
  workers: number | null;
  database_url: string | null;
  ffmpeg: string | null;
  s3: S3Config | null;
};

/** A line for whoever started the program, in place of a stack. */
export class SettingsError extends Error {}

/** Throws SettingsError, one line for each variable that cannot be used; a secret's value is never part of it. */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const names = new Set(parsed.error.issues.map((issue) => issue.path[0] as keyof typeof EXPECTED));
    throw new SettingsError([...names].map((name) => `${name} has to be ${EXPECTED[name]}.`).join('\n'));
  }
  const env = parsed.data;
  return {
    port: env.PORT ?? 3210,
    host: env.HOST ?? '127.0.0.1',
    data: env.ATTUNE_DATA ?? './data',
    models: env.ATTUNE_MODELS ?? null,
    url: env.ATTUNE_URL === undefined ? null : new URL(env.ATTUNE_URL).origin,
    secret: env.ATTUNE_SECRET ?? null,
    behind_proxy: env.ATTUNE_PROXY === '1',
    workers: env.ATTUNE_WORKERS ?? null,
    database_url: env.DATABASE_URL ?? null,
    ffmpeg: env.FFMPEG_PATH ?? null,
    s3: readS3(env),
  };
}

function readS3(env: z.infer<typeof Environment>): S3Config | null {
  const needed = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;
  const missing = needed.filter((name) => env[name] === undefined);
  if (missing.length === needed.length) return null;
  if (missing.length > 0) throw new SettingsError(`Files in an object store also need ${missing.join(', ')}.`);
  return {
    endpoint: env.S3_ENDPOINT!,
    bucket: env.S3_BUCKET!,
    region: env.S3_REGION ?? 'auto',
    accessKeyId: env.S3_ACCESS_KEY_ID!,
    secretAccessKey: env.S3_SECRET_ACCESS_KEY!,
  };
}

/** A sentence when this Node does not run Attune; null when it will do. */
export function refuseOldNode(version: string): string | null {
  const [major = 0, minor = 0, patch = 0] = version.replace(/^v/, '').split('.').map(Number);
  const enough = OLDEST_NODES.some(
    (oldest) => major === oldest[0] && (minor > oldest[1] || (minor === oldest[1] && patch >= oldest[2])),
  );
  if (enough || major > OLDEST_NODES[2][0]) return null;
  const [old, current, next] = OLDEST_NODES.map((oldest) => oldest.join('.'));
  return `Attune needs Node ${current} or newer of Node 24, or ${old} or newer of Node 22, or ${next} or newer, and this is ${version}. Install Node 24 from https://nodejs.org and start again.`;
}
