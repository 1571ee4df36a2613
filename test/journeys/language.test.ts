// The language is switched on every page of the demonstration centre: the page at once shows everything it would show
// if opened in that language.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import type { Centre } from '../support/centre.ts';
import { startDemonstration } from '../support/demonstration.ts';
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

async function shown(page: Page): Promise<string[]> {
  await ready(page);
  return await wordsOf(page);
}

async function switchTo(page: Page, language: 'en' | 'zh', name: string): Promise<void> {
  // The page speaks it at once; whoever loads it again before that is saved has the language of before.
  const saved = page.waitForResponse((response) => response.request().method() !== 'GET');
  await page.getByRole('button', { name, exact: true }).click();
  await page.getByRole('button', { name: WORDS[language].shell.you }).first().waitFor();
  expect((await saved).ok()).toBe(true);
  await page.mouse.move(0, 0);
}

describe.concurrent('Switching the language changes every word of a page', () => {
  let browser: Browser;
  let centre: Centre;
  let ids: Ids;
  beforeAll(async () => {
    [browser, centre] = await Promise.all([openBrowser(), startDemonstration()]);
    ids = await idsOf(browser, centre.url);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await centre?.stop();
  }, 60_000);

  for (const [who, paths] of PAGES) {
    it(`as ${who}`, async () => {
      const page = await demoPage(browser, centre.url, who, 'en');
      for (const path of paths(ids)) {
        await page.goto(`${centre.url}${path}`);
        const opened = await shown(page);
        await switchTo(page, 'zh', '中文');
        const switched = await shown(page);
        await page.reload();
        expect(await shown(page), `${path} zh`).toEqual(switched);
        await switchTo(page, 'en', 'English');
        expect(await shown(page), `${path} en`).toEqual(opened);
      }
      await page.context().close();
    }, 240_000);
  }
});
