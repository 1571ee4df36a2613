// A reviewer starts a review of an interaction: the scorecard is proposed with its reason, started with Enter or exchanged
// for another by mouse, and asked for where none is proposed. In both languages.
import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Workspace } from '../../db/samples/reviews.ts';
import { LIBRARY } from '../../scorecards/scorecard/library.ts';
import { openBrowser } from '../support/browser.ts';
import { type Centre, startCentre } from '../support/centre.ts';
import { newPostgres } from '../support/database.ts';
import { addressOf, foundCentre, PASSWORD, visitor } from '../support/person.ts';
import { openAs, WORDS } from './pages.ts';

const AGENT = 'Grace Lim';
const REVIEWERS = { en: 'Rae Novak', zh: 'Lin Yan' } as const;
const SAID = {
  en: ['Hello, where is my parcel?', 'Nine days! I want to complain about this.', 'want to complain about'],
  zh: ['你好，我的快递到哪里了？', '等了九天，我要投诉你们！', '我要投诉你们'],
} as const;

/** The scorecard of the review the page shows. */
async function scorecardOn(page: Page): Promise<string> {
  await page.waitForURL(/\/reviews\/rev_/);
  const id = new URL(page.url()).pathname.split('/').at(-1);
  const { scorecard } = (await page.evaluate(
    async (path) => (await fetch(path)).json(),
    `/api/evaluations/reviews/${id}`,
  )) as Workspace;
  return scorecard.key;
}

const axe = async (page: Page) =>
  (await new AxeBuilder({ page }).setLegacyMode().analyze()).violations.map(({ id, nodes }) => [
    id,
    nodes.map(({ html }) => html),
  ]);

describe('The scorecard of a review is chosen', () => {
  let browser: Browser;
  let centre: Centre;
  let drop = async (): Promise<void> => {};
  const ids = new Map<string, string>();
  beforeAll(async () => {
    browser = await openBrowser();
    const fresh = inject('postgres') ? await newPostgres(null) : null;
    if (fresh) drop = fresh.drop;
    centre = await startCentre({ databaseUrl: fresh?.url ?? null, env: { ATTUNE_WORKERS: '0' } });
    const { administrator } = await foundCentre(centre, [
      { name: AGENT, roles: ['agent'] },
      { name: REVIEWERS.en, roles: ['reviewer'] },
      { name: REVIEWERS.zh, roles: ['reviewer'], language: 'zh' },
    ]);
    const chat = (external_id: string, customer: string, channel: string) => ({
      ...{ external_id, agent: addressOf(AGENT), channel, started_at: '2026-07-03T10:00:00Z' },
      turns: [
        { speaker: 'customer', text: customer },
        { speaker: 'agent', text: `I am looking into it. 我来查一下。${external_id}` },
      ],
    });
    const texts = (['en', 'zh'] as const).flatMap((language) => [
      chat(`plain-${language}`, SAID[language][0], 'chat'),
      chat(`angry-${language}`, SAID[language][1], 'chat'),
      chat(`either-${language}`, SAID[language][0], 'email'),
      chat(`again-${language}`, SAID[language][0], 'email'),
    ]);
    await administrator.post('/api/interactions/chats', { format: 'json', text: JSON.stringify(texts) });
    // Two for one channel, with no rule between them.
    const email = LIBRARY.find(({ id }) => id === 'EM')!;
    await administrator.post('/api/scorecards', { ...email, id: 'EM2', name: { en: 'E-mail, short', zh: '邮件简表' } });
    const { rows } = await administrator.get<{ rows: { id: string; external_id: string }[] }>('/api/interactions');
    for (const { id, external_id } of rows) ids.set(external_id, id);
  }, 150_000);
  afterAll(async () => {
    await browser?.close();
    await centre?.stop();
    await drop();
  }, 60_000);

  for (const language of ['en', 'zh'] as const) {
    const words = WORDS[language];
    const complaint = language === 'en' ? /^Complaint – LAST/ : /^投诉处理/;
    const open = async (page: Page, name: string) => {
      await page.goto(`${centre.url}/interactions/${ids.get(`${name}-${language}`)}`);
      const button = page.getByRole('button', { name: words.interaction.review });
      await button.waitFor();
      return button;
    };

    it(`is proposed for a complaint in the customer's own words, and started with Enter (${language})`, async () => {
      const page = await openAs(browser, centre.url, REVIEWERS[language], language);
      await (await open(page, 'angry')).press('Enter');
      const dialog = page.getByRole('dialog', { name: words.choosing.title });
      await dialog.getByText(words.choosing.phrase).waitFor();
      expect(await dialog.locator('q').innerText()).toContain(SAID[language][2]);
      expect(await dialog.locator('q mark').innerText()).toBe(language === 'en' ? 'complain' : '投诉');
      const proposed = dialog.getByRole('radio', { name: complaint });
      expect(await proposed.isChecked()).toBe(true);
      await expect.poll(() => proposed.evaluate((input) => input === document.activeElement)).toBe(true);
      expect(await axe(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.waitForFunction(() => document.getAnimations().length === 0);
      expect(await axe(page)).toEqual([]);
      await page.keyboard.press('Enter');
      expect(await scorecardOn(page)).toBe('CL');
      // It is there now: nobody is asked again.
      await page.goto(`${centre.url}/interactions/${ids.get(`angry-${language}`)}`);
      await page.getByRole('button', { name: words.interaction.openReview }).click();
      expect(await scorecardOn(page)).toBe('CL');
      await page.context().close();
    }, 120_000);

    it(`is exchanged for another by mouse, from the list (${language})`, async () => {
      const page = await openAs(browser, centre.url, REVIEWERS[language], language);
      await page.goto(`${centre.url}/interactions`);
      const review = page.getByRole('button', {
        name: words.interactions.reviewNowOf.replace('{{ id }}', `plain-${language}`),
      });
      await review.click();
      const dialog = page.getByRole('dialog', { name: words.choosing.title });
      await dialog.getByText(words.choosing.channel).waitFor();
      await dialog.getByText(complaint).click();
      await dialog.getByRole('button', { name: words.choosing.start }).dblclick();
      expect(await scorecardOn(page)).toBe('CL');
      // Asked from the list again, the open review is gone on with.
      await page.goto(`${centre.url}/interactions`);
      await review.click();
      expect(await scorecardOn(page)).toBe('CL');
      await page.context().close();
    }, 120_000);

    it(`is asked for where none is proposed, and then the one used last is (${language})`, async () => {
      const page = await openAs(browser, centre.url, REVIEWERS[language], language);
      const dialog = page.getByRole('dialog', { name: words.choosing.title });
      const [first, used] = language === 'en' ? ['either', 'again'] : ['again', 'either'];
      await (await open(page, first!)).press('Enter');
      await dialog.waitFor();
      const usedBefore = language === 'zh';
      if (!usedBefore) {
        await dialog.getByText(words.choosing.none).waitFor();
        expect(await dialog.getByRole('radio', { checked: true }).count()).toBe(0);
        await page.keyboard.press('Enter');
        await dialog.getByRole('alert').getByText(words.choosing.missing).waitFor();
        expect(await axe(page)).toEqual([]);
      }
      await dialog.getByRole('radio', { name: language === 'en' ? 'E-mail, short' : '邮件简表' }).focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('Enter');
      expect(await scorecardOn(page)).toBe('EM2');

      await (await open(page, used!)).press('Enter');
      await dialog.getByText(words.choosing.usedLast).waitFor();
      await page.keyboard.press('Enter');
      expect(await scorecardOn(page)).toBe('EM2');
      await page.context().close();
    }, 120_000);
  }

  it('is closed with Escape without anything having begun', async () => {
    const reviewer = visitor(centre.url, addressOf(REVIEWERS.en));
    await reviewer.post('/api/auth/sign-in/email', { email: reviewer.email, password: PASSWORD });
    const queue = () => reviewer.get<{ rows: unknown[] }>('/api/evaluations/queue');
    const { rows } = await queue();
    const page = await openAs(browser, centre.url, REVIEWERS.en, 'en');
    await page.goto(`${centre.url}/interactions/${ids.get('plain-zh')}`);
    const button = page.getByRole('button', { name: WORDS.en.interaction.review });
    await button.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => button.evaluate((own) => own === document.activeElement)).toBe(true);
    expect((await queue()).rows).toHaveLength(rows.length);
  }, 120_000);
});
