// Where the shared calls, speech and models lie: ATTUNE_SHARED, by default ../shared from the project's root.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const path = resolve(import.meta.dirname, '../..', process.env.ATTUNE_SHARED ?? '../shared');

export const sharedFolder = { path, there: existsSync(path) };
