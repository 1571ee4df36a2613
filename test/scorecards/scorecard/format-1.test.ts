import { expect, it } from 'vitest';
import { Scorecard } from '../../../scorecards/scorecard/definition.ts';
import { fromFormat1, StoredScorecard } from '../../../scorecards/scorecard/format-1.ts';
import { LIBRARY } from '../../../scorecards/scorecard/library.ts';
import { LIBRARY_1, LIBRARY_1_STORED } from '../../../scorecards/scorecard/library-1.ts';
import golden from './golden/formula-1.json' with { type: 'json' };

it('a scorecard that was stored before formats were named reads as one of today', () => {
  expect(LIBRARY_1_STORED.map((one) => StoredScorecard.parse(JSON.parse(JSON.stringify(one))))).toEqual(LIBRARY_1);
  expect(LIBRARY_1_STORED.map(fromFormat1)).toEqual(LIBRARY_1);
  const read = StoredScorecard.parse(golden.scorecard);
  expect(Scorecard.parse(read)).toEqual(read);
  expect(read).toMatchObject({ format: 2, method: 'weighted', section_threshold: { value_bp: 7000, min_weight: 0 } });
});

it('one of today stays as it is', () => {
  for (const card of LIBRARY) expect(StoredScorecard.parse(JSON.parse(JSON.stringify(card)))).toEqual(card);
});

it('damage says where it is, in either format', () => {
  const at = (value: unknown) => StoredScorecard.safeParse(value).error?.issues[0]?.path;
  expect(at({ ...LIBRARY_1_STORED[0]!, name: { en: 1, zh: '评分表' } })).toEqual(['name', 'en']);
  expect(at({ ...LIBRARY[0]!, section_threshold: { value_bp: -1, min_weight: 0 } })).toEqual([
    'section_threshold',
    'value_bp',
  ]);
  for (const value of [null, undefined, 'format', 2, [], { format: 1 }, { format: 3 }]) {
    const read = StoredScorecard.safeParse(value);
    expect(read.success, JSON.stringify(value)).toBe(false);
    expect(read.error!.issues.every(({ code, message }) => code === 'custom' && message !== '')).toBe(true);
  }
});
