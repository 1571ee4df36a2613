import { describe, expect, it } from 'vitest';
import type { Criterion } from '../../../scorecards/scorecard/definition.ts';
import { diff } from '../../../scorecards/scorecard/diff.ts';
import { baseScorecardOf, bonus, counted, criterion, deduct, scorecardOf, section, veto } from '../given.ts';
import { added, at, costs, is, label, moved, type Reported, removed, says } from './reported.ts';

describe('everything that changed', () => {
  it('of a scorecard itself', () => {
    const before = scorecardOf([section('A', criterion('a'))], {
      name: { zh: '表', en: 'Form' },
      rationale: label('So'),
    });
    const after = scorecardOf([section('A', criterion('a'))], {
      id: 'G',
      leading: 'zh',
      name: { zh: '新表', en: 'New form' },
      purpose: label('Quality'),
      channel: 'chat',
      not_applicable: 'stays-in-section',
      critical_policy: 'zero',
      section_threshold: { value_bp: 8000, min_weight: 5 },
    });
    expect(diff(before, after)).toEqual([
      { ...at(), ...is('id', 'F', 'G') },
      { ...at(), ...says('name', 'Form', 'New form') },
      { ...at(), ...says('name', '表', '新表', 'zh') },
      { ...at(), ...says('purpose', null, 'Quality') },
      { ...at(), ...says('rationale', 'So', null) },
      { ...at(), ...is('leading', 'en', 'zh') },
      { ...at(), ...is('channel', 'any', 'chat') },
      { ...at(), ...is('not_applicable_policy', 'leaves-total', 'stays-in-section') },
      { ...at(), ...is('critical_policy', 'report', 'zero') },
      { ...at(), ...is('threshold_bp', 7000, 8000) },
      { ...at(), ...is('threshold_weight', 0, 5) },
    ]);
  });

  it('of root causes and what is in them', () => {
    const cause = (key: string, name: string, ...causes: [string, string][]) => ({
      key,
      name: label(name),
      causes: causes.map(([key, name]) => ({ key, name: label(name) })),
    });
    const before = scorecardOf([], {
      root_causes: [cause('p', 'Process', ['slow', 'Slow'], ['old', 'Old']), cause('s', 'System'), cause('t', 'Tools')],
    });
    const after = scorecardOf([], {
      root_causes: [
        cause('s', 'Systems'),
        cause('p', 'Process', ['slow', 'Too slow'], ['new', 'New']),
        cause('k', 'Skill'),
      ],
    });
    expect(diff(before, after)).toEqual([
      { ...at(null, null, 's'), ...moved('cause', 2, 1) },
      { ...at(null, null, 's'), ...says('name', 'System', 'Systems') },
      { ...at(null, null, 'p', 'slow'), ...says('name', 'Slow', 'Too slow') },
      { ...at(null, null, 'p', 'new'), ...added('cause') },
      { ...at(null, null, 'p', 'old'), ...removed('cause') },
      { ...at(null, null, 'k'), ...added('cause') },
      { ...at(null, null, 't'), ...removed('cause') },
    ]);
  });

  it('of sections', () => {
    const before = scorecardOf([
      section('A', criterion('a')),
      section('B', criterion('b')),
      section('C', criterion('c')),
    ]);
    const after = scorecardOf([
      section('C', criterion('c')),
      { ...section('A', criterion('a')), name: label('First'), weight: 20 },
      section(
        'D',
        criterion('d', { weight: 20 }),
        criterion('t', { scale: { type: 'text' } }),
        criterion('e', { bonus: true }),
      ),
    ]);
    expect(diff(before, after)).toEqual([
      { ...at('C'), ...moved('section', 3, 1) },
      { ...at('A'), ...says('name', 'A', 'First') },
      { ...at('A'), ...says('name', 'A', null, 'zh') },
      { ...at('A'), ...is('section_weight', null, 20, costs('section', null, 3333, 4000)) },
      { ...at('D'), ...added('section') },
      { ...at('D', 'd'), ...added('criterion', costs('worst', 'no', null, 4000)) },
      { ...at('D', 't'), ...added('criterion') },
      { ...at('D', 'e'), ...added('criterion') },
      { ...at('B'), ...removed('section') },
      { ...at('B', 'b'), ...removed('criterion', costs('worst', 'no', 3333, null)) },
    ]);
  });

  it('of a criterion', () => {
    const rest = criterion('b', { weight: 90 });
    const guided = (words: string | null) =>
      Object.fromEntries(
        ['decide', 'good', 'poor', 'not_applicable', 'evidence'].map((field) => [
          field,
          words === null ? null : label(words),
        ]),
      ) as Criterion['guidance'];
    const before = criterion('a', { text: label('Greets'), guidance: guided(null) });
    const after = criterion('a', {
      text: label('Says hello'),
      guidance: guided('Listen'),
      weight: 30,
      not_applicable: 'allowed',
      critical: 'business',
      shown_when: { channel: ['chat'] },
      starts_as: 'yes',
      comment: 'required',
      evidence: { required_with: ['no'] },
      cause: 'required',
      competency: 'listening',
    });
    const effect = costs('worst', 'no', 1000, 2500);
    expect(diff(scorecardOf([section('A', before, rest)]), scorecardOf([section('A', after, rest)]))).toEqual(
      [
        says('text', 'Greets', 'Says hello'),
        is('weight', 10, 30, effect),
        is('not_applicable', 'never', 'allowed'),
        is('critical', null, 'business', effect),
        is('shown_when', null, { channel: ['chat'] }),
        is('starts_as', null, 'yes'),
        is('comment', 'optional', 'required'),
        is('evidence_rule', 'optional', { required_with: ['no'] }),
        is('cause', 'none', 'required'),
        is('competency', 'solving', 'listening'),
        says('decide', null, 'Listen'),
        says('good', null, 'Listen'),
        says('poor', null, 'Listen'),
        says('not_applicable', null, 'Listen'),
        says('evidence', null, 'Listen'),
      ].map((one) => ({ ...at('A', 'a'), ...one })),
    );
    const extra = { ...before, bonus: true };
    expect(diff(scorecardOf([section('A', before, rest)]), scorecardOf([section('A', extra, rest)]))).toEqual([
      { ...at('A', 'a'), ...is('bonus', false, true, costs('worst', 'no', 1000, 0)) },
    ]);
  });

  it('of a base score that was weighted, and the other way round', () => {
    const weighted = scorecardOf([section('A', criterion('a'))]);
    const base = baseScorecardOf([deduct('A', 60, criterion('a'))], { critical_policy: 'report' });
    const changes: [Reported, string, unknown, unknown][] = [
      [at(), 'method', 'weighted', 'base'],
      [at(), 'base_points', null, 100],
      [at(), 'bonus_cap', null, 5],
      [at(), 'not_applicable_policy', 'leaves-total', null],
      [at('A'), 'kind', 'weighted', 'deduct'],
      [at('A'), 'section_points', null, 60],
    ];
    // Points and scores cannot be set against each other.
    expect(diff(weighted, base)).toEqual(
      changes.map(([where, field, was, now]) => ({ ...where, ...is(field, was, now) })),
    );
    expect(diff(base, weighted)).toEqual(
      changes.map(([where, field, was, now]) => ({ ...where, ...is(field, now, was) })),
    );
  });

  it('of a base score', () => {
    const before = baseScorecardOf([deduct('A', 60, counted('a', 1, 4)), deduct('B', 40, counted('b', 1, 4))]);
    const after = baseScorecardOf(
      [
        deduct('A', 70, counted('a', 1, 4)),
        bonus('B', counted('b', 1, 4)),
        veto('V', criterion('v', { critical: 'customer' })),
      ],
      { base_points: 90, bonus_cap: 9 },
    );
    const lost = costs('section', null, 40, 0, 'points');
    expect(diff(before, after)).toEqual([
      { ...at(), ...is('base_points', 100, 90) },
      { ...at(), ...is('bonus_cap', 5, 9) },
      { ...at('A'), ...is('section_points', 60, 70, costs('section', null, 60, 70, 'points')) },
      { ...at('B'), ...is('kind', 'deduct', 'bonus', lost) },
      { ...at('B'), ...is('section_points', 40, null, lost) },
      { ...at('V'), ...added('section') },
      { ...at('V', 'v'), ...added('criterion', costs('worst', 'no', null, 90, 'points')) },
    ]);
  });
});

describe('a criterion that was moved', () => {
  const weighing = (weight: number, id: string, ...criteria: Criterion[]) => ({ ...section(id, ...criteria), weight });
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => criterion(id)) as [Criterion, Criterion, Criterion, Criterion];
  const before = scorecardOf([weighing(20, 'A', a, b), weighing(80, 'B', c, d)]);
  const spots = (from: [string, number], to: [string, number]) => ({
    what: 'moved',
    thing: 'criterion',
    from: { section: from[0], place: from[1] },
    to: { section: to[0], place: to[1] },
  });

  it('to another section tells of what it costs there', () => {
    expect(diff(before, scorecardOf([weighing(20, 'A', a), weighing(80, 'B', b, c, d)]))).toEqual([
      { ...at('B', 'b'), ...spots(['A', 2], ['B', 1]), effect: costs('worst', 'no', 1000, 2667) },
    ]);
  });

  it('with another weight tells of the cost once', () => {
    const heavy = { ...b, weight: 20 };
    expect(diff(before, scorecardOf([weighing(20, 'A', a), weighing(80, 'B', heavy, c, d)]))).toEqual([
      { ...at('B', 'b'), ...spots(['A', 2], ['B', 1]), effect: null },
      { ...at('B', 'b'), ...is('weight', 10, 20, costs('worst', 'no', 1000, 4000)) },
    ]);
  });

  it('within its section tells of no cost, whatever else became of it', () => {
    expect(diff(before, scorecardOf([weighing(60, 'A', b, a), weighing(80, 'B', c, d)]))).toEqual([
      { ...at('A'), ...is('section_weight', 20, 60, costs('section', null, 2000, 4286)) },
      { ...at('A', 'b'), ...spots(['A', 2], ['A', 1]), effect: null },
    ]);
  });
});
