// A manager takes scorecards along: a version as a file that comes back to the same draft, a questionnaire with a fault that
// is fixed, and a card on A4 paper.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScorecardDraft } from '../../api/scorecards/contract.ts';
import { LIBRARY } from '../../scorecards/scorecard/library.ts';
import { openBrowser } from '../support/browser.ts';
import type { Centre } from '../support/centre.ts';
import { startDemonstration } from '../support/demonstration.ts';
import { demoPage } from './demonstration.ts';
import { WORDS } from './pages.ts';

describe('Scorecards as files', () => {
  let browser: Browser;
  let centre: Centre;
  beforeAll(async () => {
    browser = await openBrowser();
    centre = await startDemonstration();
  }, 150_000);
  afterAll(async () => {
    await browser?.close();
    await centre?.stop();
  }, 60_000);

  const drop = (page: Page, name: string, content: string | Buffer) =>
    page.setInputFiles('input[type=file]', {
      name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(content),
    });
  const openImport = async (page: Page, words: (typeof WORDS)['en']) => {
    await page.goto(`${centre.url}/scorecards`);
    await page.getByRole('button', { name: words.scorecardFiles.import }).click();
    await page.getByRole('dialog').waitFor();
  };
  const draftOf = async (page: Page, key: string): Promise<ScorecardDraft> =>
    (await page.request.get(`${centre.url}/api/scorecards/${key}/draft`)).json();

  it('a version is downloaded, and comes back as the next version and as a new scorecard', async () => {
    const words = WORDS.en;
    const files = words.scorecardFiles;
    const page = await demoPage(browser, centre.url, 'helen', 'en');
    await page.goto(`${centre.url}/scorecards/VG/2`);
    await page.getByRole('button', { name: files.export, exact: true }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: files.asFile }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('VG-v2.json');
    const file = readFileSync(await download.path());

    await openImport(page, words);
    await drop(page, 'VG-v2.json', file);
    await page.getByRole('button', { name: files.openNext.replace('{{ key }}', 'VG') }).click();
    await page.waitForURL(/\/scorecards\/VG\/draft/);
    expect((await draftOf(page, 'VG')).definition).toEqual(LIBRARY[0]);

    await openImport(page, words);
    await drop(page, 'VG-v2.json', file);
    await page.getByRole('button', { name: files.openNew }).click();
    await page.waitForURL(/\/scorecards\/VG-2\/draft/);
    expect((await draftOf(page, 'VG-2')).definition).toEqual({ ...LIBRARY[0], id: 'VG-2' });
  });

  it('a questionnaire is refused by its line, explained, fixed and opened, in Chinese', async () => {
    const words = WORDS.zh;
    const files = words.scorecardFiles;
    const page = await demoPage(browser, centre.url, 'helen', 'zh');
    await openImport(page, words);
    const dialog = page.getByRole('dialog');
    await drop(page, '售后质检.csv', '分组,考核项,分值\n开场,主动问候,5\n,报工号,五分\n');
    await dialog.getByText(files.line.replace('{{ line }}', '3')).waitFor();
    await dialog.getByText('五分 不是分值', { exact: false }).waitFor();
    expect(await dialog.getByRole('button', { name: files.open }).count()).toBe(0);

    // What a column is, only a person knows.
    await drop(page, '售后质检.csv', '分组,动作,分值\n开场,主动问候,5\n,报工号,5\n');
    await dialog.getByText('没有哪一列是', { exact: false }).waitFor();
    await dialog.getByRole('button', { name: /^动作/ }).click();
    await page.getByRole('option', { name: files.column.criterion, exact: true }).click();
    await dialog.getByRole('heading', { name: '售后质检' }).waitFor();
    await dialog.getByRole('button', { name: files.open }).click();
    await page.waitForURL(/\/scorecards\/SC\/draft/);
    const { definition } = await draftOf(page, 'SC');
    expect(definition.sections.map(({ name, criteria }) => [name, criteria.map(({ text }) => text)])).toEqual([
      [{ zh: '开场' }, [{ zh: '主动问候' }, { zh: '报工号' }]],
    ]);
  });

  it('what is no scorecard leaves nothing behind', async () => {
    const words = WORDS.en;
    const page = await demoPage(browser, centre.url, 'helen', 'en');
    const keys = async () => (await (await page.request.get(`${centre.url}/api/scorecards`)).json()).rows.length;
    const before = await keys();
    await openImport(page, words);
    const dialog = page.getByRole('dialog');
    await drop(page, 'card.json', '{"attune":"scorecard",}');
    await dialog.getByText('line 1, character 23', { exact: false }).waitFor();
    await drop(
      page,
      'picture.csv',
      readFileSync(join(import.meta.dirname, '../../web/pictures/workspace.png')).subarray(0, 5000),
    );
    await dialog.getByText('cannot be read as a table', { exact: false }).waitFor();
    await drop(page, 'long.csv', 'x'.repeat(2 * 1024 * 1024 + 1));
    await dialog.getByText('larger than 2 MB', { exact: false }).waitFor();
    expect(await keys()).toBe(before);
  });

  it('a card is printed on A4 with a box for every answer, side by side in two languages', async () => {
    const page = await demoPage(browser, centre.url, 'helen', 'en');
    await page.goto(`${centre.url}/scorecards/VG/2/print?beside=zh`);
    const paper = page.locator('main > section');
    await paper.waitFor();
    const [card] = LIBRARY;
    for (const { text } of card!.sections.flatMap((section) => section.criteria)) {
      expect(await paper.getByText(text.en!, { exact: true }).count()).toBeGreaterThan(0);
      expect(await paper.getByText(text.zh!, { exact: true }).count()).toBeGreaterThan(0);
    }
    const answers = card!.sections
      .flatMap((section) => section.criteria)
      .reduce((sum, { scale, not_applicable }) => {
        const own =
          scale.type === 'choice' ? scale.options.length : scale.type === 'checklist' ? scale.items.length : 0;
        return sum + own + (not_applicable === 'never' ? 0 : 1);
      }, 0);
    expect(await paper.locator('[data-box]').count()).toBe(answers);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const sizes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, w, h]) => [
      Math.round(Number(w)),
      Math.round(Number(h)),
    ]);
    expect(sizes.length).toBeGreaterThan(1);
    for (const size of sizes) expect(size).toEqual([595, 842]);
  });
});
