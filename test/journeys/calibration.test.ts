// Three reviewers calibrate on one call without seeing each other's answers; the manager sees who answered what and how
// far they agree.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { recordingOf } from '../support/calls.ts';
import { type Centre, startCentre } from '../support/centre.ts';
import { newPostgres } from '../support/database.ts';
import { foundCentre } from '../support/person.ts';
import { answerByKeys, choose, importRecording, openAs, WORDS } from './pages.ts';

const words = WORDS.en;
const REVIEWERS = ['Rae Novak', 'Ravi Menon', 'Ruth Adler'];
const MANAGER = 'Mona Weiss';
const AGENT = 'Grace Lim';

describe('Three reviewers calibrate on one call', () => {
  let browser: Browser;
  let centre: Centre;
  let drop = async (): Promise<void> => {};
  beforeAll(async () => {
    browser = await openBrowser();
    const fresh = inject('postgres') ? await newPostgres(null) : null;
    if (fresh) drop = fresh.drop;
    centre = await startCentre({ databaseUrl: fresh?.url ?? null });
  }, 150_000);
  afterAll(async () => {
    await browser?.close();
    await centre?.stop();
    await drop();
  }, 60_000);

  it('blind until all are in, then side by side', async () => {
    const { url } = centre;
    await foundCentre(centre, [
      { name: AGENT, roles: ['agent'] },
      ...REVIEWERS.map((name) => ({ name, roles: ['reviewer'] })),
      { name: MANAGER, roles: ['manager'] },
    ]);
    const desk = await openAs(browser, url, MANAGER, 'en');
    await importRecording(desk, url, words, {
      path: recordingOf('en-parcel'),
      agent: AGENT,
      side: 'right',
    });
    await desk.goto(`${url}/interactions`);
    await desk.getByRole('row').getByText(words.interactions.ready, { exact: true }).waitFor({ timeout: 120_000 });

    await desk.goto(`${url}/calibration`);
    await desk.getByRole('button', { name: words.calibration.open }).first().click();
    const form = desk.getByRole('dialog');
    await form.getByLabel(words.calibration.form.name).fill('The late parcel');
    await form.getByRole('combobox', { name: words.calibration.form.interaction }).fill('en-parcel');
    await desk.getByRole('option', { name: /en-parcel/ }).click();
    // Nothing is taken for the person: without a scorecard it is not created.
    await form.getByRole('button', { name: words.calibration.form.save }).click();
    await form.getByRole('alert').getByText(words.calibration.form.fix).waitFor();
    await choose(desk, form.getByLabel(words.calibration.form.scorecard), 'Voice – general');
    for (const reviewer of REVIEWERS) {
      await form.getByRole('combobox', { name: words.calibration.form.reviewers }).fill(reviewer.slice(0, 4));
      await desk.getByRole('option', { name: reviewer }).click();
    }
    await form.getByRole('button', { name: words.calibration.form.save }).click();
    await desk.waitForURL(/\/calibration\/cal_/);

    // VG7 apart: the first two say "met", the third "not met". The third also fails a critical criterion.
    for (const [index, reviewer] of REVIEWERS.entries()) {
      expect(await desk.getByText(words.calibration.sideBySide).count()).toBe(0);
      const page = await openAs(browser, url, reviewer, 'en');
      await page.getByRole('button', { name: words.queue.next }).click();
      await page.waitForURL(/\/reviews\/rev_/);
      const last = index === REVIEWERS.length - 1;
      await answerByKeys(
        page,
        last ? { VG7: { digit: '3' }, VG5: { digit: '2', comment: 'Reads the whole number back.' } } : {},
      );
      await page.keyboard.press('Control+Enter');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Control+Enter');
      await page.getByText(words.review.submitted).first().waitFor();
      await page.context().close();
    }

    await desk.goto(desk.url());
    await desk.getByText(words.calibration.sideBySide).first().waitFor();
    for (const reviewer of REVIEWERS) await desk.getByRole('columnheader', { name: reviewer }).waitFor();
    const apart = desk.getByRole('row', { name: /Lets the customer finish/ });
    await apart.waitFor();
    const cells = await apart.getByRole('cell').allInnerTexts();
    expect(
      cells
        .slice(0, 3)
        .map((cell) => cell.trim())
        .sort(),
    ).toEqual(['Met', 'Met', 'Not met']);
    // One pair of three agrees; one call alone has no α.
    expect(cells[3]).toContain('33');
    expect(cells[4]).toContain('Not enough data: 1 of 10');

    // It never enters the agent's score.
    const quality = await desk.evaluate(async () => (await fetch('/api/reports/quality')).json());
    expect(quality.figures.reviewed).toBe(0);
  }, 300_000);
});
