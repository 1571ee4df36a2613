// A scorecard of 100 sections and 400 criteria: how long the builder takes to open, a keystroke to show, and publishing.
//   node test/bench/scorecard-builder.ts [--sections 100] [--criteria 400]
// Starts the built server with a demonstration centre, in an embedded database of its own, and a real Chromium.
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import type { Draft } from '../../scorecards/scorecard/definition.ts';
import { emptyDraft } from '../../scorecards/scorecard/draft.ts';
import { LIBRARY } from '../../scorecards/scorecard/library.ts';
import { demoPage } from '../journeys/demonstration.ts';
import { openBrowser } from '../support/browser.ts';
import { startCentre } from '../support/centre.ts';

const { values } = parseArgs({ options: { sections: { type: 'string' }, criteria: { type: 'string' } } });
const SECTIONS = Number(values.sections ?? 100);
const CRITERIA = Number(values.criteria ?? 400);
const KEYS = 60;

/** Criteria of the included scorecards, with their guidance in both languages, over and over. */
function large(): Draft {
  const draft = emptyDraft({
    ...{ id: 'LARGE', leading: 'en', name: { en: 'Large', zh: '大型评分表' }, channel: 'voice', method: 'weighted' },
    ...{ critical_policy: 'report', section_threshold: { value_bp: 7000, min_weight: 0 } },
  });
  const source = LIBRARY.filter(({ method }) => method === 'weighted').flatMap(({ sections }) =>
    sections.flatMap(({ criteria }) => criteria),
  );
  const each = CRITERIA / SECTIONS;
  const sections = Array.from({ length: SECTIONS }, (_, at) => ({
    ...{ id: `S${at}`, name: { en: `Section ${at}`, zh: `分组 ${at}` }, kind: 'weighted' as const, weight: null },
    criteria: Array.from({ length: each }, (_, i) => {
      const n = at * each + i;
      return { ...source[n % source.length]!, id: `C${n}`, weight: 1, shown_when: null, cause: 'none' as const };
    }),
  }));
  return { ...draft, sections } as Draft;
}

/** From the key to the frame that shows it, ms, each. */
async function typed(page: Page, count: number): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { times });
    document.addEventListener(
      'keydown',
      () => {
        const began = performance.now();
        requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - began)));
      },
      true,
    );
  });
  for (let i = 0; i < count; i++) {
    await page.keyboard.press('x');
    await page.waitForTimeout(70);
  }
  return page.evaluate(() => (window as unknown as { times: number[] }).times);
}

const quantile = (some: number[], q: number): number =>
  some.toSorted((a, b) => a - b)[Math.floor((some.length - 1) * q)]!;
const shown = (ms: number): string => ms.toFixed(0);

const browser = await openBrowser();
const centre = await startCentre({ databaseUrl: null, arguments: ['--demo'], env: { ATTUNE_WORKERS: '0' } });
try {
  const page = await demoPage(browser, centre.url, 'helen', 'en');
  const made = await page.request.post(`${centre.url}/api/scorecards/drafts`, { data: large() });
  if (!made.ok()) throw new Error(await made.text());
  await page.goto(`${centre.url}/scorecards`);
  await page.getByRole('table').waitFor();
  const opened: number[] = [];
  for (let i = 0; i < 5; i++) {
    await page.goto(`${centre.url}/scorecards`);
    await page.getByRole('link', { name: 'Large' }).waitFor();
    const began = performance.now();
    await page.getByRole('link', { name: 'Large' }).click();
    await page.locator('[data-row="criterion/C399"]').waitFor({ state: 'attached' });
    await page.getByLabel('Name (English)', { exact: true }).waitFor();
    opened.push(performance.now() - began);
  }
  await page.locator('[data-row="criterion/C200"] button').click();
  await page.getByLabel('What is asked (English)').click();
  const keys = await typed(page, KEYS);
  await page.waitForTimeout(1500);
  const draft = (await (await page.request.get(`${centre.url}/api/scorecards/LARGE/draft`)).json()) as {
    revision: number;
  };
  const began = performance.now();
  const published = await page.request.post(`${centre.url}/api/scorecards/LARGE/draft/publish`, {
    data: { revision: draft.revision },
  });
  const publishing = performance.now() - began;
  if (!published.ok()) throw new Error(await published.text());
  console.log(
    `opening the builder, from the click   p50 ${shown(quantile(opened, 0.5))} ms, worst ${shown(Math.max(...opened))} ms`,
  );
  console.log(
    `a keystroke until it is shown         p50 ${shown(quantile(keys, 0.5))} ms, p95 ${shown(quantile(keys, 0.95))} ms, worst ${shown(Math.max(...keys))} ms`,
  );
  console.log(`publishing                            ${shown(publishing)} ms`);
} finally {
  await browser.close();
  await centre.stop();
}
