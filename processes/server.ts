// ENTRY (Node): `npm start`. Runs the server, with the embedded database and the transcription workers as separate
// processes. `--demo` and `--empty` decide whether an empty database is filled with the demonstration; `--drop-demo`
// removes it and ends.

import { failureLine } from '../transcription/failure/failure.ts';
import { SettingsError } from './environment/environment.ts';
import { readSettings, refuseOldNode } from './server/env.ts';

const tooOld = refuseOldNode(process.version);
if (tooOld) {
  process.stderr.write(`${tooOld}\n`);
  process.exit(1);
}

try {
  const settings = readSettings(process.env);
  const options = { environment: process.env, say: (line: string) => console.log(line) };
  if (process.argv.includes('--drop-demo')) {
    const { dropDemo } = await import('./server/drop-demo.ts');
    await dropDemo(settings, options);
  } else {
    const { run } = await import('./server/serve.ts');
    const { readBeginning } = await import('./server/first-start.ts');
    await run(settings, { ...options, beginning: readBeginning(process.argv) });
  }
} catch (error) {
  process.stderr.write(`${error instanceof SettingsError ? error.message : failureLine(error)}\n`);
  process.exit(1);
}
