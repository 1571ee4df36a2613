import { describe, expect, it } from 'vitest';
import { askedIn, NOWHERE, namedIn, type Situation, situationFor } from '../../../scorecards/scorecard/conditions.ts';
import type { Condition } from '../../../scorecards/scorecard/definition.ts';
import { score, situationOf } from '../../../scorecards/scorecard/score.ts';
import { answersOf, criterion, scorecardOf, section } from '../given.ts';

const asking = (shown_when: Condition) =>
  scorecardOf([
    section('A', criterion('a', { not_applicable: 'allowed' }), criterion('b'), criterion('c', { shown_when })),
  ]);

describe('conditions', () => {
  it('a criterion without one is always asked', () => {
    expect([...askedIn(asking({ criterion: 'a', is: ['yes'] }), {})]).toEqual(['a', 'b']);
  });

  it.each<[string, Condition, boolean]>([
    ['one of the answers', { criterion: 'a', is: ['no', 'yes'] }, true],
    ['another answer', { criterion: 'a', is: ['no'] }, false],
    [
      'all',
      {
        all: [
          { criterion: 'a', is: ['yes'] },
          { criterion: 'b', is: ['no'] },
        ],
      },
      true,
    ],
    [
      'not all',
      {
        all: [
          { criterion: 'a', is: ['yes'] },
          { criterion: 'b', is: ['yes'] },
        ],
      },
      false,
    ],
    [
      'any',
      {
        any: [
          { criterion: 'a', is: ['no'] },
          { criterion: 'b', is: ['no'] },
        ],
      },
      true,
    ],
    ['not', { not: { criterion: 'b', is: ['no'] } }, false],
    ['an unanswered one is nothing', { criterion: 'z', is: ['yes'] }, false],
  ])('%s', (_, condition, shown) => {
    expect(askedIn(asking(condition), answersOf({ a: 'yes', b: 'no' })).has('c')).toBe(shown);
  });

  it('not applicable is an answer like another', () => {
    expect(askedIn(asking({ criterion: 'a', is: ['na'] }), answersOf({ a: 'na' })).has('c')).toBe(true);
  });

  it('ticked items and numbers can be asked for', () => {
    const scorecard = scorecardOf([
      section(
        'A',
        criterion('list', { scale: { type: 'checklist', items: [{ key: 'x', label: { en: 'X', zh: 'X' } }] } }),
        criterion('number', { scale: { type: 'number', worst: 0, best: 9 } }),
        criterion('c', {
          shown_when: {
            all: [
              { criterion: 'list', is: ['x'] },
              { criterion: 'number', is: ['7'] },
            ],
          },
        }),
      ),
    ]);
    expect(askedIn(scorecard, answersOf({ list: ['x'], number: 7 })).has('c')).toBe(true);
    expect(askedIn(scorecard, answersOf({ list: [], number: 7 })).has('c')).toBe(false);
  });

  it('what depends on a hidden criterion is hidden too, whatever its answer was', () => {
    const scorecard = scorecardOf([
      section(
        'A',
        criterion('a'),
        criterion('b', { shown_when: { criterion: 'a', is: ['yes'] } }),
        criterion('c', { shown_when: { criterion: 'b', is: ['yes'] } }),
      ),
    ]);
    expect([...askedIn(scorecard, answersOf({ a: 'no', b: 'yes' }))]).toEqual(['a']);
    expect([...askedIn(scorecard, answersOf({ a: 'yes', b: 'yes' }))]).toEqual(['a', 'b', 'c']);
  });

  it.each<[string, Condition, Partial<Situation>, boolean]>([
    ['its channel', { channel: ['voice', 'chat'] }, { channel: 'chat' }, true],
    ['another channel', { channel: ['voice'] }, { channel: 'email' }, false],
    ['its language, a region of it included', { language: ['zh'] }, { language: 'zh-TW' }, true],
    ['a language that only begins alike', { language: ['zh'] }, { language: 'zhx' }, false],
    ['another language', { language: ['zh-CN'] }, { language: 'zh' }, false],
    [
      'what its own column says',
      { metadata: 'Product', is: ['Kettle', 'Lamp'] },
      { metadata: { Product: 'Lamp' } },
      true,
    ],
    ['a column it does not have', { metadata: 'constructor', is: ['Lamp'] }, { metadata: { Product: 'Lamp' } }, false],
    [
      'all of these',
      { all: [{ channel: ['voice'] }, { not: { language: ['en'] } }] },
      { channel: 'voice', language: 'zh' },
      true,
    ],
    ['nothing that is not known', { not: { channel: ['voice'] } }, {}, true],
  ])('may depend on the interaction: %s', (_, condition, situation, wanted) => {
    const scorecard = scorecardOf([section('A', criterion('a'), criterion('b', { shown_when: condition }))]);
    expect(askedIn(scorecard, {}, { ...NOWHERE, ...situation }).has('b')).toBe(wanted);
  });

  it('keep of an interaction what they ask, and nothing else', () => {
    const shown_when: Condition = { any: [{ metadata: 'Product', is: ['Lamp'] }, { channel: ['voice'] }] };
    const scorecard = scorecardOf([section('A', criterion('a', { shown_when }))]);
    const metadata = { Product: 'Lamp', Customer: 'Peter Lane' };
    expect(situationFor(scorecard, { channel: 'chat', language: 'en', metadata })).toEqual({
      channel: 'chat',
      language: null,
      metadata: { Product: 'Lamp' },
    });
  });

  it('keep the language if they ask for it, and nothing of what is asked of everybody', () => {
    const metadata = { Product: 'Lamp' };
    const of = (...conditions: (Condition | null)[]) =>
      situationFor(
        scorecardOf([section('A', ...conditions.map((one, i) => criterion(`c${i}`, { shown_when: one })))]),
        {
          channel: 'chat',
          language: 'en',
          metadata,
        },
      );
    expect(of({ language: ['zh'] }, null)).toEqual({ channel: null, language: 'en', metadata: {} });
    expect(of(null, { criterion: 'c0', is: ['yes'] })).toEqual(NOWHERE);
    expect(NOWHERE).toEqual({ channel: null, language: null, metadata: {} });
  });

  it('hold in one of several languages', () => {
    const asked = (language: string) =>
      askedIn(asking({ language: ['zh', 'en'] }), {}, { ...NOWHERE, language }).has('c');
    expect([asked('en'), asked('zh-CN'), asked('fr')]).toEqual([true, true, false]);
  });

  it('are what a score knows of its interaction', () => {
    const scorecard = asking({ channel: ['voice'] });
    expect(score(scorecard, {}).situation).toEqual(NOWHERE);
    const voice = { ...NOWHERE, channel: 'voice' as const };
    expect(situationOf(score(scorecard, {}, voice))).toEqual(voice);
  });

  it('names what it looks at', () => {
    const condition: Condition = {
      any: [{ not: { criterion: 'a', is: ['x'] } }, { all: [{ criterion: 'b', is: ['y'] }] }],
    };
    expect(namedIn(condition).map((one) => one.criterion)).toEqual(['a', 'b']);
  });
});
