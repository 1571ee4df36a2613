// The whole workflow with four people: a recording is imported, transcribed by the real model, drawn, scored with a
// failed identity check, coached, and its feedback read and played. In both languages, each on a different database.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { recordingOf } from '../support/calls.ts';
import { type Centre, startCentre } from '../support/centre.ts';
import { newPostgres } from '../support/database.ts';
import { foundCentre } from '../support/person.ts';
import { answerByKeys, choose, importRecording, openAs, soundOf, WORDS } from './pages.ts';

const JOURNEYS = [
  {
    database: 'embedded',
    language: 'en',
    call: 'en-address',
    side: 'right',
    agent: 'Mia Chen',
    fail: 'VG4',
    heard: /verify|address|bank/i,
  },
  {
    database: 'postgres',
    language: 'zh',
    call: 'zh-late',
    side: 'left',
    agent: 'Wei Qiang',
    fail: 'VG33',
    heard: /快递/,
  },
] as const;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

for (const journey of JOURNEYS) {
  const { database } = journey;
  describe(`A recording becomes a coaching task (${database}, ${journey.language})`, () => {
    let centre: Centre;
    let drop = async (): Promise<void> => {};
    beforeAll(async () => {
      const fresh = database === 'postgres' && inject('postgres') ? await newPostgres(null) : null;
      if (fresh) drop = fresh.drop;
      centre = await startCentre({ databaseUrl: fresh?.url ?? null });
    }, 150_000);
    afterAll(async () => {
      await centre?.stop();
      await drop();
    }, 60_000);

    it.skipIf(database === 'postgres' && !inject('postgres'))(
      'is brought in, drawn, scored, coached, read and heard',
      async () => {
        const { language, agent } = journey;
        const words = WORDS[language];
        const { url } = centre;
        const reviewer = 'Rae Novak';
        const coach = 'Cole Brand';
        const manager = 'Mona Weiss';
        await foundCentre(centre, [
          { name: agent, roles: ['agent'], language },
          { name: reviewer, roles: ['reviewer'], language },
          { name: coach, roles: ['coach'], language },
          { name: manager, roles: ['manager'], language },
        ]);

        // The manager brings the recording in and follows it until it can be read.
        const desk = await openAs(browser, url, manager, language);
        await importRecording(desk, url, words, {
          path: recordingOf(journey.call),
          agent,
          side: journey.side,
        });
        await desk.goto(`${url}/interactions`);
        await desk.getByRole('row').getByText(words.interactions.ready, { exact: true }).waitFor({ timeout: 120_000 });

        // A plan draws it.
        await desk.goto(`${url}/sampling`);
        await desk.getByRole('button', { name: words.samples.newPlan }).first().click();
        const form = desk.getByRole('dialog');
        await form.getByLabel(words.samples.form.name).fill('Calls');
        const cards = form.getByRole('button', { name: words.samples.form.scorecard });
        await choose(desk, cards, language === 'en' ? /Voice/ : /语音/);
        await form.getByRole('combobox', { name: words.samples.form.reviewers }).fill('Rae');
        await desk.getByRole('option', { name: reviewer }).click();
        await form.getByLabel(words.samples.form.name).click();
        await form.getByRole('button', { name: words.samples.form.save }).click();
        await desk.waitForURL(/\/sampling\/pln_/);
        await desk.getByRole('button', { name: words.samples.draw.action }).first().click();
        await desk.getByRole('dialog').getByRole('button', { name: words.samples.draw.go, exact: true }).click();
        await desk
          .getByRole('status')
          .getByText(agent)
          .or(desk.getByRole('cell', { name: agent }))
          .first()
          .waitFor();

        // The reviewer scores it without a mouse, with the moment pinned to the critical criterion.
        const review = await openAs(browser, url, reviewer, language);
        await review.waitForURL(/\/reviews$/);
        await review.getByRole('button', { name: words.queue.next }).press('Enter');
        await review.waitForURL(/\/reviews\/rev_/);
        await review.getByText(journey.heard).first().waitFor();
        await answerByKeys(review, {});
        // Back to the critical criterion: seek by turns, pin, answer "fail", say why.
        await goToCriterion(review, journey.fail);
        for (let turn = 0; turn < 3; turn++) await review.keyboard.press('Shift+ArrowRight');
        await review.keyboard.press('e');
        await review.keyboard.press('2');
        await review.keyboard.press('c');
        await review.keyboard.type(language === 'en' ? 'No question to check identity.' : '推诿，未提供帮助。');
        await review.keyboard.press('Escape');
        await review
          .getByText(/Saved|已保存/)
          .first()
          .waitFor();
        const pinned = Number(
          await review.locator(`#criterion-${journey.fail} [data-moment]`).first().getAttribute('data-moment'),
        );
        expect(pinned).toBeGreaterThan(500);
        await review.keyboard.press('Control+Enter');
        await review.getByRole('dialog').waitFor();
        await review.keyboard.press('Control+Enter');
        await review.getByText(words.review.submitted).first().waitFor();

        // The coach finds the task on the board and in the agent's plan.
        const board = await openAs(browser, url, coach, language);
        await board.waitForURL(/\/coaching$/);
        await board.getByText(agent).first().waitFor();
        await board
          .getByText(new RegExp(`${words.coaching.critical}$`))
          .first()
          .waitFor();
        expect(await board.locator(`[data-moment="${pinned}"]`).count()).toBeGreaterThan(0);
        const tasks = await board.evaluate(async () => (await fetch('/api/coaching/tasks')).json());
        await board.goto(`${url}/coaching/agents/${tasks.rows[0].agent.id}`);
        await board
          .getByText(
            language === 'en' ? /Compliance|Language and voice|Handling emotion|Complaints/ : /合规|语言|情绪|投诉/,
          )
          .first()
          .waitFor();

        // The agent reads it, hears the moment, and says so.
        const desktop = await openAs(browser, url, agent, language);
        await desktop.waitForURL(/\/feedback/);
        await desktop.goto(`${url}/feedback`);
        await desktop.locator('a[href^="/feedback/evl_"]').first().click();
        await desktop.waitForURL(/\/feedback\/evl_/);
        await desktop.locator(`[data-moment="${pinned}"]`).first().click();
        await expect.poll(() => soundOf(desktop).then((sound) => sound.paused)).toBe(false);
        const { at } = await soundOf(desktop);
        expect(at).toBeGreaterThanOrEqual(pinned / 1000 - 0.3);
        expect(at).toBeLessThan(pinned / 1000 + 5);
        await desktop.getByRole('button', { name: words.feedback.acknowledge }).first().click();
        await desktop.getByText(words.feedback.acknowledgedMine.split('{{')[0]!.trim()).first().waitFor();
      },
      300_000,
    );
  });
}

async function goToCriterion(page: import('playwright-core').Page, id: string): Promise<void> {
  for (let step = 0; step < 40; step++) {
    if (await page.locator(`#criterion-${id}.border-accent`).count()) return;
    await page.keyboard.press('k');
  }
  throw new Error(`no way to ${id} by keys`);
}
