// What a manager sees of a file before anything is written, and what they correct: by keyboard, mouse and touch, in
// both languages.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COLUMN_WORDS } from '../../scorecards/problems/columns.ts';
import { openBrowser } from '../support/browser.ts';
import { type Centre, startCentre } from '../support/centre.ts';
import { addressOf, foundCentre } from '../support/person.ts';
import { wav } from '../support/sound.ts';
import { choose, openAs, WORDS } from './pages.ts';

const fixtures = join(import.meta.dirname, '../fixtures/sheets');
const AGENT = 'Wei Qiang';
const MANAGER = 'Mona Weiss';
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'text/plain', buffer });
/** For looking at the pages by eye. */
const picture = (page: Page, name: string) =>
  process.env.ATTUNE_PICTURES
    ? page.screenshot({ path: join(process.env.ATTUNE_PICTURES, `${name}.png`), fullPage: true })
    : null;
const axe = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);

describe('The import page shows how a file was read', () => {
  let browser: Browser;
  let centre: Centre;
  beforeAll(async () => {
    [browser, centre] = await Promise.all([openBrowser(), startCentre({ databaseUrl: null })]);
    await foundCentre(centre, [
      { name: AGENT, roles: ['agent'] },
      { name: MANAGER, roles: ['manager'] },
      { name: 'Lin Yan', roles: ['manager'], language: 'zh' },
    ]);
  }, 150_000);
  afterAll(async () => {
    await browser?.close();
    await centre?.stop();
  }, 60_000);

  /** Of an interaction that came in: its words, and when it began. */
  const interaction = async (page: Page, id: string) => {
    const list = await page.request.get(`${centre.url}/api/interactions?q=${encodeURIComponent(id)}`);
    const { rows } = (await list.json()) as { rows: { id: string; started_at: string; external_id: string }[] };
    const row = rows.find(({ external_id }) => external_id === id);
    if (!row) return null;
    const read = await page.request.get(`${centre.url}/api/interactions/${row.id}/transcript`);
    const { turns } = (await read.json()) as { turns: { speaker: string; text: string }[] };
    return { started_at: row.started_at, turns: turns.map(({ speaker, text }) => [speaker, text]) };
  };

  it('chats with custom columns, ambiguous dates and one in the future (en, keys and mouse)', async () => {
    const words = WORDS.en;
    const page = await openAs(browser, centre.url, MANAGER, 'en');
    await page.goto(`${centre.url}/import`);
    const rows = [
      'external_id;Wer;channel;started_at;speaker;text',
      `D1;${addressOf(AGENT)};chat;03/04/2026 10:00;visitor;Guten Tag, Müller hier`,
      `D1;${addressOf(AGENT)};chat;03/04/2026 10:00;Operator 7;Hello`,
      `D2;${addressOf(AGENT)};chat;01/02/2099 10:00;agent;Tomorrow`,
    ];
    await page.setInputFiles('input[type=file]', file('chats.csv', Buffer.from(rows.join('\r\n'), 'latin1')));
    const sheet = page.getByRole('region', { name: 'Chats: chats.csv' });
    await sheet.getByRole('alert').getByText('There is no Agent column').waitFor();
    const encoding = sheet.getByRole('button', { name: words.understood.encoding });
    expect(await encoding.textContent()).toContain('Windows-1252');
    expect(await sheet.getByText('Müller hier').count()).toBe(1);
    await picture(page, 'en-missing');

    // Which column the agent is, by keyboard: a letter finds it.
    const who = sheet.getByRole('button', { name: /Wer/ });
    await who.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: COLUMN_WORDS.agent!.en, exact: true }).waitFor();
    await page.keyboard.type('Agent');
    await page.keyboard.press('Enter');
    await sheet.getByText(words.understood.namedBy.chosen).waitFor();

    // How the dates are read, by mouse; then that the year 2099 is meant.
    const dates = sheet.getByRole('button', { name: words.understood.dateOrder });
    await sheet.getByText(words.understood.dateOrderDoubtful).waitFor();
    await choose(page, dates, words.understood.dateOrderName['month-first']);
    await sheet
      .getByText('04 Mar 2026', { exact: false })
      .or(sheet.getByText('4 Mar 2026', { exact: false }))
      .first()
      .waitFor();
    await sheet.getByText('is in the future').waitFor();
    await picture(page, 'en-dates');
    await sheet.getByText(words.understood.confirmDates(1)).click();
    await sheet.getByText(words.imports.chatsOf({ chats: 2, good: 2 })).waitFor();
    expect(await axe(page)).toEqual([]);
    expect(await interaction(page, 'D1')).toBeNull();
    await page.getByRole('button', { name: words.imports.importAll(2) }).click();
    await sheet.getByText(words.imports.chatsDone({ created: 2 })).waitFor();
    expect(await interaction(page, 'D1')).toEqual({
      started_at: '2026-03-04T10:00:00.000Z',
      turns: [
        ['customer', 'Guten Tag, Müller hier'],
        ['agent', 'Hello'],
      ],
    });

    // The next file with this header needs no word.
    const next = rows.slice(0, 2).join('\n').replace('D1', 'D3').replace('03/04/2026', '2026-04-03');
    await page.setInputFiles('input[type=file]', file('next.csv', Buffer.from(next)));
    const second = page.getByRole('region', { name: 'Chats: next.csv' });
    await second.getByText(words.understood.namedBy.remembered).waitFor();
    await second.getByText(words.imports.chatsOf({ chats: 1, good: 1 })).waitFor();
    await page.context().close();
  });

  it('a spreadsheet in GB 18030 for a recording, a workbook, and an unsupported file (zh, touch)', async () => {
    const words = WORDS.zh;
    const desk = await openAs(browser, centre.url, 'Lin Yan', 'zh');
    const page = await browser
      .newContext({
        storageState: await desk.context().storageState(),
        hasTouch: true,
        viewport: { width: 1024, height: 900 },
        locale: 'zh-CN',
      })
      .then((context) => context.newPage());
    page.setDefaultTimeout(30_000);
    await page.goto(`${centre.url}/import`);
    const gbk = readFileSync(join(fixtures, 'c14-gbk-excel.csv'));
    await page.setInputFiles('input[type=file]', [
      file('c14.csv', gbk),
      { name: 'c2.wav', mimeType: 'audio/wav', buffer: Buffer.from(wav(1000)) },
      file('calls.xlsx', readFileSync(join(fixtures, 'c21-calls.xlsx'))),
      file('chats.xlsx', readFileSync(join(fixtures, 'chats.xlsx'))),
    ]);
    const sheet = page.getByRole('region', { name: `${words.imports.csv}: c14.csv` });
    await sheet.getByText('她说“可以”，谢谢').first().waitFor();
    const encoding = sheet.getByRole('button', { name: words.understood.encoding });
    // A wide table scrolls within its frame, the page does not.
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    expect(await encoding.textContent()).toContain('GB 18030');
    await page.getByRole('region', { name: words.imports.ignored }).getByText('工作簿已损坏').waitFor();

    // Another encoding is one tap away, and back.
    await encoding.tap();
    await page.getByRole('option', { name: words.understood.encodingName.big5 }).tap();
    await expect.poll(() => encoding.textContent()).toContain('Big5');
    await sheet.getByText('她说“可以”，谢谢').first().waitFor({ state: 'detached' });
    await encoding.tap();
    await page.getByRole('option', { name: words.understood.encodingName.gb18030 }).tap();
    await sheet.getByText('她说“可以”，谢谢').first().waitFor();

    const workbook = page.getByRole('region', { name: `${words.imports.chats}: chats.xlsx` });
    await workbook.getByText('其他工作表未读取：隐藏, 说明').waitFor();
    await workbook.getByText('已被缩写').or(workbook.getByText('被表格软件缩写')).first().waitFor();
    await picture(page, 'zh-touch');
    expect(await axe(page)).toEqual([]);
    await page.context().close();
    await desk.context().close();
  });
});
