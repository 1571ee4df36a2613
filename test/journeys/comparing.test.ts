// Two versions of a scorecard compared by mouse, by keyboard and on a phone, in both languages.
import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { criterion, scorecardOf, section } from '../scorecards/given.ts';
import { openBrowser } from '../support/browser.ts';
import type { Centre } from '../support/centre.ts';
import { startDemonstration } from '../support/demonstration.ts';
import { demoPage, ready } from './demonstration.ts';
import { WORDS } from './pages.ts';

const PATH = '/scorecards/VG/compare?from=1&to=2';

describe('Comparing versions', () => {
  let browser: Browser;
  let centre: Centre;
  beforeAll(async () => {
    [browser, centre] = await Promise.all([openBrowser(), startDemonstration()]);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await centre?.stop();
  }, 60_000);

  const headings = (page: Page) => page.getByRole('heading', { level: 3 });
  const showAll = (page: Page, language: 'en' | 'zh') =>
    page.getByRole('switch', { name: WORDS[language].comparison.showAll });

  it('by mouse: from a version to what it changed, and to what it did not', async () => {
    const page = await demoPage(browser, centre.url, 'helen', 'en');
    await page.goto(`${centre.url}/scorecards/VG/2`);
    await page.getByRole('link', { name: WORDS.en.comparison.open }).click();
    await page.waitForURL(`**${PATH}`);
    await ready(page);
    const vg12 = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: 'Says what happens next and when' }) });
    await vg12.first().waitFor({ state: 'attached' });
    expect(await vg12.first().textContent()).toContain('“Not met” costs 7 points instead of 10: 3 less');
    expect(await page.locator('del').first().innerText()).not.toBe('');
    await page.getByRole('button', { name: WORDS.en.comparison.to }).click();
    await page.getByRole('option', { name: 'Version 1' }).click();
    await page.getByText(WORDS.en.comparison.same).waitFor();
    expect(await headings(page).count()).toBe(0);
    await showAll(page, 'en').locator('..').click();
    await headings(page).first().waitFor();
    expect(await headings(page).count()).toBe(19);
    await page.context().close();
  }, 120_000);

  it('by keyboard alone', async () => {
    const page = await demoPage(browser, centre.url, 'helen', 'zh');
    await page.goto(`${centre.url}${PATH}`);
    await ready(page);
    const changed = await headings(page).count();
    await page.getByRole('button', { name: WORDS.zh.comparison.from }).focus();
    await page.keyboard.press('Enter');
    await page.locator('[role=option][data-highlighted]').waitFor();
    await page.keyboard.press('Home');
    await page.locator('[role=option][data-highlighted]', { hasText: '2' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(WORDS.zh.comparison.same).waitFor();
    expect(new URL(page.url()).searchParams.get('from')).toBe('2');
    await page.goBack();
    await headings(page).first().waitFor();
    await page.locator('summary').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('details[open] li').first().waitFor();
    await showAll(page, 'zh').focus();
    await page.keyboard.press('Space');
    await expect.poll(() => headings(page).count()).toBeGreaterThanOrEqual(changed);
    await page.context().close();
  }, 120_000);

  it('on a phone, in one column that does not scroll sideways', async () => {
    const page = await demoPage(browser, centre.url, 'helen', 'en');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${centre.url}${PATH}`);
    await ready(page);
    await showAll(page, 'en').locator('..').click();
    const wide = await page.evaluate(() => {
      const main = document.querySelector('main')!;
      return main.scrollWidth - main.clientWidth;
    });
    expect(wide).toBe(0);
    const cells = page.locator('li:has(del)').first().locator('> span');
    const boxes = await Promise.all((await cells.all()).map((cell) => cell.boundingBox()));
    expect(new Set(boxes.slice(0, 3).map((box) => Math.round(box!.x))).size).toBe(1);
    await page.context().close();
  }, 120_000);

  it('of a scorecard that lacks the reader’s language: its words say which they are in', async () => {
    const page = await demoPage(browser, centre.url, 'helen', 'en');
    const published = await page.evaluate(
      async (versions) => {
        const headers = { 'content-type': 'application/json' };
        const post = async (body: unknown) =>
          (await fetch('/api/scorecards', { method: 'POST', headers, body: JSON.stringify(body) })).status;
        return [await post(versions[0]), await post(versions[1])];
      },
      [followUp('接通后三秒内问候'), followUp('接通后五秒内问候')],
    );
    expect(published).toEqual([200, 200]);
    for (const path of ['/scorecards/FU/2', '/scorecards/FU/compare?from=1&to=2']) {
      await page.goto(`${centre.url}${path}`);
      await ready(page);
      await page.locator('[lang=zh]', { hasText: '接通后五秒内问候' }).first().waitFor();
      await page.getByRole('img', { name: 'Chinese' }).first().waitFor();
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      expect(
        violations.map(({ id }) => id),
        path,
      ).toEqual([]);
    }
    expect(await page.locator('del').innerText()).toBe('三');
    expect(await page.locator('ins').innerText()).toBe('五');
    await page.context().close();
  }, 120_000);

  it('is told beside every chart and mean that goes across two that do not compare', async () => {
    for (const language of ['en', 'zh'] as const) {
      const page = await demoPage(browser, centre.url, 'helen', language);
      const words = WORDS[language];
      await page.goto(`${centre.url}/quality`);
      await ready(page);
      await page.getByText(words.comparison.joined).waitFor();
      const note = (
        await page
          .locator('li', { has: page.locator('svg line') })
          .first()
          .innerText()
      ).trim();
      await page.getByRole('button', { name: words.quality.asTable, exact: true }).click();
      await page.getByRole('cell', { name: note, exact: true }).waitFor();
      await page.context().close();
    }
  }, 120_000);
});

/** A scorecard written in Chinese alone. */
const followUp = (text: string) => ({
  ...scorecardOf([section('A', criterion('F1', { text: { zh: text }, competency: 'solving' }))]),
  id: 'FU',
  leading: 'zh',
  name: { zh: '回访电话' },
});
