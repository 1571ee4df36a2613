// The language is switched on every page of the demonstration centre: the page at once shows everything it would show
// if opened in that language.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { type Centre, startCentre } from '../support/centre.ts';
import { demoPage, type Ids, idsOf, PAGES, ready } from './demonstration.ts';
import { WORDS } from './pages.ts';

/** What a page shows, and what it tells those who do not see it. */
const wordsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const shown = document.body.innerText.split('\n');
    const described = [...document.querySelectorAll('*')].flatMap((one) =>
      ['aria-label', 'placeholder', 'title'].flatMap((name) => one.getAttribute(name) ?? []),
    );
    return [document.title, ...shown, ...described].map((line) => line.trim()).filter(Boolean);
  });

describe.concurrent('Switching the language changes every word of a page', () => {
  let browser: Browser;
  let centre: Centre;
  let ids: Ids;
  beforeAll(async () => {
    // Nobody transcribes: what a page tells of its data stays the same.
    const still = { databaseUrl: null, arguments: [], env: { ATTUNE_WORKERS: '0' } };
    [browser, centre] = await Promise.all([openBrowser(), startCentre(still)]);
    ids = await idsOf(browser, centre.url);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await centre?.stop();
  }, 60_000);

  for (const [who, paths] of PAGES) {
    it(`as ${who}`, async ({ expect }) => {
      const page = await demoPage(browser, centre.url, who, 'en');
      for (const path of paths(ids)) {
        await page.goto(`${centre.url}${path}`);
        await ready(page);
        for (const [to, name] of [
          ['zh', '中文'],
          ['en', 'English'],
        ] as const) {
          await page.getByRole('button', { name, exact: true }).click();
          await page.getByRole('button', { name: WORDS[to].shell.you }).first().waitFor();
          await page.mouse.move(0, 0);
          await ready(page);
          const switched = await wordsOf(page);
          await page.reload();
          await ready(page);
          await expect.poll(() => wordsOf(page), { message: `${path} ${to}` }).toEqual(switched);
        }
      }
      await page.context().close();
    }, 240_000);
  }
});
