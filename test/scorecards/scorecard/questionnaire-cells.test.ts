import { describe, expect, it } from 'vitest';
import {
  amountIn,
  commentIn,
  criticalIn,
  notApplicableIn,
  optionsIn,
  rangeIn,
  typeIn,
} from '../../../scorecards/scorecard/questionnaire-cells.ts';

const amount = (hundredths: number, decimals = 0, percent = false) => ({ hundredths, decimals, percent });

it.each<[string, ReturnType<typeof amountIn>]>([
  ['5', amount(500)],
  ['5.00', amount(500)],
  ['2.50', amount(250, 1)],
  ['1,05', amount(105, 2)],
  ['-3', amount(-300)],
  ['– 3', amount(-300)],
  ['12.5%', amount(1250, 1, true)],
  ['５分', amount(500)],
  ['2 Marks', amount(200)],
  ['1 mark', amount(100)],
  ['1 point', amount(100)],
  ['2 pt', amount(200)],
  ['2pts.', amount(200)],
  ['1.234', null],
  ['12345678', null],
  ['', null],
])('%j is an amount', (text, expected) => {
  expect(amountIn(text)).toEqual(expected);
});

it.each<[string, ReturnType<typeof rangeIn>]>([
  ['1-5', { type: 'number', worst: 1, best: 5 }],
  [' 1 – 5 ', { type: 'number', worst: 1, best: 5 }],
  ['－５ 至 ５', { type: 'number', worst: -5, best: 5 }],
  ['10..1', { type: 'number', worst: 10, best: 1 }],
  ['0 to 100', { type: 'number', worst: 0, best: 100 }],
  ['1-5 stars', null],
  ['1-5'.padEnd(40), { type: 'number', worst: 1, best: 5 }],
  ['1-5'.padEnd(41), null],
  ['5-5', null],
  ['Yes', null],
  ['1234567-2', null],
])('%j is a range', (text, expected) => {
  expect(rangeIn(text)).toEqual(expected);
});

it('types are known by the names that other products have for them', () => {
  const names = ['Yes/No', 'Radio buttons', '多选题', 'Slider', '日期', 'Free text', 'guess'];
  expect(names.map(typeIn)).toEqual(['yes-no', 'choice', 'checklist', 'number', 'date', 'text', null]);
});

it('words of rules are known in English and Chinese', () => {
  expect(
    ['X', '必填', 'no', '选填', 'Required', 'none', 'if no', '未达标时', 'perhaps'].map((text) => commentIn(text)),
  ).toEqual([
    'required',
    'required',
    'optional',
    'optional',
    'required',
    'optional',
    'required-below-full',
    'required-below-full',
    null,
  ]);
  expect(
    ['allowed', '允许', 'yes', 'Not allowed', '不可', '—', 'With a reason', '须说明理由', 'perhaps'].map((text) =>
      notApplicableIn(text),
    ),
  ).toEqual(['allowed', 'allowed', 'allowed', 'never', 'never', 'never', 'with-reason', 'with-reason', null]);
  expect(
    ['yes', '否', 'Auto-fail', '客户', 'Business critical', '合规', 'Non-critical', 'perhaps'].map((text) =>
      criticalIn(text),
    ),
  ).toEqual(['unsaid', 'no', 'unsaid', 'customer', 'business', 'compliance', 'no', null]);
});

it('a word that begins behind a hundred signs is not looked for', () => {
  const far = (word: string, sign: string) => sign.repeat(100) + word;
  const near = (word: string, sign: string) => sign.repeat(80) + word;
  expect([typeIn, criticalIn, commentIn, notApplicableIn].map((read) => read(far('yes', ' ')))).toEqual(
    Array(4).fill(null),
  );
  expect(typeIn(far('date', '.'))).toBeNull();
  expect(typeIn(near('date', '.'))).toBe('date');
  expect(criticalIn(far('legal', '.'))).toBeNull();
  expect(criticalIn(near('legal', '.'))).toBe('compliance');
  expect(commentIn(far('if no', '.'))).toBeNull();
  expect(commentIn(near('if no', '.'))).toBe('required-below-full');
  expect(notApplicableIn(far('with reason', '.'))).toBeNull();
  expect(notApplicableIn(near('with reason', '.'))).toBe('with-reason');
});

describe('options', () => {
  type Made = [key: string, label: string, value_bp: number][];
  const chosen = (options: Made, more: Record<string, unknown> = {}) => ({
    scale: {
      type: 'choice',
      options: options.map(([key, en, value_bp]) => ({ key, label: { en }, value_bp, fails: null })),
    },
    best: null,
    assumed: false,
    na: false,
    naWorth: false,
    ...more,
  });
  const assumed = { assumed: true };

  it.each<[string, Made, Record<string, unknown>]>([
    // Worth their share of the best.
    [
      'No=0|Yes=5',
      [
        ['no', 'No', 0],
        ['yes', 'Yes', 10_000],
      ],
      { best: amount(500) },
    ],
    [
      'Yes (  5  )|No ( 0 )',
      [
        ['yes', 'Yes', 10_000],
        ['no', 'No', 0],
      ],
      { best: amount(500) },
    ],
    [
      'Gold=1.5;Silver=0.5',
      [
        ['gold', 'Gold', 10_000],
        ['silver', 'Silver', 3333],
      ],
      { best: amount(150, 1) },
    ],
    [
      'Yes=80%|No=0%',
      [
        ['yes', 'Yes', 8000],
        ['no', 'No', 0],
      ],
      {},
    ],
    // “Not applicable” is none of them, and may have had points.
    [
      'Yes=5|No=0|N/A',
      [
        ['yes', 'Yes', 10_000],
        ['no', 'No', 0],
      ],
      { best: amount(500), na: true },
    ],
    [
      'Yes=5|No=0|N/A=0',
      [
        ['yes', 'Yes', 10_000],
        ['no', 'No', 0],
      ],
      { best: amount(500), na: true, naWorth: true },
    ],
    [
      'Yes/No/N/A',
      [
        ['yes', 'Yes', 10_000],
        ['no', 'No', 0],
      ],
      { na: true },
    ],
    // Blank ones are none.
    [
      ' Yes | | No |',
      [
        ['yes', 'Yes', 10_000],
        ['no', 'No', 0],
      ],
      {},
    ],
    [
      'Said N/A rightly/Other',
      [
        ['saidn-arightly', 'Said N/A rightly', 10_000],
        ['other', 'Other', 0],
      ],
      assumed,
    ],
    // What is no number belongs to the label.
    [
      'Full (5) points|Half',
      [
        ['full-5-points', 'Full (5) points', 10_000],
        ['half', 'Half', 0],
      ],
      assumed,
    ],
    // Numbers by their size.
    [
      '1|2|3',
      [
        ['1', '1', 0],
        ['2', '2', 5000],
        ['3', '3', 10_000],
      ],
      assumed,
    ],
    [
      '10|20|40',
      [
        ['10', '10', 0],
        ['20', '20', 3333],
        ['40', '40', 10_000],
      ],
      assumed,
    ],
    [
      '5|05',
      [
        ['5', '5', 10_000],
        ['05', '05', 10_000],
      ],
      assumed,
    ],
    [
      '1|2|Other',
      [
        ['1', '1', 10_000],
        ['2', '2', 5000],
        ['other', 'Other', 0],
      ],
      assumed,
    ],
    [
      '1 star|2 stars',
      [
        ['1star', '1 star', 10_000],
        ['2stars', '2 stars', 0],
      ],
      assumed,
    ],
    [
      'Level 1|Level 2',
      [
        ['level1', 'Level 1', 10_000],
        ['level2', 'Level 2', 0],
      ],
      assumed,
    ],
    // Others in their order, whichever end is good.
    [
      'Pass|Fail',
      [
        ['pass', 'Pass', 10_000],
        ['fail', 'Fail', 0],
      ],
      {},
    ],
    [
      'Fail|Pass',
      [
        ['fail', 'Fail', 0],
        ['pass', 'Pass', 10_000],
      ],
      {},
    ],
    [
      'Pass|Partly|Fail',
      [
        ['pass', 'Pass', 10_000],
        ['partly', 'Partly', 5000],
        ['fail', 'Fail', 0],
      ],
      assumed,
    ],
    [
      'Poor|Fair|Superb',
      [
        ['poor', 'Poor', 0],
        ['fair', 'Fair', 5000],
        ['superb', 'Superb', 10_000],
      ],
      assumed,
    ],
    [
      'Weak|Fair|Good',
      [
        ['weak', 'Weak', 0],
        ['fair', 'Fair', 5000],
        ['good', 'Good', 10_000],
      ],
      assumed,
    ],
    [
      'Gold|Silver',
      [
        ['gold', 'Gold', 10_000],
        ['silver', 'Silver', 0],
      ],
      assumed,
    ],
    [
      'Gold|Yes',
      [
        ['gold', 'Gold', 0],
        ['yes', 'Yes', 10_000],
      ],
      assumed,
    ],
    [
      'Yes|Other',
      [
        ['yes', 'Yes', 10_000],
        ['other', 'Other', 0],
      ],
      assumed,
    ],
    // Keys by letters, each once.
    [
      'A -- B|"C"',
      [
        ['a-b', 'A -- B', 10_000],
        ['c', '"C"', 0],
      ],
      assumed,
    ],
    [
      'A!|A?|做到了',
      [
        ['a', 'A!', 10_000],
        ['a-2', 'A?', 5000],
        ['o3', '做到了', 0],
      ],
      assumed,
    ],
    [
      'NA!|B',
      [
        ['na-2', 'NA!', 10_000],
        ['b', 'B', 0],
      ],
      assumed,
    ],
    [
      `${'a'.repeat(40)}|B`,
      [
        ['a'.repeat(30), 'a'.repeat(40), 10_000],
        ['b', 'B', 0],
      ],
      assumed,
    ],
    [
      'ABCDEGHIJ'.split('').join('|'),
      [...'ABCDEGHIJ'].map((one, i): Made[number] => [one.toLowerCase(), one, 10_000 - 1250 * i]),
      assumed,
    ],
  ])('%s', (text, options, more) => {
    expect(optionsIn(text, false, 'en')).toStrictEqual(chosen(options, more));
  });

  it('of a checklist are its items', () => {
    expect(optionsIn('问候、报工号、N/A', true, 'zh')).toStrictEqual({
      scale: {
        type: 'checklist',
        items: [
          { key: 'o1', label: { zh: '问候' } },
          { key: 'o2', label: { zh: '报工号' } },
        ],
      },
      best: null,
      assumed: false,
      na: true,
      naWorth: false,
    });
  });

  it.each<[string, boolean, ReturnType<typeof optionsIn>]>([
    ['Yes|N/A', false, { code: 'file-options-few', value: 'Yes|N/A' }],
    ['N/A', true, { code: 'file-options-few', value: 'N/A' }],
    ['A|B|C|D|E|F|G|H|I|J', false, { code: 'file-options-many', value: 'A|B|C|D|E|F|G|H|I|J', limit: 9 }],
    [letters(21), true, { code: 'file-options-many', value: letters(21), limit: 20 }],
    ['Yes|No|YES', false, { code: 'file-options-twice', value: 'YES' }],
    ['Yes=5|=0', false, { code: 'file-options-mixed', value: '=0' }],
    ['Yes=5|No=0%', false, { code: 'file-options-worth', value: 'Yes' }],
    ['Yes=5|No=-1', false, { code: 'file-options-worth', value: 'No' }],
    ['No=0|Never=0', false, { code: 'file-options-worth', value: 'No' }],
    ['Yes=100%|Best=101%', false, { code: 'file-options-worth', value: 'Best' }],
  ])('%s (of a checklist: %s) are refused', (text, checklist, fault) => {
    expect(optionsIn(text, checklist, 'en')).toStrictEqual(fault);
  });

  it('of a checklist are twenty at most', () => {
    expect(optionsIn(letters(20), true, 'en')).toMatchObject({ scale: { items: { length: 20 } } });
  });

  function letters(count: number): string {
    return Array.from({ length: count }, (_, i) => String.fromCharCode(65 + i)).join('|');
  }
});
