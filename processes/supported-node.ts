// ENTRY (Node): the first step of the build once it is bundled. On a Node that is too old the next step would end in a
// stack; here it ends in a sentence.
import { refuseOldNode } from './server/env.ts';

const refused = refuseOldNode(process.version);
if (refused) {
  process.stderr.write(`${refused}\n`);
  process.exitCode = 1;
}
