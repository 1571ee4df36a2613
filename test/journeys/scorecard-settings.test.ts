// A manager sets targets, what new scorecards begin with and what marks a complaint, by mouse and by keyboard; of two who
// save at once the second is told, and nothing is lost. In both languages.
import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { ScorecardSettings } from '../../api/scorecards/settings-contract.ts';
import { openBrowser } from '../support/browser.ts';
import { type Centre, startCentre } from '../support/centre.ts';
import { newPostgres } from '../support/database.ts';
import { foundCentre } from '../support/person.ts';
import { choose, openAs, WORDS } from './pages.ts';

const MANAGERS = { en: 'Mona Weiss', zh: 'Lin Yan' } as const;

const axe = async (page: Page) =>
  (await new AxeBuilder({ page }).setLegacyMode().analyze()).violations.map(({ id, nodes }) => [
    id,
    nodes.map(({ html }) => html),
  ]);

describe('Scorecard settings', () => {
  let browser: Browser;
  let centre: Centre;
  let drop = async (): Promise<void> => {};
  beforeAll(async () => {
    browser = await openBrowser();
    const fresh = inject('postgres') ? await newPostgres(null) : null;
    if (fresh) drop = fresh.drop;
    centre = await startCentre({ databaseUrl: fresh?.url ?? null, env: { ATTUNE_WORKERS: '0' } });
    await foundCentre(centre, [
      { name: MANAGERS.en, roles: ['manager'] },
      { name: MANAGERS.zh, roles: ['manager'], language: 'zh' },
      { name: 'Rae Novak', roles: ['reviewer'] },
    ]);
  }, 150_000);
  afterAll(async () => {
    await browser?.close();
    await centre?.stop();
    await drop();
  }, 60_000);

  const opened = async (language: 'en' | 'zh') => {
    const page = await openAs(browser, centre.url, MANAGERS[language], language);
    await page.goto(`${centre.url}/scorecards`);
    await page.getByRole('link', { name: WORDS[language].scorecardSettings.link, exact: true }).click();
    const part = (of: 'targets' | 'defaults' | 'complaints') =>
      page.getByRole('region', { name: WORDS[language].scorecardSettings[of].title, exact: true });
    await part('complaints').waitFor();
    return { page, part, words: WORDS[language] };
  };
  const stored = (page: Page): Promise<ScorecardSettings> =>
    page.evaluate(async () => (await fetch('/api/scorecards/settings')).json());

  it('a target is set by mouse, and what is missing of it is said (en)', async () => {
    const { page, part, words } = await opened('en');
    const of = words.scorecardSettings.targets;
    const targets = part('targets');
    await targets.getByRole('button', { name: of.add }).click();
    await targets.getByRole('button', { name: words.ui.save }).click();
    await targets.getByText(of.noScorecard).waitFor();
    await targets.getByText(of.noPoints).waitFor();
    expect(await axe(page)).toEqual([]);
    await choose(page, targets.getByLabel(of.scorecard), 'Voice – general');
    await targets.getByLabel(of.points).fill('82.5');
    await targets.getByRole('button', { name: words.ui.save }).click();
    await targets.getByText(/^Changed .* by Mona Weiss$/).waitFor();
    expect((await stored(page)).targets).toMatchObject({
      number: 1,
      value: [{ scorecard: 'VG', team: null, value_bp: 8250 }],
    });
    await page.context().close();
  }, 120_000);

  it('defaults and complaints are changed by keyboard alone, and read again in the history (zh)', async () => {
    const { page, part, words } = await opened('zh');
    const { defaults, complaints } = words.scorecardSettings;
    await part('defaults').getByLabel(defaults.threshold).focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('一百');
    await page.keyboard.press('Enter');
    await part('defaults').getByText(defaults.thresholdWrong).waitFor();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('75');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => (await stored(page)).defaults.value)
      .toEqual({
        section_threshold: { value_bp: 7500, min_weight: 6 },
        critical_policy: 'zero',
      });

    await part('complaints').getByLabel(complaints.chinese).focus();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type('\n我很不满意\n\n');
    const save = part('complaints').getByRole('button', { name: words.ui.save });
    await save.press('Enter');
    await expect.poll(async () => (await stored(page)).complaints.number).toBe(1);
    expect((await stored(page)).complaints.value.phrases.zh.at(-1)).toBe('我很不满意');
    await part('complaints').getByRole('button', { name: /^历史/ }).press('Enter');
    await page.getByRole('dialog').getByText(complaints.added.replace('{{ marks }}', '我很不满意')).waitFor();
    expect(await axe(page)).toEqual([]);
    await page.context().close();
  }, 120_000);

  it('a new scorecard begins with the defaults', async () => {
    const page = await openAs(browser, centre.url, MANAGERS.en, 'en');
    const words = WORDS.en;
    await page.goto(`${centre.url}/scorecards`);
    const { defaults } = await stored(page);
    expect(defaults.number).toBe(1);
    await page.getByRole('button', { name: words.scorecards.new }).click();
    await page.getByRole('dialog').getByLabel(words.builder.name, { exact: true }).fill('Late parcels');
    await page.getByRole('dialog').getByRole('button', { name: words.builder.begin }).click();
    await page.waitForURL(/\/scorecards\/LP\/draft$/);
    const draft = await page.evaluate(async () => (await fetch('/api/scorecards/LP/draft')).json());
    expect(draft.definition).toMatchObject(defaults.value);
    await page.context().close();
  }, 120_000);

  it('two who save at once: the second is told, keeps what is typed, and goes on from either', async () => {
    const first = await opened('en');
    const second = await opened('zh');
    const type = async ({ part, words }: typeof first, points: string) => {
      const targets = part('targets');
      await targets.getByLabel(words.scorecardSettings.targets.points).first().fill(points);
      await targets.getByRole('button', { name: words.ui.save }).click();
    };
    await type(first, '80');
    await expect.poll(async () => (await stored(first.page)).targets.value[0]?.value_bp).toBe(8000);
    await type(second, '90');
    const { part, words, page } = second;
    const { keepMine, theirs } = words.scorecardSettings;
    await part('targets').getByRole('alert').getByText(theirs, { exact: true }).waitFor();
    await part('targets').getByRole('alert').getByText(/80$/).waitFor();
    expect(await axe(page)).toEqual([]);
    const points = part('targets').getByLabel(words.scorecardSettings.targets.points);
    expect(await points.inputValue()).toBe('90');
    expect((await stored(page)).targets.value[0]?.value_bp).toBe(8000);
    await part('targets').getByRole('button', { name: keepMine }).click();
    await part('targets').getByRole('button', { name: words.ui.save }).click();
    await expect.poll(async () => (await stored(page)).targets.value[0]?.value_bp).toBe(9000);

    await type(first, '70');
    const own = first.part('targets');
    await own.getByRole('button', { name: first.words.scorecardSettings.takeTheirs }).click();
    expect(await own.getByLabel(first.words.scorecardSettings.targets.points).inputValue()).toBe('90');
    expect((await stored(page)).targets.value[0]?.value_bp).toBe(9000);
  }, 120_000);

  it('are for managers and administrators alone', async () => {
    const page = await openAs(browser, centre.url, 'Rae Novak', 'en');
    await page.goto(`${centre.url}/scorecards`);
    await page.getByRole('row').nth(1).waitFor();
    expect(await page.getByRole('link', { name: WORDS.en.scorecardSettings.link, exact: true }).count()).toBe(0);
    await page.goto(`${centre.url}/scorecards/settings`);
    await page.getByText(WORDS.en.shell.notYours).waitFor();
  }, 120_000);
});
