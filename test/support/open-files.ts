import { existsSync, readdirSync, readlinkSync, realpathSync } from 'node:fs';

/** Whether the system tells which files this process holds open. */
export const TELLS_OPEN_FILES = existsSync('/proc/self/fd');

/** Files under a folder that this process holds open, those without a name any more included. */
export function openFilesIn(folder: string): string[] {
  const place = realpathSync(folder);
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${fd}`);
      return path.startsWith(`${place}/`) ? [path] : [];
    } catch {
      // The folder of descriptors itself was among them.
      return [];
    }
  });
}
