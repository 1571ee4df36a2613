// ENTRY (Node): what `npm start` runs. The server, with the embedded database and the transcription workers as
// processes of their own beside it. `--empty`: an empty database stays empty and asks for its first administrator.
import { failureLine } from '../transcription/failure.ts';
import { readSettings, refuseOldNode, SettingsError } from './env.ts';

const tooOld = refuseOldNode(process.version);
if (tooOld) {
  process.stderr.write(`${tooOld}\n`);
  process.exit(1);
}

try {
  const { run } = await import('./server.ts');
  await run(readSettings(process.env), {
    empty: process.argv.includes('--empty'),
    environment: process.env,
    say: (line) => console.log(line),
  });
} catch (error) {
  process.stderr.write(`${error instanceof SettingsError ? error.message : failureLine(error)}\n`);
  process.exit(1);
}
