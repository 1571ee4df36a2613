// A real Chromium for the journeys: the one inside the npm package, which is for Linux on x64 alone and has no window to
// draw, so it takes a fifth less of the processor; elsewhere one that is found on the machine.
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import packaged from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const FOUND = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Global setup of the journeys: the browser is unpacked before three processes want it at once. */
export default async function setup(): Promise<void> {
  await findBrowser();
}

export async function openBrowser(): Promise<Browser> {
  const executablePath = await findBrowser();
  if (!executablePath) {
    throw new Error(
      `The journeys need a browser. Install Chrome or Chromium where one of these is: ${FOUND.join(', ')}`,
    );
  }
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--autoplay-policy=no-user-gesture-required',
    ],
  });
}

const PACKAGE = join(import.meta.dirname, '../../node_modules/@sparticuz/chromium');

const findBrowser = async (): Promise<string | undefined> =>
  `${process.platform}-${process.arch}` === 'linux-x64' ? unpacked() : FOUND.find((path) => existsSync(path));

/**
 * The package's own unpacking takes a file that is still being written, or was left half written, for the browser. So
 * it unpacks into a folder of this process, which gets its lasting name when it is whole.
 */
async function unpacked(): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { version: string };
  const lasting = join(tmpdir(), `attune-chromium-${version}`);
  if (!existsSync(lasting)) {
    const before = process.env.TMPDIR;
    const folder = mkdtempSync(join(tmpdir(), 'attune-unpacking-'));
    process.env.TMPDIR = folder;
    try {
      await packaged.executablePath();
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
    try {
      renameSync(folder, lasting);
    } catch {
      // Another process was first.
      rmSync(folder, { recursive: true });
    }
  }
  return join(lasting, 'chromium');
}
