// Where the shared calls, speech and models are missing, the tests that need them are skipped; the run ends by saying so.
import { sharedFolder } from './shared-folder.ts';

export default function setup(): () => void {
  return () => {
    if (sharedFolder.there || process.env.ATTUNE_SHARED) return;
    console.warn(
      `\n!!! SKIPPED: every test with real calls, real speech and the real model. ${sharedFolder.path} is not there; name it in ATTUNE_SHARED.\n`,
    );
  };
}
