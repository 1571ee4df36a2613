// ENTRY: writes api/openapi.json (`npm run openapi`).
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from '../api/app/app.ts';
import { descriptionOf, routesOf } from '../api/app/openapi.ts';

const app = createApp(() => {
  throw new Error('describing the API asks for nothing');
});
writeFileSync(
  join(import.meta.dirname, '../api/openapi.json'),
  `${JSON.stringify(descriptionOf(routesOf(app)), null, 2)}\n`,
);
