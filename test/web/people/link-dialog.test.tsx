import { cleanup, fireEvent, render, screen } from '@solidjs/testing-library';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LinkDialog } from '../../../web/people/link-dialog.tsx';
import { showLanguage } from '../../../web/words/words.ts';

const LINK = 'http://attune.example/invitation#token';
const made = { member: { name: 'Cara' }, link: LINK, expires_at: '2026-03-02T09:00:00Z', for: 'invitation' as const };

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe.each([
  ['en', 'Copy', /The link is selected: press Ctrl\+C/],
  ['zh', '复制', /链接已选中，请按 Ctrl\+C/],
] as const)('the link to hand over (%s)', (language, button, words) => {
  it.each([
    ['a page that has no clipboard', undefined],
    ['a browser that does not allow it', { writeText: () => Promise.reject(new Error('NotAllowedError')) }],
  ])('is selected, and that is said, on %s', async (_name, clipboard) => {
    vi.stubGlobal('navigator', Object.create(navigator, { clipboard: { value: clipboard } }));
    await showLanguage(language);
    render(() => <LinkDialog made={made} onClose={() => {}} />);
    const field = screen.getByRole<HTMLInputElement>('textbox');
    field.setSelectionRange(0, 0);
    fireEvent.click(screen.getByRole('button', { name: button }));
    expect(await screen.findByText(words)).toBeTruthy();
    expect(document.activeElement).toBe(field);
    expect([field.selectionStart, field.selectionEnd]).toEqual([0, LINK.length]);
  });

  it('is copied to the clipboard if there is one', async () => {
    const writeText = vi.fn(() => Promise.resolve());
    vi.stubGlobal('navigator', Object.create(navigator, { clipboard: { value: { writeText } } }));
    await showLanguage(language);
    render(() => <LinkDialog made={made} onClose={() => {}} />);
    fireEvent.click(screen.getByRole('button', { name: button }));
    await vi.waitFor(() => expect(writeText).toHaveBeenCalledWith(LINK));
    expect(screen.queryByText(words)).toBeNull();
  });
});
