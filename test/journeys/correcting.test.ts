// Two reviewers correct a transcript: one fixes words while the other edits the same turn, nothing is lost, and
// evidence pinned before stays on its words. In both languages, on the demonstration's calls.
import AxeBuilder from '@axe-core/playwright';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD, demoEmail } from '../../processes/demo/centre.ts';
import { openBrowser } from '../support/browser.ts';
import type { Centre } from '../support/centre.ts';
import { startDemonstration } from '../support/demonstration.ts';
import { WORDS } from './pages.ts';

const JOURNEYS = [
  { language: 'en', call: 'en-parcel', mine: 'Welcome to Larkfield Home.', theirs: 'Larkfield Home, good day.' },
  { language: 'zh', call: 'zh-return', mine: '您好，这里是客服中心。', theirs: '您好，很高兴为您服务。' },
] as const;

let browser: Browser;
let centre: Centre;
beforeAll(async () => {
  [browser, centre] = await Promise.all([openBrowser(), startDemonstration()]);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await centre?.stop();
}, 60_000);

for (const { language, call, mine, theirs } of JOURNEYS) {
  describe(`A transcript is corrected (${language})`, () => {
    const words = WORDS[language];
    const turn = (page: Page, index: number): Locator => page.locator(`[data-turn="${index}"]`);
    const textOf = (page: Page, index: number) => turn(page, index).locator('[data-text]').innerText();

    it('while another is at it, and evidence stays on its words', async () => {
      const desk = await signIn('priya', language);
      const other = await signIn('tom', language);
      const id = await idOf(desk, call);

      // Someone pins a moment to a criterion of a review, and leaves the draft.
      const { proposed } = await desk.evaluate(
        async (path) => (await fetch(path)).json(),
        `/api/interactions/${id}/scorecards`,
      );
      const on = { scorecard_version_id: proposed.version_id };
      const review = await post(desk, `/api/interactions/${id}/review`, on);
      await desk.goto(`${centre.url}/reviews/${review.review}`);
      await turn(desk, 2).locator('button').first().click();
      const pinned = (await textOf(desk, 2)).trim();
      await desk.keyboard.press('e');
      await turn(desk, 2).locator('mark sup').waitFor();
      await desk.getByText(words.review.saved.split('{{')[0] ?? '').waitFor();

      // Two open the first turn; the faster one's words are kept, the other's are not lost.
      for (const page of [desk, other]) {
        await page.goto(`${centre.url}/interactions/${id}`);
        await turn(page, 0).waitFor();
        await page.keyboard.press('w');
        await page.getByLabel(words.correcting.text).waitFor();
      }
      expect((await new AxeBuilder({ page: desk }).include('[data-turn="0"]').analyze()).violations).toEqual([]);
      const heard = await other.getByLabel(words.correcting.text).inputValue();
      await other.getByLabel(words.correcting.text).fill(theirs);
      await other.keyboard.press('Enter');
      await expect.poll(() => textOf(other, 0)).toBe(theirs);
      await desk.getByLabel(words.correcting.text).fill(mine);
      await desk.keyboard.press('Enter');
      await turn(desk, 0).getByRole('alert').getByText(theirs).waitFor();
      expect(await desk.getByLabel(words.correcting.text).inputValue()).toBe(mine);
      await desk.keyboard.press('Enter');
      await expect.poll(() => textOf(desk, 0)).toBe(mine);

      // The turn shows who changed it and what was recognised.
      const mark = turn(desk, 0).locator('[data-tools] button').first();
      await expect.poll(() => mark.getAttribute('aria-label')).toContain(heard);
      await expect.poll(() => mark.getAttribute('aria-label')).toContain('Priya Nair');

      // One way back, by a key.
      await desk.keyboard.press('Control+z');
      await expect.poll(() => textOf(desk, 0)).toBe(theirs);

      // Cut where the cursor is: the turns behind it move, the evidence with them.
      await desk.keyboard.press('w');
      await desk.getByLabel(words.correcting.text).press('End');
      for (let i = 0; i < 5; i++) await desk.keyboard.press('ArrowLeft');
      await desk.keyboard.press('Shift+Enter');
      const both = async () => (await textOf(desk, 0)).trim() + (await textOf(desk, 1)).trim();
      await expect.poll(both).toBe(theirs.replace(/ (?=\S+$)/, ''));

      // Agent and customer change places, in the words and in the picture of the sound.
      const before = await speakersOf(desk);
      await desk.getByRole('button', { name: words.correcting.swap }).click();
      await expect.poll(() => speakersOf(desk)).toEqual(before.map((one) => swapped(one, words)));

      await desk.goto(`${centre.url}/reviews/${review.review}`);
      await turn(desk, 3).locator('mark sup').waitFor();
      expect((await turn(desk, 3).locator('mark').innerText()).replace(/\d+$/, '').trim()).toBe(
        pinned.replace(/\d+$/, '').trim(),
      );
      expect(await desk.locator('mark sup').count()).toBe(1);
    });
  });
}

const speakersOf = (page: Page): Promise<string[]> => page.locator('[data-turn] > span').allInnerTexts();

function swapped(name: string, words: (typeof WORDS)['en']): string {
  const { agent, customer } = words.common.speaker;
  return name === agent ? customer : name === customer ? agent : name;
}

async function signIn(who: string, language: 'en' | 'zh'): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(`${centre.url}/sign-in`);
  await page.locator('input[type=email]').fill(demoEmail(who));
  await page.locator('input[type=password]').fill(DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL((at) => at.pathname !== '/sign-in');
  await page.request.patch(`${centre.url}/api/people/me`, { data: { language } });
  return page;
}

async function post(page: Page, path: string, data: object): Promise<{ review: string }> {
  const answer = await page.request.post(`${centre.url}${path}`, { data });
  expect(answer.status()).toBe(200);
  return answer.json();
}

async function idOf(page: Page, external: string): Promise<string> {
  const answer = await page.request.get(`${centre.url}/api/interactions?channel=voice`);
  const { rows } = (await answer.json()) as { rows: { id: string; external_id: string }[] };
  const found = rows.find((row) => row.external_id === external);
  if (!found) throw new Error(`the demonstration has no call ${external}`);
  return found.id;
}
