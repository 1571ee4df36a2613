// A real Chromium for the journeys: one found on the machine, else the one inside the npm package, which is for Linux on
// x64 alone.
import { existsSync } from 'node:fs';
import packaged from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const FOUND = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

export async function openBrowser(): Promise<Browser> {
  const found = FOUND.find((path) => existsSync(path));
  if (!found && `${process.platform}-${process.arch}` !== 'linux-x64') {
    throw new Error(
      `The journeys need a browser. Install Chrome or Chromium where one of these is: ${FOUND.join(', ')}`,
    );
  }
  const executablePath = found ?? (await packaged.executablePath());
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
