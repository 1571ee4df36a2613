import { describe, expect, it } from 'vitest';
import type { Answer, Answers } from '../../../scorecards/scorecard/answers.ts';
import type { Criterion } from '../../../scorecards/scorecard/definition.ts';
import { score } from '../../../scorecards/scorecard/score.ts';
import { answerText, itemsOf, messageOf, momentsOf } from '../../../web/evaluations/feedback-view.ts';
import * as made from '../../scorecards/given.ts';

const text = (en: string) => ({ en, zh: en });
const MET: Criterion['scale'] = {
  type: 'choice',
  options: [
    { key: 'full', label: text('Met'), value_bp: 10_000, fails: null },
    { key: 'part', label: text('Partly'), value_bp: 5000, fails: null },
    { key: 'miss', label: text('Not met'), value_bp: 0, fails: null },
  ],
};
const criterion = (id: string, of: Partial<Criterion> = {}): Criterion =>
  made.criterion(id, { scale: MET, not_applicable: 'allowed', competency: 'etiquette', ...of });

const scorecard = (criteria: Criterion[]) =>
  made.scorecardOf([{ ...made.section('F-A', ...criteria), name: text('A') }], { channel: 'voice' });

const says = (value: Answer['value'], comment = '', evidence: Answer['evidence'] = []): Answer => ({
  value,
  comment,
  evidence,
});

function read(criteria: Criterion[], answers: Answers) {
  const own = scorecard(criteria);
  const worth = score(own, answers);
  const items = itemsOf(own, answers, worth);
  return { items, message: messageOf(items, worth), score: worth };
}

const ids = (items: readonly { criterion: Criterion }[]) => items.map((item) => item.criterion.id);

describe('what went well', () => {
  it('begins with criteria the reviewer commented on, then by weight', () => {
    const { message } = read(
      [criterion('heavy', { weight: 30 }), criterion('said', { weight: 2 }), criterion('light')],
      {
        heavy: says('full'),
        said: says('full', 'Found it within seconds.'),
        light: says('full'),
      },
    );
    expect(ids(message.strengths)).toEqual(['said', 'heavy']);
  });

  it('does not praise a passed gate unless the reviewer spoke of it', () => {
    const gate = criterion('gate', { weight: 0, critical: 'compliance' });
    const silent = read([gate, criterion('one')], { gate: says('full'), one: says('part') });
    expect(silent.message.strengths).toEqual([]);
    const spoken = read([gate, criterion('one')], { gate: says('full', 'Asked first.'), one: says('part') });
    expect(ids(spoken.message.strengths)).toEqual(['gate']);
  });
});

describe('one thing to change', () => {
  it('is what would raise the score most', () => {
    const { message } = read([criterion('small', { weight: 5 }), criterion('large', { weight: 20 }), criterion('ok')], {
      small: says('miss'),
      large: says('part'),
      ok: says('full'),
    });
    expect(message.change?.criterion.id).toBe('large');
    expect(message.others).toBe(1);
  });

  it('is a critical error before anything else, and no further critical error is left to the folded form', () => {
    const gate = (id: string) => criterion(id, { weight: 0, critical: 'customer' });
    const { message } = read([criterion('large', { weight: 50 }), gate('first'), gate('second')], {
      large: says('miss'),
      first: says('miss'),
      second: says('miss'),
    });
    expect(message.change?.criterion.id).toBe('first');
    expect(ids(message.critical)).toEqual(['second']);
    expect(message.others).toBe(1);
  });

  it('is nothing when everything that applied was fully met', () => {
    const { message } = read([criterion('a'), criterion('b')], { a: says('full'), b: says('na') });
    expect(message.change).toBeNull();
    expect(message.others).toBe(0);
  });
});

describe('each criterion', () => {
  it('states its share of the total and the score if it were fully met', () => {
    const { items, score: worth } = read([criterion('a', { weight: 30 }), criterion('b', { weight: 10 })], {
      a: says('part'),
      b: says('full'),
    });
    expect(worth.score_bp).toBe(6250);
    expect(items.map(({ share_bp, if_full_bp }) => [share_bp, if_full_bp])).toEqual([
      [7500, 10_000],
      [2500, null],
    ]);
  });

  it('has no part of the total when it does not apply', () => {
    const { items } = read([criterion('a'), criterion('b')], { a: says('na'), b: says('full') });
    expect(items[0]).toMatchObject({ state: 'not-applicable', share_bp: null, value_bp: null, critical: null });
  });

  it('says its answer in the words of the scorecard, ticks joined as each language joins them', () => {
    const list = criterion('list', {
      scale: {
        type: 'checklist',
        items: [
          { key: 'x', label: { en: 'Name', zh: '姓名' } },
          { key: 'y', label: { en: 'Date', zh: '日期' } },
          { key: 'z', label: { en: 'Place', zh: '地点' } },
        ],
      },
    });
    expect(answerText({ criterion: list, answer: says(['x', 'z']) })).toEqual({ en: 'Name, Place', zh: '姓名、地点' });
    expect(answerText({ criterion: criterion('a'), answer: says('part') })).toEqual(text('Partly'));
    expect(answerText({ criterion: criterion('a'), answer: says('na') })).toBeNull();
  });

  it('lists its moments in the order of the call, whatever order they were pinned in', () => {
    const moment = (start_ms: number) => ({ turn: null, start_ms, end_ms: start_ms + 10, quote: '' });
    const { items } = read([criterion('a')], { a: says('miss', '', [moment(42_000), moment(9000)]) });
    expect(momentsOf(items[0]!).map(({ start_ms }) => start_ms)).toEqual([9000, 42_000]);
  });
});
