// Starts the build on an empty data folder, signs in a person of the demonstration, and stops it.
import { startCentre } from '../test/support/centre.ts';

/** Requests under way, then the worker and the database, one after the other (processes/server/). */
const LONGEST_END_MS = 35_000;

const began = Date.now();
const centre = await startCentre({ databaseUrl: null, arguments: [] });
try {
  console.log(`answers after ${Date.now() - began} ms`);
  const signedIn = await fetch(`${centre.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: centre.url },
    body: JSON.stringify({ email: 'helen@harbour.example', password: 'attune-demo' }),
  });
  if (!signedIn.ok) throw new Error(`signing in answered ${signedIn.status}: ${await signedIn.text()}`);
  const page = await fetch(centre.url);
  if (!page.ok || !(await page.text()).includes('id="app"')) throw new Error(`the page answered ${page.status}`);
} finally {
  const asked = Date.now();
  await centre.stop();
  console.log(`ended ${Date.now() - asked} ms after SIGTERM with ${centre.process.exitCode}`);
  if (centre.process.exitCode !== 0 || Date.now() - asked > LONGEST_END_MS) {
    console.error(centre.output());
    process.exitCode = 1;
  }
}
