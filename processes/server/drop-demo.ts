// `npm start -- --drop-demo`: takes the demonstration away and ends. Beside a running server, too.
import { connect } from '../../db/database/client.ts';
import { dropDemonstration } from '../../db/settings/demonstration.ts';
import { auditKeyOf } from './audit.ts';
import type { Child } from './children.ts';
import { reachDatabase } from './database.ts';
import type { Settings } from './env.ts';
import { blobsOf } from './files.ts';

type Options = { environment: Record<string, string | undefined>; say: (line: string) => void };

/** @throws SettingsError with a line for what whoever started it can mend */
export async function dropDemo(settings: Settings, { environment, say }: Options): Promise<void> {
  const children: Child[] = [];
  const config = await reachDatabase(settings, { environment, say, children });
  const { db, close } = connect(config);
  try {
    const auditKey = await auditKeyOf(settings);
    const dropped = await dropDemonstration({ db, now: new Date(), blobs: blobsOf(settings), auditKey });
    say(
      dropped
        ? 'The demonstration centre is gone. Begin your own: npm start -- --empty'
        : 'There is no demonstration centre in this database.',
    );
  } finally {
    await close();
    for (const child of children) await child.stop();
  }
}
