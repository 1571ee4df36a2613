// The part of sealing outside the database: the key (`audit-key` in the data folder, or ATTUNE_AUDIT_KEY), the end of
// each chain (`audit-head.json`), and the run that seals every minute.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Log } from '../../api/http/deps.ts';
import type { Installation } from '../../db/database/context.ts';
import { type SealKey, sealKey } from '../../db/events/key.ts';
import { type Heads, sealEvents } from '../../db/events/seal.ts';
import { failureOf } from '../../transcription/failure/failure.ts';
import { SettingsError } from '../environment/environment.ts';
import { makeFolder } from './database.ts';
import type { Settings } from './env.ts';
import { keptSecret } from './secret.ts';

const KEY = 'audit-key';
const SEAL_MS = 60_000;

/** The key, made at the first start where none is named. */
export async function auditKeyOf({ audit_key, data }: Pick<Settings, 'audit_key' | 'data'>): Promise<SealKey> {
  if (audit_key !== null) return sealKey(audit_key);
  makeFolder(resolve(data));
  return sealKey(keptSecret(resolve(data), KEY));
}

/** The existing key. @throws SettingsError if there is none: nothing was sealed with a key made now */
export async function presentAuditKey(settings: Pick<Settings, 'audit_key' | 'data'>): Promise<SealKey> {
  const path = join(resolve(settings.data), KEY);
  if (settings.audit_key === null && !existsSync(path))
    throw new SettingsError(
      `There is no key in ${path}. Name the server's data folder in ATTUNE_DATA, or the key in ATTUNE_AUDIT_KEY.`,
    );
  return auditKeyOf(settings);
}

export const headsFile = ({ data }: Pick<Settings, 'data'>): string => join(resolve(data), 'audit-head.json');

const Kept = z.record(z.string(), z.object({ seal: z.int(), events: z.int(), mac: z.string() }));

/** Null where nothing was ever noted. @throws SettingsError where what was noted cannot be read */
export function readHeads(settings: Pick<Settings, 'data'>): Heads | null {
  const path = headsFile(settings);
  if (!existsSync(path)) return null;
  try {
    return Kept.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw new SettingsError(`${path} cannot be read: put it back from a backup.`);
  }
}

/** Whole or not at all: a power loss leaves the one before. */
function writeHeads(settings: Pick<Settings, 'data'>, heads: Heads): void {
  const path = headsFile(settings);
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(heads, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(draft, path);
}

/** One round. @returns how many events were sealed */
export async function sealOnce(
  { db, settings, log }: { db: Installation; settings: Pick<Settings, 'audit_key' | 'data'>; log: Log },
  now = new Date(),
): Promise<number> {
  const before = readHeads(settings) ?? {};
  const { heads, sealed, broken } = await sealEvents({ db, now }, { key: await auditKeyOf(settings), heads: before });
  if (JSON.stringify(heads) !== JSON.stringify(before)) writeHeads(settings, heads);
  for (const organisation of broken)
    log.error({ organisation }, 'the event log is not what was sealed, and is sealed no further: npm run audit:verify');
  return sealed;
}

/** At once and then each minute, one round at a time. */
export function keepSealing(given: Parameters<typeof sealOnce>[0]): void {
  let busy = false;
  const round = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    await sealOnce(given)
      .catch((error: unknown) => given.log.error({ failure: failureOf(error) }, 'events could not be sealed'))
      .finally(() => {
        busy = false;
      });
  };
  void round();
  setInterval(round, SEAL_MS).unref();
}
