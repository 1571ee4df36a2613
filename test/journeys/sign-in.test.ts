// Signing in, in the browser: a role that requires a second factor, setting one up, the code at the next sign-in, a
// password link, and active sessions. By keyboard and mouse, in both languages; axe finds nothing on the way.
import AxeBuilder from '@axe-core/playwright';
import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { type Centre, startCentre } from '../support/centre.ts';
import { addressOf, foundCentre, PASSWORD } from '../support/person.ts';

const STEP_MS = 30_000;
const NEW = 'violet stapler monday';

let browser: Browser;
let centre: Centre;
const tokens: string[] = [];
beforeAll(async () => {
  [browser, centre] = await Promise.all([openBrowser(), startCentre({ databaseUrl: null })]);
  await foundCentre(centre, [
    { name: 'Cara Cole', roles: ['coach'] },
    { name: 'Chen Li', roles: ['coach'], language: 'zh' },
  ]);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await centre?.stop();
}, 60_000);

async function visit(locale: string, path: string): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ locale, viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(`${centre.url}${path}`);
  return { page, context };
}

let shots = 0;
async function look(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  const folder = process.env.ATTUNE_SHOTS;
  if (folder) await page.screenshot({ path: `${folder}/${String(++shots).padStart(2, '0')}.png` });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`)).toEqual(
    [],
  );
}

/** Types into the field in focus and goes on: nothing but keys. */
async function type(page: Page, text: string, last: 'Tab' | 'Enter'): Promise<void> {
  await page.keyboard.type(text);
  await page.keyboard.press(last);
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.locator('input[type=email]').waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('email');
  await type(page, email, 'Tab');
  await type(page, password, 'Enter');
}

/** A code that has not been used: of the step after the last one. */
async function freshCode(secret: string, after: number): Promise<{ code: string; step: number }> {
  const now = Math.floor(Date.now() / STEP_MS);
  const step = Math.max(now, after + 1);
  return { code: await createOTP(base32.decode(secret)).hotp(step), step };
}

async function administrator(): Promise<{ page: Page; context: BrowserContext }> {
  const found = await visit('en-GB', '/sign-in?to=/people');
  await look(found.page);
  await signIn(found.page, 'first@centre.example', PASSWORD);
  await found.page.getByRole('heading', { name: 'Sign-in' }).waitFor();
  return found;
}

it('a role requires a second factor: set up at sign-in, required from then on', async () => {
  const { page: admin, context: office } = await administrator();
  const rules = admin.getByRole('region', { name: 'Sign-in' });
  await look(admin);
  await rules.getByRole('switch', { name: 'Coach' }).focus();
  await admin.keyboard.press('Space');
  await admin.getByText('Saved.').first().waitFor();
  await office.close();

  for (const [name, locale] of [
    ['Cara Cole', 'en-GB'],
    ['Chen Li', 'zh-CN'],
  ] as const) {
    const { page, context } = await visit(locale, '/sign-in?to=/account');
    await signIn(page, addressOf(name), PASSWORD);
    await page.waitForURL(/\/second-factor/);
    await page.locator('input[type=password]').waitFor();
    await look(page);
    // Another address leads back here: nothing else can be done.
    await page.goto(`${centre.url}/coaching`);
    await page.waitForURL(/\/second-factor/);
    await page.locator('input[type=password]').focus();
    await type(page, PASSWORD, 'Enter');
    await page.getByRole('img', { name: /QR|二维码/ }).waitFor();
    await look(page);
    const secret = (await page.locator('code').innerText()).replaceAll(' ', '');
    const first = await freshCode(secret, 0);
    await page.locator('input[autocomplete=one-time-code]').focus();
    await type(page, first.code, 'Enter');
    await page.locator('li.font-mono').first().waitFor();
    expect(await page.locator('li.font-mono').count()).toBe(8);
    const recovery = await page.locator('li.font-mono').first().innerText();
    await look(page);
    await page.getByRole('button', { name: /I have saved them|我已保存/ }).click();
    await page.waitForURL(/\/coaching/);
    await context.close();

    const again = await visit(locale, '/sign-in?to=/account');
    await signIn(again.page, addressOf(name), PASSWORD);
    await again.page.waitForURL(/\/second-factor/);
    const field = again.page.locator('input[autocomplete=one-time-code]');
    await field.waitFor();
    await look(again.page);
    await field.fill(first.code);
    await again.page.keyboard.press('Enter');
    await again.page.getByRole('alert').waitFor();
    await field.fill(recovery);
    await again.page.keyboard.press('Enter');
    await again.page.waitForURL(/\/account/);
    await again.page.getByText(/This browser|当前浏览器/).waitFor();
    await look(again.page);
    await again.context.close();
  }
}, 240_000);

it('a forgotten password: a link from the administrator, a new password, and the old one no longer works', async () => {
  const { page: admin, context: office } = await administrator();
  await admin.getByRole('button', { name: /Edit: Cara Cole/ }).click();
  await admin.getByRole('menuitem', { name: 'Password reset link' }).click();
  const link = await admin.getByRole('textbox', { name: 'Link' }).inputValue();
  await look(admin);
  await office.close();
  const token = new URL(link).hash.slice(1);
  tokens.push(token);

  const { page, context } = await visit('zh-CN', `/new-password#${token}`);
  await page.getByText('cara.cole@centre.example').waitFor();
  await look(page);
  await page.locator('input[type=password]').focus();
  await type(page, 'Password2026!', 'Enter');
  await page.getByRole('alert').waitFor();
  await look(page);
  await page.locator('input[type=password]').fill(NEW);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/sign-in/);
  await page.getByRole('status').waitFor();
  await look(page);
  await signIn(page, addressOf('Cara Cole'), NEW);
  await page.waitForURL(/\/second-factor/);
  await context.close();
}, 120_000);

it('no token and no password gets into what the server says', () => {
  const said = centre.output();
  for (const secret of [...tokens, PASSWORD, NEW]) expect(said).not.toContain(secret);
});
