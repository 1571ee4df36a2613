// ENTRY (Node): the first step of the bundled build. On an unsupported Node the next step would end with a stack trace;
// here it ends with a sentence.
import { refuseOldNode } from './server/env.ts';

const refused = refuseOldNode(process.version);
if (refused) {
  process.stderr.write(`${refused}\n`);
  process.exitCode = 1;
}
