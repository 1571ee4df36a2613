// ENTRY: writes api/openapi.json and docs/scorecard.schema.json (`npm run openapi`).
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from '../api/app/app.ts';
import { descriptionOf, routesOf } from '../api/app/openapi.ts';
import { fileSchema } from '../scorecards/scorecard/file-schema.ts';

const app = createApp(() => {
  throw new Error('describing the API asks for nothing');
});
const write = (path: string, value: unknown): void =>
  writeFileSync(join(import.meta.dirname, '..', path), `${JSON.stringify(value, null, 2)}\n`);

write('api/openapi.json', descriptionOf(routesOf(app)));
write('docs/scorecard.schema.json', fileSchema(null));
