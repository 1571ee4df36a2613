// Environment variables of all programs. Each program reads the ones it needs once, at start-up. An invalid value stops
// the start with a sentence that says what is allowed; none is ignored.
//
// Pure: the entries pass in their environment.
import { z } from 'zod';

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
  ATTUNE_DATABASE_SOCKET: optional(z.string()),
  ATTUNE_MODELS: optional(z.string()),
  ATTUNE_MODEL: optional(z.string()),
  ATTUNE_CACHE: optional(z.string()),
  ATTUNE_HUB: optional(address(/^https?$/)),
  ATTUNE_URL: optional(address(/^https?$/)),
  ATTUNE_SECRET: optional(z.string().min(32)),
  ATTUNE_AUDIT_KEY: optional(z.string().min(32)),
  ATTUNE_SETUP_TOKEN: optional(z.string().min(32)),
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

type Values = z.infer<typeof Environment>;
type Name = keyof Values;

const EXPECTED: Record<Name, string> = {
  PORT: 'a whole number from 0 to 65535',
  HOST: 'a host name or address of this machine',
  ATTUNE_DATA: 'a folder',
  ATTUNE_DATABASE_SOCKET: 'the path of a socket',
  ATTUNE_MODELS: 'a folder',
  ATTUNE_MODEL: 'the name of a model',
  ATTUNE_CACHE: 'a folder',
  ATTUNE_HUB: 'the address of a mirror, such as https://hub.example.com',
  ATTUNE_URL: 'the address people use, such as https://quality.example.com',
  ATTUNE_SECRET: 'at least 32 characters, unchanged across restarts',
  ATTUNE_AUDIT_KEY: 'at least 32 characters, never changed',
  ATTUNE_SETUP_TOKEN: 'at least 32 characters',
  ATTUNE_PROXY: '1 behind a reverse proxy that sets X-Forwarded-For, otherwise 0',
  ATTUNE_WORKERS: 'a whole number from 0 to 64: parallel transcriptions on this machine',
  ATTUNE_THREADS: 'a whole number from 1 to 64: processor threads for each transcription',
  DATABASE_URL: 'an address such as postgres://user:password@host:5432/attune',
  FFMPEG_PATH: 'the path of an ffmpeg program',
  S3_ENDPOINT: 'the address of the object store',
  S3_BUCKET: 'the name of a bucket',
  S3_REGION: 'the name of a region',
  S3_ACCESS_KEY_ID: 'the id of an access key',
  S3_SECRET_ACCESS_KEY: 'the secret of that access key',
};

/** Where files lie in an object store. */
export const STORE = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_REGION', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

/** A line for the person who started the program, in place of a stack. */
export class SettingsError extends Error {}

/**
 * The named variables, parsed; unset ones are undefined.
 * @throws SettingsError, one line for each variable that cannot be used; a secret's value is never part of it
 */
export function readEnvironment<const N extends Name>(
  environment: Record<string, unknown>,
  names: readonly N[],
): Pick<Values, N> {
  const asked = Object.fromEntries(names.map((name) => [name, environment[name]]));
  const parsed = Environment.safeParse(asked);
  if (parsed.success) return parsed.data;
  const wrong = new Set(parsed.error.issues.map((issue) => issue.path[0] as Name));
  throw new SettingsError([...wrong].map((name) => `${name} must be ${EXPECTED[name]}.`).join('\n'));
}

/** An object store is named whole or not at all. @throws SettingsError with what is missing */
export function storeOf(env: Pick<Values, (typeof STORE)[number]>) {
  const needed = STORE.filter((name) => name !== 'S3_REGION');
  const missing = needed.filter((name) => env[name] === undefined);
  if (missing.length === needed.length) return null;
  if (missing.length > 0) throw new SettingsError(`The object store also requires ${missing.join(', ')}.`);
  return {
    endpoint: env.S3_ENDPOINT!,
    bucket: env.S3_BUCKET!,
    region: env.S3_REGION ?? 'auto',
    accessKeyId: env.S3_ACCESS_KEY_ID!,
    secretAccessKey: env.S3_SECRET_ACCESS_KEY!,
  };
}
