// A scorecard's file gives back the definition it was made of, and says where it cannot.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asNumbers, readExactJson } from '../../../api/http/exact-json.ts';
import { Problem } from '../../../scorecards/problems/problem.ts';
import { Draft, Scorecard } from '../../../scorecards/scorecard/definition.ts';
import { type FileFault, fileOf, readScorecardFile } from '../../../scorecards/scorecard/file.ts';
import { fromFormat1 } from '../../../scorecards/scorecard/format-1.ts';
import { LIBRARY } from '../../../scorecards/scorecard/library.ts';
import { LIBRARY_1_STORED } from '../../../scorecards/scorecard/library-1.ts';
import { anyDraft } from '../given.ts';

const read = (text: string) => readScorecardFile(readExactJson(text, { numbers: asNumbers }));
const written = (scorecard: Draft | Scorecard) => JSON.stringify(fileOf(scorecard, '/schema.json'), null, 2);

/** Places and reasons of a refusal. */
function refused(value: unknown): [string | null, string][] {
  try {
    read(JSON.stringify(value));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { problems } = error.detail as { problems: FileFault[] };
    return problems.map(({ path, code, params }) => [path, String(params.reason ?? code)]);
  }
  return [];
}

describe('what is exported can be imported', () => {
  it.each(LIBRARY.map((one) => [one.id, one] as const))('%s, exactly', (_, scorecard) => {
    expect(read(written(scorecard))).toEqual({ draft: scorecard, notes: [] });
  });

  it('any scorecard, exactly', () => {
    fc.assert(
      fc.property(anyDraft(1), (scorecard) => {
        fc.pre(Scorecard.safeParse(scorecard).success);
        expect(Scorecard.parse(read(written(scorecard)).draft)).toEqual(scorecard);
      }),
    );
  });

  it('any draft, exactly, whatever it lacks', () => {
    fc.assert(
      fc.property(anyDraft(0), (draft) => {
        fc.pre(Draft.safeParse(draft).success);
        expect(read(written(draft)).draft).toEqual(draft);
      }),
    );
  });

  it('those who make up scorecards for tests make valid ones', () => {
    for (const least of [0, 1] as const)
      expect(fc.sample(anyDraft(least), 50).map((one) => Draft.safeParse(one).error?.issues)).toEqual(
        Array(50).fill(undefined),
      );
  });
});

describe('a file may hold', () => {
  it('a scorecard without what goes around it', () => {
    expect(read(JSON.stringify(LIBRARY[0])).draft).toEqual(LIBRARY[0]);
  });

  it('numbers written in other ways, and any blanks', () => {
    const text = JSON.stringify(LIBRARY[0]).replaceAll('"weight":5,', '"weight" : 5.0 ,\r\n\t');
    expect(read(text).draft).toEqual(LIBRARY[0]);
  });

  it.each(LIBRARY_1_STORED.map((one) => [one.id, one] as const))('%s of the older format, and says so', (_, old) => {
    expect(read(JSON.stringify({ attune: 'scorecard', scorecard: old }))).toEqual({
      draft: fromFormat1(old),
      notes: [{ code: 'file-older-format', params: {} }],
    });
  });
});

describe('a place in a file that cannot be read is named', () => {
  const [vg] = LIBRARY;
  const [section] = vg!.sections;
  const withCriterion = (more: object) => ({
    attune: 'scorecard',
    scorecard: {
      ...vg,
      sections: [
        vg!.sections[1]!,
        { ...section, criteria: [section!.criteria[0]!, { ...section!.criteria[0]!, ...more }] },
      ],
    },
  });

  it.each<[string, unknown, [string | null, string][]]>([
    [
      'another kind of scale',
      withCriterion({ scale: { type: 'stars' } }),
      [['sections[1].criteria[1].scale.type', 'not-a-choice']],
    ],
    ['a fraction', withCriterion({ weight: 2.5 }), [['sections[1].criteria[1].weight', 'not-whole']]],
    [
      'a field that is misspelt, beside the one that is missing',
      withCriterion({ weight: undefined, wieght: 5 }),
      [
        ['sections[1].criteria[1].weight', 'missing'],
        ['sections[1].criteria[1].wieght', 'unknown'],
      ],
    ],
    [
      'what is no language',
      withCriterion({ text: { English: 'Hi' } }),
      [['sections[1].criteria[1].text.English', 'not-a-language']],
    ],
    ['a newer format', { attune: 'scorecard', scorecard: { ...vg, format: 3 } }, [['format', 'file-format']]],
    ['a file of another kind', { attune: 'plan', scorecard: vg }, [['attune', 'not-a-choice']]],
    ['a field beside the scorecard', { attune: 'scorecard', scorecard: vg, more: 1 }, [['more', 'unknown']]],
    ['a list', [vg], [['', 'not-an-object']]],
    ['nothing', null, [['', 'missing']]],
    ['a field the older format did not have', { ...LIBRARY_1_STORED[0], extra: 1 }, [['extra', 'unknown']]],
  ])('%s', (_, value, places) => {
    expect(refused(value)).toEqual(places);
  });

  it('no more than a hundred places are listed, and all are counted', () => {
    const criteria = Array.from({ length: 150 }, () => ({}));
    try {
      read(JSON.stringify({ ...vg, sections: [{ ...section, criteria }] }));
      expect.unreachable();
    } catch (error) {
      const { params, detail } = error as Problem;
      expect(params.count).toBeGreaterThan(1000);
      expect((detail as { problems: unknown[] }).problems).toHaveLength(100);
    }
  });
});
