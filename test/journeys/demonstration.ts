// The demonstration centre's pages, each with a person who has access.
import type { Browser, Page } from 'playwright-core';

export type Ids = {
  review: string;
  call: string;
  chat: string;
  evaluation: string;
  agent: string;
  plan: string;
  calibration: string;
};

/** Who looks at which pages; ids are those of the demonstration. */
export const PAGES: [who: string, paths: (ids: Ids) => string[]][] = [
  [
    'priya',
    (ids) => [
      '/reviews',
      `/reviews/${ids.review}`,
      '/interactions',
      `/interactions/${ids.call}`,
      `/interactions/${ids.chat}`,
      '/scorecards',
      '/scorecards/CH/2',
      '/scorecards/VG/compare?from=1&to=2',
      '/scorecards/CH/2/print?beside=zh',
    ],
  ],
  ['ana', (ids) => ['/coaching', `/coaching/agents/${ids.agent}`, '/evaluations']],
  ['joe', (ids) => ['/feedback', `/feedback/${ids.evaluation}`, '/plan', '/account', '/not-a-page', '/people']],
  [
    'helen',
    (ids) => [
      '/quality',
      '/sampling',
      `/sampling/${ids.plan}`,
      '/calibration',
      `/calibration/${ids.calibration}`,
      '/import',
      '/scorecards/settings',
      '/scorecards/library',
      '/scorecards/CL/draft',
    ],
  ],
  // Narrowed to what does not happen meanwhile: switching the language is an event.
  ['sam', () => ['/people', '/speech', '/events?kind=sample.drawn']],
];

export async function ready(page: Page): Promise<void> {
  await page.locator('h1, h2').first().waitFor();
  await page.waitForLoadState('networkidle');
  // A page is there before its data: until then it shows skeletons.
  await page.waitForFunction(() => document.querySelector('.animate-pulse') === null);
}

export async function demoPage(browser: Browser, url: string, who: string, language: 'en' | 'zh'): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(`${url}/sign-in`);
  await page.evaluate(
    async ([email, json]) => {
      const headers = { 'content-type': 'application/json' };
      const credentials = JSON.stringify({ email, password: 'attune-demo' });
      const signed = await fetch('/api/auth/sign-in/email', { method: 'POST', headers, body: credentials });
      if (!signed.ok) throw new Error(await signed.text());
      await fetch('/api/people/me', { method: 'PATCH', headers, body: json });
    },
    [`${who}@harbour.example`, JSON.stringify({ language, theme: 'system' })] as const,
  );
  return page;
}

export async function idsOf(browser: Browser, url: string): Promise<Ids> {
  const ask = async <T>(who: string, path: string): Promise<T> => {
    const page = await demoPage(browser, url, who, 'en');
    const found = await page.evaluate(async (at) => (await fetch(at)).json(), path);
    await page.context().close();
    return found as T;
  };
  type Rows = { rows: { id: string; agent: { id: string } }[] };
  const queue = await ask<{ rows: { id: string }[] }>('priya', '/api/evaluations/queue');
  const calls = await ask<Rows>('priya', '/api/interactions?channel=voice&q=en-parcel');
  const chats = await ask<Rows>('priya', '/api/interactions?channel=chat');
  const evaluations = await ask<Rows>('joe', '/api/evaluations');
  const plans = await ask<{ rows: { id: string }[] }>('helen', '/api/samples/plans');
  const calibrations = await ask<Rows>('helen', '/api/calibration');
  return {
    review: queue.rows[0]!.id,
    call: calls.rows[0]!.id,
    chat: chats.rows[0]!.id,
    evaluation: evaluations.rows[0]!.id,
    agent: evaluations.rows[0]!.agent.id,
    plan: plans.rows[0]!.id,
    calibration: calibrations.rows[0]!.id,
  };
}
