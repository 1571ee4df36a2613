// What it takes to refuse a file that is no scorecard.
import { expect, it } from 'vitest';
import { Problem } from '../../../../scorecards/problems/problem.ts';
import { LIBRARY } from '../../../../scorecards/scorecard/library.ts';
import { countSteps } from '../../../support/steps.ts';
import { DAMAGED, type DamagedFile } from './damaged.ts';
import { read, refusalOf } from './reading.ts';

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
