import { cleanup, render } from '@solidjs/testing-library';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isElsewhere, ZoneNote } from '../../../web/shell/zone-note.tsx';
import { setZone } from '../../../web/ui/format.ts';
import { showLanguage } from '../../../web/words/words.ts';

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;
/** Half an hour off every other zone. */
const NEPAL = 'Asia/Kathmandu';

beforeEach(() => showLanguage('en'));
afterEach(() => {
  cleanup();
  setZone('UTC');
});

it('nobody is elsewhere whose clock reads the same all year', () => {
  const summer = new Date('2026-07-01T12:00:00Z');
  const winter = new Date('2026-01-01T12:00:00Z');
  expect(isElsewhere('Europe/Paris', 'Europe/Berlin', summer)).toBe(false);
  expect(isElsewhere('Asia/Shanghai', 'Asia/Singapore', summer)).toBe(false);
  for (const now of [summer, winter]) {
    expect(isElsewhere('Europe/London', 'Africa/Abidjan', now)).toBe(true);
    expect(isElsewhere('Asia/Shanghai', 'Europe/London', now)).toBe(true);
  }
});

it('times are said to be those of the organisation to who is elsewhere, in their language', async () => {
  setZone(HERE);
  expect(render(() => <ZoneNote />).container.textContent).toBe('');
  cleanup();
  setZone(NEPAL);
  const { container } = render(() => <ZoneNote />);
  expect(container.textContent).toBe('Times: Nepal Time');
  expect(container.querySelector('span')?.title).toBe(
    `Dates and times are in your organisation’s time zone, ${NEPAL}. Yours is ${HERE}.`,
  );
  await showLanguage('zh');
  expect(container.textContent).toBe('时间：尼泊尔时间');
});
