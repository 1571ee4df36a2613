// Two hundred files that are no scorecards, each refused where it is wrong and in words.
import { describe, expect, it } from 'vitest';
import { sentence } from '../../../../scorecards/problems/problem.ts';
import type { FileFault } from '../../../../scorecards/scorecard/file.ts';
import { DAMAGED, placeOf } from './damaged.ts';
import { refusalOf } from './reading.ts';

describe('a damaged or hostile file is refused at its place, in both languages', () => {
  it('there are two hundred kinds, each named once', () => {
    expect(DAMAGED.length).toBeGreaterThanOrEqual(200);
    expect(new Set(DAMAGED.map(({ kind }) => kind)).size).toBe(DAMAGED.length);
  });

  it.each(DAMAGED.map((one) => [one.kind, one] as const))('%s', (_, damaged) => {
    const refusal = refusalOf(damaged);
    expect(placeOf(refusal)).toBe(damaged.place);
    const { problems = [] } = (refusal.detail ?? {}) as { problems?: FileFault[] };
    for (const { code, params } of [refusal, ...problems])
      for (const language of ['en', 'zh'] as const) {
        const said = sentence(code, params, language);
        expect(said).not.toMatch(/[{}]|undefined|\[object|\bat .*\.ts/);
        expect(said.length).toBeLessThan(600);
        expect(said).toMatch(language === 'zh' ? /[\u4e00-\u9fff].*。$/s : /\.$/);
      }
  });
});
