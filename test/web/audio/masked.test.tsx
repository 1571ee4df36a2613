import { render } from '@solidjs/testing-library';
import { beforeEach, expect, it } from 'vitest';
import { Masked, spoken } from '../../../web/audio/masked.tsx';
import { showLanguage } from '../../../web/words/words.ts';

beforeEach(() => showLanguage('en'));

it('a mark is shown as what it hides, in the reader’s language, and keeps its letters for who counts them', async () => {
  const { container } = render(() => <Masked text="It is [[card]], thank you." />);
  const bar = container.querySelector('.masked');
  expect(bar?.getAttribute('data-shown')).toBe('card number');
  expect(bar?.getAttribute('aria-label')).toBe('card number, masked');
  expect(container.textContent).toBe('It is [[card]], thank you.');
  await showLanguage('zh');
  expect(container.querySelector('.masked')?.getAttribute('data-shown')).toBe('卡号');
});

it('in plain text, the type is in brackets', () => {
  expect(spoken('It is [[card]] and [[email]].')).toBe('It is [card number] and [email address].');
  expect(spoken('[[nothing we know]]')).toBe('[[nothing we know]]');
});
