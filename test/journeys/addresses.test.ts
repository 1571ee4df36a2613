// Unusual addresses: pages with filters ignore values that make no sense, and work.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventWords } from '../../web/words/en/events.ts';
import { openBrowser } from '../support/browser.ts';
import type { Centre } from '../support/centre.ts';
import { startDemonstration } from '../support/demonstration.ts';
import { demoPage, type Ids, idsOf, ready } from './demonstration.ts';
import { WORDS } from './pages.ts';

const LONG = 'x'.repeat(600);
const ODD = ['2026-99-99', '9999-12-31', 'nonsense', '%00', LONG, ''];
const FREE = new Set(['q', 'failed']);
const SEAL = new RegExp(`\\t(?:${eventWords.unsealed}|\\d+)$`, 'gm');
const WHERE: [who: string, path: (ids: Ids) => string, names: string[]][] = [
  [
    'helen',
    () => '/evaluations',
    ['from', 'to', 'agent', 'team', 'kind', 'channel', 'critical', 'failed', 'acknowledged'],
  ],
  ['helen', () => '/interactions', ['from', 'to', 'agent', 'team', 'queue', 'channel', 'state', 'language', 'q']],
  ['helen', () => '/quality', ['team', 'channel', 'weeks']],
  ['ana', () => '/coaching', ['agent', 'due']],
  ['sam', () => '/events', ['from', 'to', 'kind', 'actor']],
  ['priya', (ids) => `/interactions/${ids.call}`, ['at', 'q', 'revision']],
];

describe('A page with an odd address', () => {
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

  for (const [who, path, names] of WHERE) {
    it(`${path({ call: 'id' } as Ids)} shows what it shows without`, async () => {
      const page = await demoPage(browser, centre.url, who, 'en');
      const shownAt = async (address: string) => {
        await page.goto(`${centre.url}${address}`);
        await ready(page);
        expect(await page.getByRole('alert').allInnerTexts(), address.slice(0, 200)).toEqual([]);
        expect(await page.getByText(WORDS.en.shell.broken).count(), address.slice(0, 200)).toBe(0);
        const [filters, main] = [page.locator('header').first(), page.locator('main')];
        // An event may be sealed meanwhile.
        const text = (await main.innerText()).replaceAll(SEAL, '');
        return [await filters.innerText(), text.slice(0, 500)];
      };
      const plain = await shownAt(path(ids));
      for (const odd of ODD) {
        // Any search text is valid.
        const said = names.map((name) => `${name}=${FREE.has(name) ? LONG : odd}`).join('&');
        expect(await shownAt(`${path(ids)}?${said}`), odd.slice(0, 20)).toEqual(plain);
        if (odd === ODD[0]) expect(await shownAt(`${path(ids)}?${said}&${said}`), 'twice').toEqual(plain);
      }
      await page.context().close();
    }, 300_000);
  }
});
