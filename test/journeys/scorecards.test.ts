// Managers write scorecards: a LAST card by keys alone, the same by mouse alone, and a base score with a veto in Chinese.
// Each is published, a contact is scored on it, and a second version is compared with the first.
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScorecardVersion } from '../../api/scorecards/contract.ts';
import type { Scorecard } from '../../scorecards/scorecard/definition.ts';
import { openBrowser } from '../support/browser.ts';
import { startDemonstration } from '../support/demonstration.ts';
import { demoPage } from './demonstration.ts';
import { WORDS } from './pages.ts';

const LAST = [
  { section: 'Listen', asked: 'Lets the customer finish' },
  { section: 'Acknowledge', asked: 'Says sorry in own words' },
  { section: 'Solve', asked: 'Names what happens next and when' },
  { section: 'Thank', asked: 'Thanks for the complaint' },
];

/** Goes on by Tab until what has the focus is named so; nothing else is touched. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 150; presses++) {
    const named = await page.evaluate(() => {
      const at = document.activeElement as HTMLInputElement | null;
      if (!at?.matches('button, a, input, textarea')) return '';
      return at.getAttribute('aria-label') ?? at.labels?.[0]?.innerText ?? at.innerText;
    });
    if (named.trim().startsWith(name)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${name} is not reached by Tab`);
}

/** Once the dialog has the focus and nothing is left to fix. */
async function publishByKeys(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog
    .locator(':focus')
    .or(dialog.and(page.locator(':focus')))
    .waitFor();
  const publish = dialog.getByRole('button', { name: WORDS.en.builder.publish, exact: true });
  await expect.poll(() => publish.isEnabled(), { timeout: 10_000 }).toBe(true);
  await publish.press('Enter');
}

const focused = (page: Page, label: string | RegExp) => page.getByLabel(label).and(page.locator(':focus')).waitFor();

async function definitionOf(page: Page, url: string, key: string, number: number): Promise<Scorecard> {
  const answered = await page.request.get(`${url}/api/scorecards/${key}/versions/${number}`);
  return ((await answered.json()) as ScorecardVersion).definition;
}

const outlineOf = ({ sections }: Scorecard) =>
  sections.map((one) => [one.name.en, ...one.criteria.map(({ text }) => text.en)]);
const LAST_OUTLINE = LAST.map(({ section, asked }) => [section, asked]);

describe('A scorecard is written', () => {
  const words = WORDS.en;
  const { builder } = words;
  let browser: Browser;
  let centre: Awaited<ReturnType<typeof startDemonstration>>;
  beforeAll(async () => {
    browser = await openBrowser();
    centre = await startDemonstration();
  }, 150_000);
  afterAll(async () => {
    await browser?.close();
    await centre?.stop();
  }, 60_000);

  it('by keys alone: LAST from nothing, published, changed and published again', async () => {
    const { url } = centre;
    const page = await demoPage(browser, url, 'helen', 'en');
    await page.goto(`${url}/scorecards`);
    await page.getByRole('button', { name: words.scorecards.new }).waitFor();
    await tabTo(page, words.scorecards.new);
    await page.keyboard.press('Enter');
    await focused(page, builder.name);
    await page.keyboard.type('Key LAST');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/scorecards\/KL\/draft/);
    const name = (field: string) =>
      builder.inLanguage.replace('{{ field }}', field).replace('{{ language }}', 'English');

    await page.getByRole('navigation', { name: builder.outline }).waitFor();
    // Thank comes first here, and is moved down below.
    for (const { section, asked } of [LAST[3]!, ...LAST.slice(0, 3)]) {
      await page.keyboard.press('Shift+N');
      await focused(page, name(builder.name));
      await page.keyboard.type(section);
      await page.keyboard.press('Escape');
      await page.keyboard.press('n');
      await focused(page, name(builder.asked));
      await page.keyboard.type(asked);
      await page.keyboard.press('Escape');
    }
    // Up to the first section, which goes down three times with its criterion.
    for (let i = 0; i < 7; i++) await page.keyboard.press('ArrowUp');
    for (let i = 0; i < 3; i++) await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+Shift+z');

    await page.keyboard.press('Control+Enter');
    await publishByKeys(page);
    await page.waitForURL(/\/scorecards\/KL\/1/);
    expect(outlineOf(await definitionOf(page, url, 'KL', 1))).toEqual(LAST_OUTLINE);
    await scored(browser, url, { who: 'tom', language: 'en', card: 'Key LAST', by: 'keys' });

    // The next version: the last criterion weighs more.
    await tabTo(page, words.scorecards.edit);
    await page.keyboard.press('Enter');
    await page.getByRole('navigation', { name: builder.outline }).waitFor();
    await tabTo(page, 'Key LAST');
    for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await focused(page, name(builder.asked));
    await tabTo(page, builder.weight);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('8');
    await page.keyboard.press('Control+Enter');
    await publishByKeys(page);
    await page.waitForURL(/\/scorecards\/KL\/2/);
    await tabTo(page, words.comparison.open);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/scorecards\/KL\/compare/);
    expect((await definitionOf(page, url, 'KL', 2)).sections.at(-1)!.criteria[0]!.weight).toBe(8);
    // 5 of 20 points before, 8 of 23 now.
    await page
      .getByText(/costs 34\.\d+ points instead of 25/)
      .first()
      .waitFor();
    await page.context().close();
  }, 120_000);

  it('by mouse alone: LAST from nothing, rows dragged by their handles', async () => {
    const { url } = centre;
    const page = await demoPage(browser, url, 'helen', 'en');
    await page.goto(`${url}/scorecards`);
    await page.getByRole('button', { name: words.scorecards.new }).click();
    // Words are typed; everything else is done with the mouse.
    await page.keyboard.type('Mouse LAST');
    await page.getByRole('button', { name: builder.begin }).click();
    await page.waitForURL(/\/scorecards\/ML\/draft/);
    const outline = page.getByRole('navigation', { name: builder.outline });
    const field = (label: string) =>
      page.getByLabel(builder.inLanguage.replace('{{ field }}', label).replace('{{ language }}', 'English'), {
        exact: true,
      });
    for (const { section, asked } of [LAST[3]!, ...LAST.slice(0, 3)]) {
      await outline.getByRole('button', { name: builder.addSection }).click();
      await field(builder.name).click();
      await page.keyboard.type(section);
      await outline.getByRole('button', { name: builder.addCriterion }).click();
      await field(builder.asked).click();
      await page.keyboard.type(asked);
    }
    await drag(page, 'Thank', 'Solve', 'below');
    // Into another section and back again.
    await drag(page, LAST[0]!.asked, LAST[1]!.asked, 'below');
    await outline.getByText('Acknowledge').waitFor();
    await page.getByRole('button', { name: builder.undo }).click();

    // The preview is filled in, and shows the score.
    await page.getByRole('button', { name: builder.fillIn }).click();
    const preview = page.getByRole('region', { name: builder.preview });
    await preview.locator('footer').getByText('100', { exact: true }).waitFor();
    await preview.getByRole('button', { name: 'No', exact: true }).first().click();
    await preview.locator('footer').getByText('75', { exact: true }).waitFor();

    await page.getByRole('button', { name: builder.publish }).click();
    await page.getByRole('dialog').getByRole('button', { name: builder.publish }).click();
    await page.waitForURL(/\/scorecards\/ML\/1/);
    expect(outlineOf(await definitionOf(page, url, 'ML', 1))).toEqual(LAST_OUTLINE);
    await scored(browser, url, { who: 'tom', language: 'en', card: 'Mouse LAST', by: 'mouse' });

    await page.getByRole('link', { name: words.scorecards.edit, exact: true }).click();
    await outline.getByRole('button', { name: new RegExp(LAST[3]!.asked) }).click();
    await page.getByRole('button', { name: builder.remove, exact: true }).click();
    await outline.getByRole('button', { name: /^Thank/ }).click();
    await page.getByRole('button', { name: builder.remove, exact: true }).click();
    await page.getByRole('button', { name: builder.publish }).click();
    await page.getByRole('dialog').getByRole('button', { name: builder.publish }).click();
    await page.waitForURL(/\/scorecards\/ML\/2/);
    await page.getByRole('link', { name: words.comparison.open }).click();
    await page.getByText(LAST[3]!.asked).first().waitFor();
    await page.context().close();
  }, 120_000);

  it('as a base score with a veto, in Chinese', async () => {
    const { url } = centre;
    const zh = WORDS.zh;
    const page = await demoPage(browser, url, 'helen', 'zh');
    await page.goto(`${url}/scorecards`);
    await page.getByRole('button', { name: zh.scorecards.new }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(zh.builder.name, { exact: true }).fill('电话扣分表');
    await dialog.getByLabel(zh.builder.id, { exact: true }).fill('KF');
    await dialog.getByText(zh.builder.methods.base, { exact: true }).click();
    await dialog.getByRole('button', { name: zh.builder.begin }).click();
    await page.waitForURL(/\/scorecards\/KF\/draft/);
    const outline = page.getByRole('navigation', { name: zh.builder.outline });
    const field = (label: string) =>
      page.getByLabel(zh.builder.inLanguage.replace('{{ field }}', label).replace('{{ language }}', '中文'), {
        exact: true,
      });

    await outline.getByRole('button', { name: zh.builder.addSection }).click();
    await field(zh.builder.name).fill('服务规范');
    await page.getByLabel(zh.builder.canLose).fill('100');
    await outline.getByRole('button', { name: zh.builder.addCriterion }).click();
    await field(zh.builder.asked).fill('打断客户');
    await page.getByLabel(zh.builder.each.deduct).fill('20');
    await page.getByLabel(zh.builder.cap.deduct).fill('100');
    await outline.getByRole('button', { name: zh.builder.addSection }).click();
    await field(zh.builder.name).fill('红线');
    await page.getByRole('button', { name: zh.builder.kind }).click();
    await page.getByRole('option', { name: zh.builder.kinds.veto }).click();
    await outline.getByRole('button', { name: zh.builder.addCriterion }).click();
    await field(zh.builder.asked).fill('全程尊重客户');

    const preview = page.getByRole('region', { name: zh.builder.preview });
    await preview.getByRole('button', { name: zh.builder.allSections }).click();
    await preview.getByRole('button', { name: zh.review.more }).click();
    await preview.getByRole('button', { name: '是', exact: true }).click();
    await preview.locator('footer').getByText('90', { exact: true }).waitFor({ state: 'detached' });
    await preview.locator('footer').getByText('100', { exact: true }).waitFor();
    await preview.getByRole('button', { name: zh.review.more }).click();
    await preview.locator('footer').getByText('80', { exact: true }).waitFor();
    await preview.getByRole('button', { name: '否', exact: true }).click();
    await preview.locator('footer').getByText('0', { exact: true }).first().waitFor();

    await page.getByRole('button', { name: zh.builder.publish }).click();
    await page.getByRole('dialog').getByRole('button', { name: zh.builder.publish }).click();
    await page.waitForURL(/\/scorecards\/KF\/1/);
    const score = await scored(browser, url, { who: 'zhaomin', language: 'zh', card: '电话扣分表', by: 'veto' });
    expect(score).toMatchObject({ formula: 'base-1', score_bp: 10_000, final_bp: 0 });
    await page.context().close();
  }, 120_000);

  it('by two managers at once: nothing is overwritten, and what both changed is shown to be chosen', async () => {
    const { url } = centre;
    const [one, other] = await Promise.all([
      demoPage(browser, url, 'helen', 'en'),
      demoPage(browser, url, 'sam', 'en'),
    ]);
    const label = builder.inLanguage.replace('{{ field }}', builder.name).replace('{{ language }}', 'English');
    const open = async (page: Page) => {
      await page.goto(`${url}/scorecards/SO/draft`);
      await page.getByLabel(label, { exact: true }).waitFor();
    };
    const draft = async () =>
      (await (await one.request.get(`${url}/api/scorecards/SO/draft`)).json()).definition as Scorecard;
    await open(one);
    await open(other);
    // Different places: both are in.
    await one.getByLabel(label, { exact: true }).fill('Helen’s name');
    await expect.poll(async () => (await draft()).name.en, { timeout: 30_000 }).toBe('Helen’s name');
    await other.getByRole('navigation', { name: builder.outline }).getByRole('button').nth(1).click();
    await other.getByLabel(label, { exact: true }).fill('Sam’s section');
    await expect.poll(async () => (await draft()).sections[0]!.name.en, { timeout: 30_000 }).toBe('Sam’s section');
    expect((await draft()).name.en).toBe('Helen’s name');

    // The same place: whoever came second sees both, and nothing is saved before they chose.
    await other.getByRole('navigation', { name: builder.outline }).getByRole('button').first().click();
    await other.getByLabel(label, { exact: true }).fill('Sam’s name');
    await expect.poll(async () => (await draft()).name.en, { timeout: 30_000 }).toBe('Sam’s name');
    await one.getByLabel(label, { exact: true }).fill('Helen’s second name');
    const dialog = one.getByRole('dialog', { name: builder.clash.title });
    await dialog.waitFor();
    await dialog.getByText('Helen’s second name').waitFor();
    await dialog.getByText('Sam’s name').waitFor();
    expect(await dialog.getByRole('button', { name: builder.clash.done, exact: true }).isDisabled()).toBe(true);
    expect((await draft()).name.en).toBe('Sam’s name');
    await dialog.getByRole('radio', { name: builder.clash.mine }).click();
    await dialog.getByRole('button', { name: builder.clash.done, exact: true }).click();
    await expect.poll(async () => (await draft()).name.en, { timeout: 30_000 }).toBe('Helen’s second name');
    expect((await draft()).sections[0]!.name.en).toBe('Sam’s section');
    await one.context().close();
    await other.context().close();
  }, 120_000);

  it('while the server is away: what was typed is kept over a reload, and sent', async () => {
    const { url } = centre;
    const page = await demoPage(browser, url, 'helen', 'en');
    const label = builder.inLanguage.replace('{{ field }}', builder.name).replace('{{ language }}', 'English');
    const draft = async () =>
      (await (await page.request.get(`${url}/api/scorecards/EM/draft`)).json()).definition as Scorecard;
    await page.goto(`${url}/scorecards/EM/draft`);
    await page.getByLabel(label, { exact: true }).waitFor();
    await page.route('**/api/scorecards/EM/draft', (route) => route.abort());
    await page.getByLabel(label, { exact: true }).fill('Typed while away');
    await page.getByRole('status').getByText(words.review.unsaved).waitFor();
    await page.unrouteAll();
    await page.reload();
    await expect.poll(async () => (await draft()).name.en, { timeout: 30_000 }).toBe('Typed while away');
    expect(await page.getByLabel(label, { exact: true }).inputValue()).toBe('Typed while away');
    await page.context().close();
  }, 120_000);

  it('while the server is killed: nothing typed is lost, with the page open or closed', async () => {
    const { url } = centre;
    const page = await demoPage(browser, url, 'helen', 'en');
    const label = builder.inLanguage.replace('{{ field }}', builder.name).replace('{{ language }}', 'English');
    const draft = async () =>
      (await (await page.request.get(`${url}/api/scorecards/SO/draft`)).json()).definition as Scorecard;
    const saved = (name: string) => expect.poll(async () => (await draft()).name.en, { timeout: 30_000 }).toBe(name);
    const name = page.getByLabel(label, { exact: true });
    await page.goto(`${url}/scorecards/SO/draft`);
    await name.fill('');
    for (const [typed, close] of [
      ['Typed while it died', false],
      [' and once more', true],
    ] as const) {
      const before = await name.inputValue();
      await name.press('End');
      const typing = page.keyboard.type(typed, { delay: 40 });
      await centre.killed();
      await typing;
      await page.getByRole('status').getByText(words.review.unsaved).waitFor();
      if (close) await page.goto('about:blank');
      await centre.again();
      if (close) await page.goto(`${url}/scorecards/SO/draft`);
      await saved(before + typed);
      expect(await name.inputValue()).toBe(before + typed);
    }
    await page.context().close();
  }, 120_000);
});

/** Takes a row of the outline by its handle and lets it go above or below another. */
async function drag(page: Page, name: string, to: string, where: 'above' | 'below'): Promise<void> {
  const row = (words: string) => page.locator('[data-row]').filter({ hasText: words }).first();
  const handle = await row(name).locator('span[aria-hidden]').first().boundingBox();
  const target = await row(to).boundingBox();
  if (!handle || !target) throw new Error(`${name} or ${to} is not in the outline`);
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
  await page.mouse.down();
  const y = target.y + (where === 'below' ? target.height - 2 : 2);
  await page.mouse.move(target.x + 40, (handle.y + y) / 2, { steps: 4 });
  await page.mouse.move(target.x + 40, y, { steps: 4 });
  await page.mouse.up();
}

type Scoring = { who: string; language: 'en' | 'zh'; card: string; by: 'keys' | 'mouse' | 'veto' };

/** A reviewer takes an interaction, chooses the scorecard and answers all of it; the score that comes of it. */
async function scored(browser: Browser, url: string, { who, language, card, by }: Scoring): Promise<unknown> {
  const words = WORDS[language];
  const page = await demoPage(browser, url, who, language);
  const list = await page.request.get(`${url}/api/interactions?channel=chat&limit=50`);
  const { rows } = (await list.json()) as { rows: { id: string; readable: boolean }[] };
  // One that nobody gave this reviewer yet.
  const free = async ({ id }: { id: string }) => {
    const answered = await page.request.get(`${url}/api/interactions/${id}/scorecards`);
    return ((await answered.json()) as { my_review: string | null }).my_review === null;
  };
  let chat = rows.pop()!;
  while (!(await free(chat))) chat = rows.pop()!;
  await page.goto(`${url}/interactions/${chat.id}`);
  const start = page.getByRole('button', { name: words.interaction.review });
  await start.waitFor();
  if (by === 'keys') await start.press('Enter');
  else await start.click();
  const dialog = page.getByRole('dialog', { name: words.choosing.title });
  const wanted = dialog.getByRole('radio', { name: card });
  await wanted.waitFor();
  if (by === 'keys') {
    await tabToRadio(page, wanted);
    await page.keyboard.press('Enter');
  } else {
    await wanted.click();
    await dialog.getByRole('button', { name: words.choosing.start }).click();
  }
  await page.waitForURL(/\/reviews\/rev_/);
  const review = new URL(page.url()).pathname.split('/').at(-1);
  const criteria = page.locator('fieldset[id^=criterion-]');
  await criteria.first().waitFor();
  for (let i = 0; i < (await criteria.count()); i++) {
    if (by === 'keys') {
      await page.keyboard.press('1');
      await page.keyboard.press('j');
    } else if (by === 'mouse') {
      await criteria.nth(i).getByRole('button', { name: 'Yes', exact: true }).click();
    } else if (i === 0) {
      await criteria.nth(i).getByRole('button', { name: words.review.more }).click();
    } else {
      await criteria.nth(i).getByRole('button', { name: '否', exact: true }).click();
    }
  }
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText(words.review.submitted).first().waitFor();
  const answered = await page.request.get(`${url}/api/evaluations/reviews/${review}`);
  const { review: done } = (await answered.json()) as { review: { evaluation_id: string } };
  const read = await page.request.get(`${url}/api/evaluations/${done.evaluation_id}`);
  const { score } = (await read.json()) as { score: unknown };
  await page.context().close();
  return score;
}

/** Arrows go from one radio to the next; the dialog has the focus on one of them, or on the first by Tab. */
async function tabToRadio(page: Page, wanted: Locator): Promise<void> {
  const first = page.getByRole('dialog').getByRole('radio').first();
  await expect.poll(() => page.getByRole('dialog').locator(':focus').count()).toBe(1);
  for (let i = 0; i < 4 && (await page.locator('input[type=radio]:focus').count()) === 0; i++)
    await page.keyboard.press('Tab');
  expect(await first.count()).toBe(1);
  for (let i = 0; i < 20 && !(await wanted.isChecked()); i++) await page.keyboard.press('ArrowDown');
}
