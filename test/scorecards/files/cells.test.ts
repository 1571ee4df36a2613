import { expect, it } from 'vitest';
import { cellFault, unstorableIn } from '../../../scorecards/files/cells.ts';

it.each<[string, ReturnType<typeof cellFault>]>([
  ['#FORMULA!', 'formula-without-value'],
  ['1,23E+14', 'shortened-number'],
  ['#n/a', 'spreadsheet-error'],
  ['######', 'spreadsheet-error'],
  ['half \udc00', 'unstorable'],
  ['a\0b', 'unstorable'],
  ['Greets 😀', null],
  ['', null],
])('a cell %j has the fault %s', (text, fault) => {
  expect(cellFault(text)).toBe(fault);
});

it.each<[unknown, readonly string[] | null]>([
  ['plain', null],
  ['a\0', []],
  ['\ud800', []],
  [null, null],
  [undefined, null],
  [5, null],
  [true, null],
  [[], null],
  [{ a: null, b: ['x', { c: 1 }] }, null],
  [{ a: 'x', b: 'y\0', c: 'z\0' }, ['b']],
  [{ a: ['x', { b: '\udfff' }], c: '\0' }, ['a', '1', 'b']],
  [{ 'n\0': 1 }, []],
  [{ a: { 'n\ud800': 'x' }, b: '\0' }, ['a']],
])('the way to what no database can store in %j is %j', (value, way) => {
  expect(unstorableIn(value)).toEqual(way);
});
