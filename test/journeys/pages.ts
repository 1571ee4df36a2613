// Actions of a journey on the pages, using the same strings the pages show in that language.

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Words } from '../../web/words/en/shape.ts';
import { en } from '../../web/words/en/words.ts';
import { zh } from '../../web/words/zh-CN/words.ts';
import { addressOf, PASSWORD } from '../support/person.ts';

export const WORDS: Record<'en' | 'zh', Words> = { en, zh };

/** A separate browser window, signed in through the page. */
export async function openAs(browser: Browser, url: string, name: string, language: 'en' | 'zh'): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const words = WORDS[language];
  await page.goto(`${url}/sign-in`);
  await page.getByLabel(words.signIn.email).fill(addressOf(name));
  await page.getByLabel(words.signIn.password).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL((at) => at.pathname !== '/sign-in');
  return page;
}

/** Brings a recording in through the import page and waits, watching, until it can be read. Returns its id. */
export async function importRecording(
  page: Page,
  url: string,
  words: Words,
  recording: { path: string; agent: string; side: 'left' | 'right' },
): Promise<void> {
  await page.goto(`${url}/import`);
  // A call of this moment, whenever the file was written: when it began is read off the file.
  const file = { name: basename(recording.path), mimeType: 'audio/wav', buffer: readFileSync(recording.path) };
  await page.setInputFiles('input[type=file]', file);
  await choose(page, page.getByLabel(words.imports.agent, { exact: true }).first(), new RegExp(recording.agent));
  const side = page.getByLabel(words.imports.agentSide, { exact: true }).first();
  await choose(page, side, new RegExp(`^${words.imports.side[recording.side]}$`));
  await page.getByRole('button', { name: words.imports.importAll(1) }).click();
  await page.getByText(words.imports.created).first().waitFor();
}

/** Answers the form by keyboard alone. `answers`: digit by criterion id; the others get 1. */
export async function answerByKeys(page: Page, answers: Record<string, { digit: string; comment?: string }>) {
  const current = page.locator('fieldset[id^=criterion-].border-accent');
  await current.first().waitFor();
  const seen = new Set<string>();
  for (;;) {
    const id = ((await current.getAttribute('id')) ?? '').replace('criterion-', '');
    if (seen.has(id)) break;
    seen.add(id);
    const { digit, comment } = answers[id] ?? { digit: '1' };
    await page.keyboard.press(digit);
    if (comment) {
      await page.keyboard.press('c');
      await page.keyboard.type(comment);
      await page.keyboard.press('Escape');
    }
    await page.keyboard.press('j');
  }
  expect(seen.size).toBeGreaterThan(10);
}

/** Chooses from a list: one whose options are still on their way does not open, as a person would see and press again. */
export async function choose(page: Page, list: Locator, option: RegExp | string): Promise<void> {
  const wanted = page.getByRole('option', { name: option }).first();
  for (let attempt = 0; attempt < 5; attempt++) {
    await list.click();
    const shown = await wanted.waitFor({ timeout: 5_000 }).then(
      () => true,
      () => false,
    );
    if (shown) return wanted.click();
  }
  throw new Error(`${String(option)} is not among the options`);
}

/** Where the page's sound is, s, and whether it plays. */
export const soundOf = (page: Page): Promise<{ at: number; paused: boolean }> =>
  page.evaluate(() => {
    const audio = document.querySelector('audio');
    return { at: audio?.currentTime ?? -1, paused: audio?.paused ?? true };
  });
