import { cleanup, render } from '@solidjs/testing-library';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LeadingLanguage, saidMarked, Wording } from '../../../web/ui/wording.tsx';
import { showLanguage } from '../../../web/words/words.ts';

beforeEach(() => showLanguage('en'));
afterEach(cleanup);

const shown = (text: Record<string, string>, leading?: string) =>
  render(() => <Wording text={text} leading={leading} />).container;

describe('a text of a scorecard', () => {
  it('in the reader’s language, or a region of it, is only words', () => {
    expect(shown({ en: 'Greets', zh: '问候' }).innerHTML).toBe('Greets');
    expect(shown({ 'en-GB': 'Greets' }).innerHTML).toBe('Greets');
  });

  it('in another one says in which, to eyes and ears, and its words are marked with it', async () => {
    const page = shown({ zh: '问候' });
    expect(page.querySelector('[lang=zh]')?.textContent).toBe('问候');
    const mark = page.querySelector('[role=img]');
    expect([mark?.textContent, mark?.getAttribute('aria-label'), mark?.getAttribute('title')]).toEqual([
      '中文',
      'Chinese',
      'Chinese',
    ]);
    await showLanguage('zh');
    expect(page.innerHTML).toBe('问候');
  });

  it('names the language in the reader’s own', async () => {
    await showLanguage('zh');
    const mark = shown({ en: 'Greets' }).querySelector('[role=img]');
    expect([mark?.textContent, mark?.getAttribute('aria-label')]).toEqual(['EN', '英语']);
  });

  it('falls back to the scorecard’s leading language before any other', () => {
    const text = { de: 'Begrüßt', fr: 'Salue' };
    expect(shown(text, 'fr').querySelector('[lang]')?.textContent).toBe('Salue');
    const within = render(() => (
      <LeadingLanguage of="fr">
        <Wording text={text} />
      </LeadingLanguage>
    ));
    expect(within.container.querySelector('[lang]')?.getAttribute('lang')).toBe('fr');
  });

  it('that has no words yet has no mark', () => {
    expect(shown({ zh: '' }).textContent).toBe('');
    expect(shown({}).querySelector('[role=img]')).toBeNull();
  });

  it('in a sentence or a list has its language behind it', async () => {
    expect([saidMarked({ en: 'Greets' }), saidMarked({ zh: '问候' })]).toEqual(['Greets', '问候 (中文)']);
    await showLanguage('zh');
    expect(saidMarked({ en: 'Greets' })).toBe('Greets（EN）');
  });
});
