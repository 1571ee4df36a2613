// A real Chromium for the journeys: the one inside the npm package, which is for Linux on x64 alone and has no window to
// draw, so it takes a fifth less of the processor; elsewhere one that is found on the machine.
import { existsSync } from 'node:fs';
import packaged from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const FOUND = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

export async function openBrowser(): Promise<Browser> {
  const own = `${process.platform}-${process.arch}` === 'linux-x64' ? await packaged.executablePath() : null;
  const executablePath = own ?? FOUND.find((path) => existsSync(path));
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
