import { describe, expect, it } from 'vitest';
import { arrivalOf, repeatedRows } from '../../../scorecards/interactions/duplicates.ts';

const incoming = { external_id: 'X-1', content: 'aa' };

describe('an imported interaction', () => {
  it('is new if neither its id nor its content is known', () => {
    expect(arrivalOf(incoming, { sameId: null, sameContent: null })).toEqual({ kind: 'new' });
  });

  it('with the same id and the same content changes nothing', () => {
    const known = { sameId: { content: 'aa' }, sameContent: { external_id: 'X-1' } };
    expect(arrivalOf(incoming, known)).toEqual({ kind: 'already-there' });
  });

  it('with the same id and other content is refused, even if that content is elsewhere', () => {
    expect(arrivalOf(incoming, { sameId: { content: 'bb' }, sameContent: null })).toEqual({
      kind: 'same-id-other-content',
    });
    expect(arrivalOf(incoming, { sameId: { content: 'bb' }, sameContent: { external_id: 'X-2' } })).toEqual({
      kind: 'same-id-other-content',
    });
  });

  it('with the same content and another id is refused, naming the first', () => {
    expect(arrivalOf(incoming, { sameId: null, sameContent: { external_id: 'X-0' } })).toEqual({
      kind: 'same-content-other-id',
      first: 'X-0',
    });
  });
});

it('rows that repeat an id of the same file name the first line; rows without an id are another matter', () => {
  const rows = [
    { line: 2, external_id: 'a' },
    { line: 3, external_id: 'b' },
    { line: 4, external_id: 'a' },
    { line: 5, external_id: '' },
    { line: 6, external_id: '' },
    { line: 7, external_id: 'a' },
  ];
  expect(repeatedRows(rows)).toEqual([
    { line: 4, first: 2 },
    { line: 7, first: 2 },
  ]);
});

it('out of the importer’s reach says only that, whatever is known', () => {
  for (const known of [
    { sameId: null, sameContent: null },
    { sameId: { content: 'aa' }, sameContent: null },
    { sameId: null, sameContent: { external_id: 'X-0' } },
  ]) {
    expect(arrivalOf(incoming, { ...known, out_of_scope: true })).toEqual({ kind: 'known-out-of-scope' });
  }
  expect(arrivalOf(incoming, { sameId: null, sameContent: { external_id: 'X-1' } })).toEqual({ kind: 'new' });
});
