// An administrator searches the event log by keyboard and exports it as a spreadsheet.
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventWords } from '../../web/words/en/events.ts';
import { openBrowser } from '../support/browser.ts';
import type { Centre } from '../support/centre.ts';
import { startDemonstration } from '../support/demonstration.ts';
import { demoPage, ready } from './demonstration.ts';

describe('The event log', () => {
  let browser: Browser;
  let centre: Centre;
  beforeAll(async () => {
    [browser, centre] = await Promise.all([openBrowser(), startDemonstration()]);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await centre?.stop();
  }, 60_000);

  it('is narrowed, opened and exported', async () => {
    const page = await demoPage(browser, centre.url, 'sam', 'en');
    await page.goto(`${centre.url}/events?kind=sample.drawn`);
    await ready(page);
    const rows = page.getByRole('row');
    await expect.poll(() => rows.count(), { timeout: 60_000 }).toBeGreaterThan(1);
    expect(await rows.nth(1).innerText()).toContain(eventWords.kinds['sample.drawn']);

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: eventWords.exported }).click();
    const sheet = readFileSync(await (await download).path(), 'utf8');
    expect(sheet.split('\r\n')[0]).toContain('number,at,kind');
    expect(sheet.split('\r\n')[1]).toContain(',sample.drawn,');

    await rows.nth(1).getByRole('link').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/sampling\/pln_/);
    await page.goBack();
    await page.getByRole('button', { name: eventWords.clear }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.search === '');

    // By mouse the list opens at its button and not under the click.
    await page.getByRole('button', { name: eventWords.anyKind }).click();
    await page.getByRole('option', { name: eventWords.kinds['sample.drawn'] }).click();
    await page.waitForURL(/kind=sample\.drawn/);
    await page.context().close();
  }, 240_000);
});
