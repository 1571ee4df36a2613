import { describe, expect, it } from 'vitest';
import { Text } from '../../../scorecards/scorecard/text.ts';
import { answerText, worded } from '../../../scorecards/scorecard/worded.ts';
import { choice, criterion, yesNo } from '../given.ts';

describe('a text', () => {
  it('has one language at least, and no empty words', () => {
    for (const text of [{ en: 'Yes' }, { zh: '是' }, { 'zh-TW': '是', en: 'Yes', fr: 'Oui' }]) {
      expect(Text.safeParse(text).success, JSON.stringify(text)).toBe(true);
    }
    for (const text of [{}, { en: '' }, { English: 'Yes' }, { en: 1 }, { en: 'x'.repeat(4001) }, 'Yes', null]) {
      expect(Text.safeParse(text).success, JSON.stringify(text)?.slice(0, 40)).toBe(false);
    }
  });

  it.each([
    ['the language asked for', { en: 'Yes', zh: '是' }, ['zh'], { words: '是', language: 'zh' }],
    ['a region of it', { en: 'Yes', 'zh-TW': '是' }, ['zh'], { words: '是', language: 'zh-TW' }],
    ['the leading one, where it lacks that', { de: 'Ja', fr: 'Oui' }, ['zh', 'fr'], { words: 'Oui', language: 'fr' }],
    ['whatever there is', { de: 'Ja', fr: 'Oui' }, ['zh'], { words: 'Ja', language: 'de' }],
    ['English before others', { de: 'Ja', en: 'Yes' }, ['zh'], { words: 'Yes', language: 'en' }],
    ['the very region asked for', { zh: '是', 'zh-TW': '對' }, ['zh-TW'], { words: '對', language: 'zh-TW' }],
    ['another region of it', { en: 'Yes', 'zh-TW': '對' }, ['zh-CN'], { words: '對', language: 'zh-TW' }],
    ['the first by its tag, of several', { fr: 'Oui', de: 'Ja' }, [], { words: 'Ja', language: 'de' }],
    ['no language, where none is asked for', {}, [], { words: '', language: 'en' }],
    ['nothing yet', {}, ['zh'], { words: '', language: 'zh' }],
    ['words, not their absence', { zh: '', en: 'Yes' }, ['zh'], { words: 'Yes', language: 'en' }],
  ])('is shown in %s', (_, text, languages, wanted) => {
    expect(worded(text as Text, ...languages)).toEqual(wanted);
  });
});

describe('an answer in words', () => {
  const list = criterion('list', {
    scale: {
      type: 'checklist',
      items: [
        { key: 'x', label: { en: 'Name', zh: '姓名' } },
        { key: 'y', label: { en: 'Number' } },
      ],
    },
  });
  const ranges = criterion('ranges', {
    scale: {
      type: 'ranges',
      least: 0,
      ranges: [
        { up_to: 30, label: { en: 'Quick', zh: '及时' }, value_bp: 10_000 },
        { up_to: 99, label: null, value_bp: 0 },
      ],
    },
  });
  const inJapanese = criterion('list', {
    scale: {
      type: 'checklist',
      items: [
        { key: 'x', label: { ja: '名前' } },
        { key: 'y', label: { ja: '番号', en: 'Number' } },
      ],
    },
  });
  it.each([
    ['an option', criterion('a', { scale: yesNo }), 'no', { en: 'No', zh: 'No' }],
    ['an option that is not there', criterion('a', { scale: choice(0, 10_000) }), 'gone', null],
    ['no answer', criterion('a'), null, null],
    ['ticked items, in each language as far as it goes', list, ['x', 'y'], { en: 'Name, Number', zh: '姓名、Number' }],
    ['nothing ticked', list, [], { en: '–', zh: '–' }],
    ['a number with the name of its range', ranges, 12, { en: '12 · Quick', zh: '12 · 及时' }],
    ['a number at the end of its range', ranges, 30, { en: '30 · Quick', zh: '30 · 及时' }],
    ['a number beyond all ranges', ranges, 100, { en: '100', zh: '100' }],
    ['words where a number was asked for', ranges, '12', { en: '12', zh: '12' }],
    ['no number', ranges, null, null],
    ['no count', criterion('a', { scale: { type: 'count', points: 1, cap: 3 } }), null, null],
    ['a number by itself', criterion('a', { scale: { type: 'number', worst: 0, best: 9 } }), 7, { en: '7', zh: '7' }],
    ['words', criterion('a', { scale: { type: 'text' } }), 'Well', { en: 'Well', zh: 'Well' }],
    ['items where words are in Japanese', inJapanese, ['x', 'y'], { ja: '名前、番号', en: '名前, Number' }],
    ['a number whose range has none', ranges, 40, { en: '40', zh: '40' }],
    ['a count', criterion('a', { scale: { type: 'count', points: 1, cap: 3 } }), 2, { en: '2', zh: '2' }],
    ['a day', criterion('a', { scale: { type: 'date' } }), '2026-07-01', { en: '2026-07-01', zh: '2026-07-01' }],
  ])('%s', (_, of, value, wanted) => {
    expect(answerText(of, value)).toEqual(wanted);
  });
});
