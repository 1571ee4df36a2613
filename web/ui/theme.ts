// Light, dark or system theme, set as <html data-theme>; tokens.css does the rest.
import { createSignal } from 'solid-js';
import type { Theme } from '../../scorecards/people/theme.ts';

const STORED = 'attune.theme';
const system = typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : null;
const [theme, setTheme] = createSignal<Theme>('system');
const [systemDark, setSystemDark] = createSignal(system?.matches ?? false);
system?.addEventListener('change', (event) => setSystemDark(event.matches));

export { theme };

/** Whether the page is dark just now. What draws on a canvas reads its colours again when this changes. */
export const dark = (): boolean => theme() === 'dark' || (theme() === 'system' && systemDark());

/** Shows a theme and remembers it in this browser. */
export function showTheme(next: Theme): void {
  setTheme(next);
  if (next === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  try {
    localStorage.setItem(STORED, next);
  } catch {
    // Storage may be forbidden: the member's own choice comes with the session.
  }
}

/** The theme of this browser's last visit, before the session tells. */
export function firstTheme(): Theme {
  try {
    const stored = localStorage.getItem(STORED);
    if (stored === 'light' || stored === 'dark') return stored;
  } catch {
    // as above
  }
  return 'system';
}
