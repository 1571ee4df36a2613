// An administrator renames the centre and a team and changes the time zone: by mouse in English, by keyboard in
// Chinese; axe finds nothing on the way.
import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { type Centre, startCentre } from '../support/centre.ts';
import { foundCentre } from '../support/person.ts';
import { openAs, WORDS } from './pages.ts';

let browser: Browser;
let centre: Centre;
beforeAll(async () => {
  [browser, centre] = await Promise.all([openBrowser(), startCentre({ databaseUrl: null })]);
  await foundCentre(centre, []);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await centre?.stop();
}, 60_000);

let shots = 0;
async function look(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.waitForFunction(() => document.getAnimations().length === 0);
    const folder = process.env.ATTUNE_SHOTS;
    if (folder) await page.screenshot({ path: `${folder}/centre-${++shots}-${colorScheme}.png` });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((one) => one.target.join(' ')).join(' | ')}`)).toEqual(
      [],
    );
  }
}

it('by mouse, in English', async () => {
  const words = WORDS.en;
  const page = await openAs(browser, centre.url, 'First', 'en');
  await page.goto(`${centre.url}/people`);
  await look(page);

  await page.getByRole('button', { name: words.members.renameTeam.replace('{{ name }}', 'Front desk') }).click();
  const team = page.getByRole('dialog').getByLabel(words.members.teamName);
  await team.fill('Reception');
  await look(page);
  await page.getByRole('button', { name: words.members.save }).click();
  await page.getByText('Reception', { exact: true }).first().waitFor();
  await expect.poll(() => page.getByText('Front desk').count()).toBe(0);

  // A name that another team has, in other letters.
  await page.getByLabel(words.members.newTeam).fill('RECEPTION');
  await page.getByRole('button', { name: words.members.addTeam }).click();
  await page.getByText('A team named Reception already exists.').waitFor();
  await look(page);

  const section = page.getByRole('region', { name: words.members.centre, exact: true });
  await section.getByRole('button').click();
  await page.getByRole('dialog').getByLabel(words.start.organisation).fill('Harbour Care');
  const zone = page.getByRole('dialog').getByRole('combobox');
  await zone.fill('new york');
  await page.getByRole('option', { name: 'America/New York' }).click();
  await page
    .getByRole('status')
    .getByText(/America\/New York/)
    .waitFor();
  await look(page);
  await page.getByRole('button', { name: words.members.save }).click();
  await section.getByText('Harbour Care').waitFor();
  await section.getByText(/America\/New York/).waitFor();
  await page.context().close();
}, 120_000);

it('by keyboard, in Chinese', async () => {
  const words = WORDS.zh;
  const page = await openAs(browser, centre.url, 'First', 'zh');
  await page.goto(`${centre.url}/people`);
  await page.getByRole('button', { name: '中文', exact: true }).click();
  const section = page.getByRole('region', { name: words.members.centre, exact: true });
  await section.getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(' ');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('缺少名称，请填写。').waitFor();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('海港客服');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Shanghai');
  await page.getByRole('option', { name: 'Asia/Shanghai' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page
    .getByRole('status')
    .getByText(/Asia\/Shanghai/)
    .waitFor();
  await look(page);
  await page.getByRole('button', { name: words.members.save }).focus();
  await page.keyboard.press('Enter');
  await section.getByText('海港客服').waitFor();
  await section.getByText(/Asia\/Shanghai/).waitFor();

  await page.getByRole('button', { name: words.members.renameTeam.replace('{{ name }}', 'Reception') }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('前台');
  await look(page);
  await page.keyboard.press('Enter');
  await page.getByText('前台', { exact: true }).first().waitFor();
  await look(page);
  await page.context().close();
}, 120_000);
