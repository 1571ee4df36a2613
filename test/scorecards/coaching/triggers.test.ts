import { describe, expect, it } from 'vitest';
import { causesOf, subjectOfCause } from '../../../scorecards/coaching/triggers.ts';
import { LIBRARY_1 as LIBRARY } from '../../../scorecards/scorecard/library-1.ts';
import { score } from '../../../scorecards/scorecard/score.ts';
import { answer, choice, criterion, scorecardOf, section } from '../given.ts';

const moment = (turn: number, quote: string) => ({ turn, start_ms: turn * 1000, end_ms: turn * 1000 + 900, quote });
const causes = (card: Parameters<typeof score>[0], answers: Parameters<typeof score>[1]) =>
  causesOf(card, answers, score(card, answers));

describe('critical errors', () => {
  const vg = LIBRARY.find(({ id }) => id === 'VG')!;

  it('each is a stated cause, with its moments', () => {
    const answers = {
      VG4: answer('fail', 'Gave the balance first', [moment(3, 'Your balance is'), moment(9, 'And your address')]),
    };
    expect(causes(vg, answers)).toEqual([
      {
        kind: 'critical',
        certainty: 'stated',
        class: 'compliance',
        criterion: 'VG4',
        competency: 'compliance',
        moments: [
          {
            criterion: 'VG4',
            turn: 3,
            start_ms: 3000,
            end_ms: 3900,
            quote: 'Your balance is',
            comment: 'Gave the balance first',
          },
          {
            criterion: 'VG4',
            turn: 9,
            start_ms: 9000,
            end_ms: 9900,
            quote: 'And your address',
            comment: 'Gave the balance first',
          },
        ],
      },
    ]);
  });

  it('without a pinned moment the comment alone is the evidence', () => {
    const [cause] = causes(vg, { VG4: answer('fail', 'Never asked') });
    expect(cause!.moments).toEqual([
      { criterion: 'VG4', turn: null, start_ms: null, end_ms: null, quote: '', comment: 'Never asked' },
    ]);
  });

  it('a moment that was given backwards is the same moment', () => {
    const backwards = { ...moment(3, 'Your balance is'), start_ms: 3900, end_ms: 3000 };
    const [cause] = causes(vg, { VG4: answer('fail', '', [backwards]) });
    expect(cause!.moments).toMatchObject([{ start_ms: 3000, end_ms: 3900 }]);
  });

  it('a partly met critical criterion is not a critical error', () => {
    expect(causes(vg, { VG10: answer('part'), VG11: answer('yes'), VG12: answer('full') })).toEqual([]);
  });
});

describe('sections under the threshold', () => {
  const card = scorecardOf([
    section(
      'A',
      criterion('small', { weight: 5, competency: 'language' }),
      criterion('big', { weight: 10, competency: 'listening' }),
      criterion('half', { weight: 30, scale: choice(10_000, 5000, 0), competency: 'knowledge' }),
      criterion('good', { weight: 5, competency: 'etiquette' }),
      criterion('gate', { weight: 0, competency: 'compliance' }),
    ),
    section('B', criterion('other')),
  ]);
  const answers = {
    small: answer('no'),
    big: answer('no', 'Cut in', [moment(4, 'But I')]),
    half: answer('o1', 'Half the policy'),
    good: answer('yes', 'Well done', [moment(1, 'Good morning')]),
    gate: answer('no'),
    other: answer('yes'),
  };

  it('propose a cause with the competency of the weakest criterion: least worth, then most weight', () => {
    const [cause, ...others] = causes(card, answers);
    expect(others).toEqual([]);
    expect(cause).toMatchObject({
      kind: 'section',
      certainty: 'proposed',
      section: 'A',
      score_bp: 4000,
      threshold_bp: 7000,
      criterion: 'big',
      competency: 'listening',
    });
  });

  it('with the moments of everything in it below full, and nothing that went well', () => {
    const [cause] = causes(card, answers);
    expect(cause!.moments.map(({ criterion, turn, comment }) => [criterion, turn, comment])).toEqual([
      ['small', null, ''],
      ['big', 4, 'Cut in'],
      ['half', null, 'Half the policy'],
    ]);
  });

  it('exactly at the threshold is not under it', () => {
    expect(causes({ ...card, section_threshold: { value_bp: 4000, min_weight: 0 } }, answers)).toEqual([]);
  });

  it('a section where nothing applies proposes nothing', () => {
    expect(causes(card, {})).toEqual([]);
  });

  it('critical errors come first', () => {
    const critical = scorecardOf([section('A', criterion('a'), criterion('b', { critical: 'customer' }))]);
    expect(causes(critical, { a: answer('no'), b: answer('no') }).map(subjectOfCause)).toEqual([
      { kind: 'critical', criterion: 'b', section: null },
      { kind: 'section', criterion: null, section: 'A' },
    ]);
  });

  it('of two as weak and as heavy the first in the scorecard is named', () => {
    const two = scorecardOf([section('A', criterion('first'), criterion('second'))]);
    expect(causes(two, { first: answer('no'), second: answer('no') })).toMatchObject([{ criterion: 'first' }]);
  });

  it('a lighter criterion is named where it is worth less', () => {
    const two = scorecardOf([
      section('A', criterion('half', { weight: 30, scale: choice(10_000, 5000, 0) }), criterion('none', { weight: 5 })),
    ]);
    expect(causes(two, { half: answer('o1'), none: answer('no') })).toMatchObject([{ criterion: 'none' }]);
    const turned = scorecardOf([section('A', ...two.sections[0]!.criteria.toReversed())]);
    expect(causes(turned, { half: answer('o1'), none: answer('no') })).toMatchObject([{ criterion: 'none' }]);
  });

  it('what was not answered is no weakness', () => {
    const two = scorecardOf([section('A', criterion('open', { weight: 90 }), criterion('missed'))]);
    const [cause] = causes(two, { missed: answer('no') });
    expect(cause).toMatchObject({ criterion: 'missed', moments: [{ criterion: 'missed' }] });
  });

  it('a section an answer failed is at 0, whatever it earned before', () => {
    const options = [
      { key: 'full', label: { en: 'Full' }, value_bp: 10_000, fails: null },
      { key: 'rude', label: { en: 'Rude' }, value_bp: 8000, fails: 'section' as const },
      { key: 'fraud', label: { en: 'Fraud' }, value_bp: 10_000, fails: 'section' as const },
    ];
    const failing = scorecardOf([section('A', criterion('a', { scale: { type: 'choice', options } }))]);
    expect(causes(failing, { a: answer('rude') })).toMatchObject([{ section: 'A', score_bp: 0, criterion: 'a' }]);
    // Failed by an answer that lost nothing: there is no weakest criterion to coach.
    expect(causes(failing, { a: answer('fraud') })).toEqual([]);
  });

  it('of a score by formula 1 are those below the threshold', () => {
    const { score_bp, sections, ...rest } = score(card, answers);
    const old = {
      ...rest,
      formula: '1' as const,
      score_bp,
      applicable_weight: 60,
      sections: sections.map(({ id, score_bp: bp, below_threshold }) => {
        return { id, score_bp: bp, below_threshold, applicable_weight: 1 };
      }),
    };
    expect(causesOf(card, answers, old)).toEqual(causes(card, answers));
  });
});
