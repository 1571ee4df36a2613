// `npm start -- --drop-demo`: removes the demonstration and ends. It may run beside a server.
import { connect } from '../../db/database/client.ts';
import { dropDemonstration } from '../../db/settings/demonstration.ts';
import { auditKeyOf } from './audit.ts';
import type { Child } from './children.ts';
import { reachDatabase } from './database.ts';
import type { Settings } from './env.ts';
import { blobsOf } from './files.ts';

type Options = { environment: Record<string, string | undefined>; say: (line: string) => void };

/** @throws SettingsError with a line on what can be fixed by the person who started it */
export async function dropDemo(settings: Settings, { environment, say }: Options): Promise<void> {
  const children: Child[] = [];
  const config = await reachDatabase(settings, { environment, say, children });
  const { db, close } = connect(config);
  try {
    const auditKey = await auditKeyOf(settings);
    const dropped = await dropDemonstration({ db, now: new Date(), blobs: blobsOf(settings), auditKey });
    say(
      dropped
        ? 'The demonstration centre has been removed. Start your own: npm start -- --empty'
        : 'This database has no demonstration centre.',
    );
  } finally {
    await close();
    for (const child of children) await child.stop();
  }
}
