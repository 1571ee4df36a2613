// ENTRY (Node): `npm run audit:verify` reads the event log again and reports changes the product did not make. It finds
// the database as the server does (DATABASE_URL, or the folder in ATTUNE_DATA) and can run beside it. Exit status: 0 if
// everything matches its seals, 1 if not, 2 if it cannot be verified.
import { connect } from '../db/database/client.ts';
import { verifyEvents } from '../db/events/verify.ts';
import { failureLine } from '../transcription/failure/failure.ts';
import { SettingsError } from './environment/environment.ts';
import { headsFile, presentAuditKey, readHeads } from './server/audit.ts';
import type { Child } from './server/children.ts';
import { reachDatabase } from './server/database.ts';
import { readSettings } from './server/env.ts';
import { nothingNotedLine, reportLines } from './server/findings.ts';

const children: Child[] = [];
const say = (line: string) => console.log(line);

async function verify(): Promise<0 | 1 | 2> {
  const settings = readSettings(process.env);
  const key = await presentAuditKey(settings);
  const heads = readHeads(settings);
  // A server that others use is only read: its tables are brought up to date by the server.
  const config =
    settings.database_url === null
      ? await reachDatabase(settings, { environment: process.env, say: () => {}, children })
      : { url: settings.database_url };
  const { db, close } = connect(config);
  try {
    const reports = await verifyEvents({ db }, { key, heads: heads ?? {} });
    for (const report of reports) for (const line of reportLines(report)) say(line);
    if (reports.some(({ findings }) => findings.length > 0)) return 1;
    if (heads !== null || reports.every(({ seals }) => seals === 0)) return 0;
    say(nothingNotedLine(headsFile(settings)));
    return 2;
  } finally {
    await close();
  }
}

let code: number;
try {
  code = await verify();
} catch (error) {
  process.stderr.write(`${error instanceof SettingsError ? error.message : failureLine(error)}\n`);
  code = 2;
}
for (const child of children) await child.stop();
process.exit(code);
