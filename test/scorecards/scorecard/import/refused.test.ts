// Two hundred files that are no scorecards, each refused where it is wrong and in words.
import { describe, expect, it } from 'vitest';
import { readFile } from '../../../../api/scorecards/read-file.ts';
import { Problem, sentence } from '../../../../scorecards/problems/problem.ts';
import type { FileFault } from '../../../../scorecards/scorecard/file.ts';
import { LIBRARY } from '../../../../scorecards/scorecard/library.ts';
import { countSteps } from '../../../support/steps.ts';
import { DAMAGED, type DamagedFile, placeOf } from './damaged.ts';

const read = ({ file, name }: Pick<DamagedFile, 'file' | 'name'>) =>
  readFile(file, { name, language: null, columns: {} });

function refusalOf(damaged: DamagedFile): Problem {
  try {
    read(damaged);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('was read');
}

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

it('none takes more than a file of its size may', () => {
  const works = DAMAGED.map((damaged) => () => refusalOf(damaged));
  const steps = [...countSteps(works, '/scorecards/')];
  const sizes = DAMAGED.map(({ file }) => ('text' in file ? file.text.length : JSON.stringify(file.cells).length));
  const dear = DAMAGED.flatMap(({ kind }, i) =>
    steps[i]! > 20_000 + 100 * sizes[i]! ? [`${kind}: ${steps[i]} steps for ${sizes[i]} characters`] : [],
  );
  expect(dear).toEqual([]);
});

it.each<[string, (count: number) => DamagedFile['file']]>([
  [
    'fields nobody knows',
    (count) => ({ text: JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}`, i]))) }),
  ],
  ['sections that are none', (count) => ({ text: JSON.stringify({ ...LIBRARY[0], sections: Array(count).fill({}) }) })],
  ['rows that cannot be read', (count) => ({ text: `Question,Points\n${'One,x\n'.repeat(count)}` })],
  ['rows of sections in turns', (count) => ({ text: `Section,Question\n${'A,1\nB,2\n'.repeat(count / 2)}` })],
  ['options of one cell', (count) => ({ text: `Question,Options\nA,${'x|'.repeat(count / 2)}` })],
  ['blanks between letters', (count) => ({ text: `Question,Options\nA,n${' '.repeat(count)}b` })],
  ['quotes', (count) => ({ text: `Question\n"${'""'.repeat(count)}"` })],
  ['headers for one column', (count) => ({ text: `${'Weight,'.repeat(count)}\nA\n` })],
])('what is read grows with %s and no faster', (_, file) => {
  const [once = 0, twice = 0, four = 0] = countSteps(
    [500, 1000, 2000].map((count) => () => {
      try {
        read({ file: file(count), name: 'card' });
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
      }
    }),
    '/scorecards/',
  );
  expect(four, `${once}, ${twice}, ${four}`).toBeLessThan(3 * twice + 20_000);
});
