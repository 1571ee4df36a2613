import { describe, expect, it } from 'vitest';
import { type Change, summary, texts, type Values, value } from '../../../scorecards/scorecard/change.ts';

const AT = { section: 'A', criterion: 'a', part: [] };

describe('the change of a value', () => {
  it.each<[keyof Values, unknown, unknown]>([
    ['weight', 1, 2],
    ['critical', null, 'business'],
    ['critical', 'business', null],
    ['shown_when', null, { channel: ['chat'] }],
    ['shown_when', { channel: ['chat'] }, null],
    ['comment', 'optional', { required_with: ['no'] }],
    ['comment', { required_with: ['no'] }, 'optional'],
    ['comment', { required_with: ['no'] }, { required_with: ['no', 'partly'] }],
    ['comment', { required_with: ['no', 'partly'] }, { required_with: ['no'] }],
    ['comment', { required_with: ['no'] }, { required_with: ['yes'] }],
    ['shown_when', { any: [{ channel: ['chat'] }] }, { all: [{ channel: ['chat'] }] }],
    ['shown_when', { criterion: 'a', is: ['yes'] }, { metadata: 'a', is: ['yes'] }],
    // One character in a list is not that character, and nothing ticked is not a number.
    ['starts_as', 'x', ['x']],
    ['starts_as', ['x'], 'x'],
    ['starts_as', 3, []],
    ['starts_as', [], 3],
    ['starts_as', null, []],
    ['starts_as', [], null],
  ])('of %s from %j to %j is told', (field, before, after) => {
    expect(value(AT, field, before as never, after as never)).toEqual([
      { ...AT, what: 'value', field, before, after, effect: null },
    ]);
  });

  it('is none while it is made of the same, in whatever order it is written', () => {
    expect(value(AT, 'starts_as', ['x', 'y'], ['x', 'y'])).toEqual([]);
    expect(value(AT, 'shown_when', { criterion: 'b', is: ['no'] }, { is: ['no'], criterion: 'b' })).toEqual([]);
    expect(value(AT, 'critical', null, null)).toEqual([]);
  });

  it('has what it does to a score', () => {
    const effect = { of: 'worst', option: 'no', unit: 'score', before: 100, after: 200 } as const;
    expect(value(AT, 'weight', 1, 2, effect)).toMatchObject([{ field: 'weight', effect }]);
  });
});

describe('the changes of a text', () => {
  it('are told by language, in the order of the tags, and empty words are none', () => {
    const before = { zh: '问候', en: 'Greets', fr: '', yue: '', ms: 'Salam' };
    const after = { zh: '问好', 'pt-BR': 'Saúda', en: 'Greets warmly', fr: '', ms: '' };
    const reported = (language: string, was: string | null, is: string | null) => ({
      ...AT,
      what: 'text',
      field: 'text',
      language,
      before: was,
      after: is,
      effect: null,
    });
    expect(texts(AT, 'text', before, after)).toEqual([
      reported('en', 'Greets', 'Greets warmly'),
      reported('ms', 'Salam', null),
      reported('pt-BR', null, 'Saúda'),
      reported('zh', '问候', '问好'),
    ]);
    expect(texts(AT, 'text', null, { en: 'Greets' })).toEqual([reported('en', null, 'Greets')]);
    expect(texts(AT, 'text', { en: 'Greets' }, null)).toEqual([reported('en', 'Greets', null)]);
    expect(texts(AT, 'text', null, null)).toEqual([]);
  });
});

describe('a summary', () => {
  const change = (criterion: string | null, of: object) =>
    ({ section: 'A', criterion, part: [], effect: null, ...of }) as unknown as Change;
  const reworded = { what: 'text', field: 'text', language: 'en', before: null, after: 'x' };
  const weighs = { what: 'value', field: 'weight', before: 1, after: 2 };
  const spots = { from: { section: 'A', place: 1 }, to: { section: 'A', place: 2 } };
  const nothing = { added: 0, removed: 0, moved: 0, reworded: 0, changed: 0, elsewhere: 0 };

  it.each<[string, Change[], Partial<typeof nothing>]>([
    ['of nothing', [], {}],
    ['of criteria added', ['a', 'b'].map((id) => change(id, { what: 'added', thing: 'criterion' })), { added: 2 }],
    ['of one removed', [change('a', { what: 'removed', thing: 'criterion' })], { removed: 1 }],
    ['of one moved', [change('a', { what: 'moved', thing: 'criterion', ...spots })], { moved: 1 }],
    ['of one reworded twice', [change('a', reworded), change('a', { ...reworded, field: 'good' })], { reworded: 1 }],
    ['of one changed twice', [change('a', weighs), change('a', { ...weighs, field: 'cap' })], { changed: 1 }],
    [
      'of options added, removed and moved, which changes their criteria',
      [
        change('a', { what: 'added', thing: 'option' }),
        change('b', { what: 'removed', thing: 'item' }),
        change('c', { what: 'moved', thing: 'option', ...spots }),
      ],
      { changed: 3 },
    ],
    [
      'of one that was moved, reworded and changed',
      [change('a', { what: 'moved', thing: 'criterion', ...spots }), change('a', reworded), change('a', weighs)],
      { moved: 1, reworded: 1, changed: 1 },
    ],
    [
      'of anything else, every change',
      [
        change(null, reworded),
        change(null, weighs),
        change(null, { what: 'added', thing: 'section' }),
        change(null, { what: 'removed', thing: 'cause' }),
        change(null, { what: 'moved', thing: 'section', ...spots }),
      ],
      { elsewhere: 5 },
    ],
  ])('%s', (_, changes, wanted) => {
    expect(summary(changes)).toEqual({ ...nothing, ...wanted });
  });
});
