// axe finds nothing on any page, in both languages and both themes, viewed by someone with access. The demonstration
// centre is used so that no page is empty. Each rule runs where its result can change: colours in each theme, names in
// each language.
import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Words } from '../../web/words/en/shape.ts';
import { openBrowser } from '../support/browser.ts';
import type { Centre } from '../support/centre.ts';
import { startDemonstration } from '../support/demonstration.ts';
import { demoPage, type Ids, idsOf, PAGES, ready } from './demonstration.ts';
import { WORDS } from './pages.ts';

type Opened = { who: string; path: (ids: Ids) => string; open: (page: Page, words: Words) => Promise<void> };

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();

/** What is laid over a page: dialogs, sheets, menus and notices, each as a person opens it. */
const OPENED: Record<string, Opened> = {
  'a new plan': { who: 'helen', path: () => '/sampling', open: (page, words) => button(page, words.samples.newPlan) },
  'a draw': {
    who: 'helen',
    path: (ids) => `/sampling/${ids.plan}`,
    open: (page, words) => button(page, words.samples.draw.action),
  },
  'a new calibration': {
    who: 'helen',
    path: () => '/calibration',
    open: (page, words) => button(page, words.calibration.open),
  },
  'columns of a sheet': {
    who: 'helen',
    path: () => '/import',
    open: (page, words) => button(page, words.imports.columns),
  },
  'the import of a scorecard': {
    who: 'helen',
    path: () => '/scorecards',
    open: async (page, words) => {
      await button(page, words.scorecardFiles.import);
      const buffer = Buffer.from('Section,Question,Points\nOpening,Greets,5\n');
      await page.setInputFiles('input[type=file]', { name: 'card.csv', mimeType: 'text/csv', buffer });
      await page.getByRole('button', { name: words.scorecardFiles.open }).waitFor();
    },
  },
  'an invitation': { who: 'sam', path: () => '/people', open: (page, words) => button(page, words.members.invite) },
  'a new scorecard': {
    who: 'helen',
    path: () => '/scorecards',
    open: (page, words) => button(page, words.scorecards.new),
  },
  'a scorecard to publish': {
    who: 'helen',
    path: () => '/scorecards/CL/draft',
    open: (page) => page.keyboard.press('Control+Enter'),
  },
  'criteria to take': {
    who: 'helen',
    path: () => '/scorecards/CL/draft',
    open: async (page, words) => {
      await page.locator('[data-row^="section/"] button').first().click();
      await button(page, words.builder.take);
    },
  },
  'a task': {
    who: 'ana',
    path: () => '/coaching',
    open: async (page) => {
      await page.locator('article[data-card]').first().waitFor();
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
    },
  },
  'a goal': {
    who: 'ana',
    path: (ids) => `/coaching/agents/${ids.agent}`,
    open: (page, words) => button(page, words.coaching.addGoal),
  },
  'what is missing of a review': {
    who: 'priya',
    path: (ids) => `/reviews/${ids.review}`,
    open: (page) => page.keyboard.press('Control+Enter'),
  },
  'versions of a setting': {
    who: 'helen',
    path: () => '/scorecards/settings',
    open: (page, words) =>
      button(page, words.scorecardSettings.historyOf.replace('{{ part }}', words.scorecardSettings.targets.title)),
  },
  'the map of keys': { who: 'priya', path: () => '/reviews', open: (page) => page.keyboard.press('?') },
  commands: { who: 'priya', path: () => '/reviews', open: (page) => page.keyboard.press('Control+k') },
};

describe.concurrent('Axe finds nothing', () => {
  let browser: Browser;
  let centre: Centre;
  let ids: Ids;
  beforeAll(async () => {
    [browser, centre] = await Promise.all([openBrowser(), startDemonstration(1)]);
    ids = await idsOf(browser, centre.url);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await centre?.stop();
  }, 60_000);

  it('before sign-in', async () => {
    for (const locale of ['en-GB', 'zh-CN']) {
      const context = await browser.newContext({ locale });
      const page = await context.newPage();
      for (const path of ['/sign-in', '/invitation#nothing', '/new-password#nothing']) {
        await page.goto(`${centre.url}${path}`);
        await look(page, `${path} ${locale}`);
      }
      await context.close();
    }
  }, 120_000);

  // A person has one language on all their open pages, so this runs one after the other, not in parallel.
  for (const language of ['en', 'zh'] as const) {
    for (const [who, paths] of PAGES) {
      it(`as ${who}, ${language}`, async () => {
        const page = await demoPage(browser, centre.url, who, language);
        for (const path of paths(ids)) {
          await page.goto(`${centre.url}${path}`);
          await look(page, `${path} ${language}`, language === 'en');
        }
        await page.context().close();
      }, 240_000);
    }
  }

  for (const language of ['en', 'zh'] as const) {
    // Not in parallel: buttons are found by their words, and the language applies to all open pages of a person.
    it(`in dialogs and menus over a page, ${language}`, { concurrent: false, timeout: 240_000 }, async () => {
      for (const who of new Set(Object.values(OPENED).map((one) => one.who))) {
        const page = await demoPage(browser, centre.url, who, language);
        await page.emulateMedia({ colorScheme: language === 'en' ? 'light' : 'dark' });
        for (const [name, { path, open }] of Object.entries(OPENED).filter(([, one]) => one.who === who)) {
          await page.goto(`${centre.url}${path(ids)}`);
          await ready(page);
          await open(page, WORDS[language]);
          await expect.poll(() => page.getByRole('dialog').count(), { message: name }).toBe(1);
          await findsNothing(new AxeBuilder({ page }), `${name} ${language}`);
        }
        await page.context().close();
      }
    });

    it(`in a notice, ${language}`, { concurrent: false, timeout: 120_000 }, async () => {
      const page = await demoPage(browser, centre.url, 'joe', language);
      await page.goto(`${centre.url}/feedback`);
      await ready(page);
      await page.route('**/api/auth/sign-out', (route) => route.abort());
      await button(page, WORDS[language].shell.you);
      await page.getByRole('menuitem', { name: WORDS[language].shell.signOut }).click();
      await page.getByRole('status').or(page.getByRole('alert')).last().waitFor();
      await look(page, `a notice ${language}`);
      await page.context().close();
    });
  }
});

/** What the dark theme can change of a page. */
const COLOURS = ['color-contrast', 'link-in-text-block'];
/** What another language can: whether anything is left without words, and whether they are told in it. */
const NAMES = [
  ...['aria-command-name', 'aria-dialog-name', 'aria-input-field-name', 'aria-meter-name', 'aria-progressbar-name'],
  ...['aria-toggle-field-name', 'aria-tooltip-name', 'aria-treeitem-name', 'button-name', 'document-title'],
  ...['empty-heading', 'empty-table-header', 'form-field-multiple-labels', 'html-has-lang', 'html-lang-valid'],
  ...[
    'image-alt',
    'input-button-name',
    'label',
    'label-title-only',
    'link-name',
    'page-has-heading-one',
    'role-img-alt',
  ],
  ...['select-name', 'summary-name', 'svg-img-alt', 'table-duplicate-name', 'valid-lang', 'landmark-unique'],
];

async function look(page: Page, where: string, whole = true): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  await ready(page);
  const axe = new AxeBuilder({ page });
  await findsNothing(whole ? axe : axe.withRules(NAMES), `${where} light`);
  if (!whole) return;
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await ground();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(ground, { message: where }).not.toBe(light);
  // A colour that moves starts those moving that inherit it.
  await page.waitForFunction(() => document.getAnimations().length === 0);
  await findsNothing(new AxeBuilder({ page }).withRules(COLOURS), `${where} dark`);
}

async function findsNothing(axe: AxeBuilder, where: string): Promise<void> {
  // In the page itself: there are no frames, for which another page would be opened each time.
  const { violations } = await axe.setLegacyMode().analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  expect(found, where).toEqual([]);
}
