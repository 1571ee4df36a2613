// All sentences as people read them, in one page that a translator can read through. A change of words shows there:
// write the page anew with `vitest run test/scorecards/problems -u`, and read the difference.
import { expect, it } from 'vitest';
import { COLUMN_WORDS, columnWords } from '../../../scorecards/problems/columns.ts';
import { fieldWords, INPUT_SENTENCES, NAMED_FIELDS } from '../../../scorecards/problems/input.ts';
import { NOT_SOUND_SENTENCES } from '../../../scorecards/problems/not-sound.ts';
import {
  type Language,
  type Params,
  PROBLEM_CODES,
  type ProblemCode,
  sentence,
} from '../../../scorecards/problems/problem.ts';

/** Parameters that stand for themselves: `{limit}`. */
const standing = (params: Params = {}): Params =>
  new Proxy(params, { get: (of, name) => (name in of ? of[String(name)] : `{${String(name)}}`), has: () => true });

const said = (name: string, of: (language: Language) => string) => `${name}\n  ${of('en')}\n  ${of('zh')}\n`;
const refused = (name: string, code: ProblemCode, params?: Params) =>
  said(name, (language) => sentence(code, standing(params), language));

it('every sentence reads as on the page', async () => {
  const page = [
    ...PROBLEM_CODES.map((code) => refused(code, code)),
    ...Object.keys(INPUT_SENTENCES).map((reason) => refused(`invalid-input: ${reason}`, 'invalid-input', { reason })),
    ...Object.keys(NOT_SOUND_SENTENCES).map((why) => refused(`not-sound: ${why}`, 'not-sound', { why })),
  ];
  await expect(page.join('\n')).toMatchFileSnapshot('../../fixtures/sentences.txt');
});

it('every field and column reads as on the page', async () => {
  const page = [
    ...NAMED_FIELDS.map((field) => said(`field ${field}`, (language) => fieldWords(field, language))),
    ...Object.keys(COLUMN_WORDS).map((column) => said(`column ${column}`, (language) => columnWords(column, language))),
  ];
  await expect(page.join('\n')).toMatchFileSnapshot('../../fixtures/fields.txt');
});

it('a sentence has its parameters filled in, and nothing left in braces', () => {
  for (const code of PROBLEM_CODES) {
    for (const language of ['en', 'zh'] as const) {
      const names = [...sentence(code, standing(), language).matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
      const filled = sentence(code, Object.fromEntries(names.map((name) => [name, `<${name}>`])), language);
      expect(filled, code).not.toMatch(/[{}]/);
      for (const name of names) expect(filled, code).toContain(`<${name}>`);
      // What is not there leaves a gap, and no word of a program.
      expect(sentence(code, {}, language), code).not.toMatch(/[{}]|undefined/);
    }
  }
});
