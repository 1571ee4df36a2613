import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '../../../web/words/en/words.ts';
import { leaves, showLanguage, t } from '../../../web/words/words.ts';
import { zh } from '../../../web/words/zh-CN/words.ts';

const web = resolve(import.meta.dirname, '../../../web');
const english = leaves(en);
const chinese = leaves(zh);

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'words' ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) ? [readFileSync(path, 'utf8')] : [];
  });
}
const code = sources(web).join('\n');

describe('the words of both languages', () => {
  it('have the same keys', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('name the same things in a sentence', () => {
    const names = (leaf: unknown) => [...String(leaf).matchAll(/\{\{ (\w+) \}\}/g)].map((match) => match[1]).sort();
    const differing = [...english].filter(
      ([key, leaf]) => typeof leaf === 'string' && names(leaf).join() !== names(chinese.get(key)).join(),
    );
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it('bend with a number in both or in neither', () => {
    const differing = [...english].filter(([key, leaf]) => typeof leaf !== typeof chinese.get(key));
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it('say something in both languages or in neither', () => {
    const differing = [...english].filter(([key, leaf]) => (leaf === '') !== (chinese.get(key) === ''));
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it('are all used by some page', () => {
    // A key chosen at run time is written with its beginning: t(`common.role.${role}`).
    const begun = [...code.matchAll(/`([a-z][\w.]*\.)\$\{/gi)].map((match) => match[1] ?? '');
    const unused = [...english.keys()].filter(
      (key) => !code.includes(`'${key}'`) && !begun.some((beginning) => key.startsWith(beginning)),
    );
    expect(unused).toEqual([]);
  });

  it('in Chinese use full-width punctuation beside Chinese', () => {
    const halves = [...chinese].filter(
      ([, leaf]) => typeof leaf === 'string' && /[\u4e00-\u9fff][,;:?!]|[,;:?!][\u4e00-\u9fff]/.test(leaf),
    );
    expect(halves.map(([key]) => key)).toEqual([]);
  });

  it('are without cheer', () => {
    expect(
      [...english, ...chinese].filter(([, leaf]) => typeof leaf === 'string' && /[!！]/.test(leaf)).map(([key]) => key),
    ).toEqual([]);
  });
});

describe('showing a language', () => {
  it('fills sentences, bends them, and says which language the page is in', async () => {
    await showLanguage('en');
    expect(t('invitation.title', { organisation: 'Larkfield' })).toBe('Join Larkfield');
    expect([t('queue.left', 1), t('queue.left', 2)]).toEqual(['1 review to do', '2 reviews to do']);
    expect(document.documentElement.lang).toBe('en-GB');
    await showLanguage('zh');
    expect(t('queue.left', 2)).toBe('待处理 2 条');
    expect(document.documentElement.lang).toBe('zh-CN');
  });
});
