// The glossary (docs/glossary.md) as a test: retired words appear in no identifier, file name or visible text.
import { globSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { ts } from '@ts-morph/common';
import { describe, expect, it } from 'vitest';
import { INPUT_SENTENCES } from '../scorecards/problems/input.ts';
import { NOT_SOUND_SENTENCES } from '../scorecards/problems/not-sound.ts';
import { PROBLEM_CODES, sentence } from '../scorecards/problems/problem.ts';
import { en } from '../web/words/en/words.ts';
import { leaves } from '../web/words/words.ts';
import { zh } from '../web/words/zh-CN/words.ts';

const root = resolve(import.meta.dirname, '..');

/** Words that identifiers and file names do without, and what to say instead. */
const RETIRED: Record<string, string> = {
  act: 'status change, action',
  acts: 'status changes, actions',
  contact: 'interaction',
  contacts: 'interactions',
  form: 'scorecard, definition',
  forms: 'scorecards, definitions',
  hearing: 'playback',
  hearings: 'playback',
  hindrance: 'problem',
  keeper: 'transcription process',
  keepers: 'worker pool',
  mend: 'fix',
  mended: 'fixed',
  ordeal: 'damaged file',
  scribe: 'decoder',
  scribes: 'decoders',
  spoil: 'damage',
  spoiled: 'damaged',
  spoilt: 'damaged',
  tape: 'PCM buffer',
  tapes: 'PCM buffers',
  told: 'declared, stated, detected, report',
  unfit: 'invalid',
  untold: 'unknown',
};

/** Where a retired word means something else: `file: identifier`, and why. */
const ALLOWED: [where: RegExp, reason: string][] = [
  [/^(web|test\/(web|journeys))\/.*: (form|FORM|\w*Form)$/, 'a form that is filled in, <form>'],
  [/^web\/.*-form\.tsx$/, 'a form that is filled in, <form>'],
  [/^transcription\/(text\/redaction|import|speakers)\/.*: (forms?|FORMS)$/, 'how a number or a name is written'],
  [/^test\/bench\/made-sheets\.ts: forms$/, 'how a duration is written'],
  [/^scorecards\/people\/password\.ts: (forms?|FORMS)$/, 'the ways in which a password is written'],
  [/^transcription\/sound\/(wav|sniff)\.ts: form$/, 'the form type of a RIFF or FORM file'],
  [/^transcription\/failure\/failure\.ts: form$/, 'the shape of a line of a stack'],
  [/^api\/http\/guards\.ts: formAction$/, 'a directive of the content security policy'],
  [/^transcription\/models\/files\.ts: \w*Unfit$/, 'made of the code model-unfit, which is stored'],
  [/^test\/bench\/redaction-labelled\.ts: (act|act_tuples)$/, 'a dialogue act, as the data set has it'],
];

/** `contactHint` → contact, hint; `CONTACT_MS` → contact, ms. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);

const retiredIn = (name: string): string[] => wordsOf(name).filter((word) => Object.hasOwn(RETIRED, word));
const isAllowed = (where: string): boolean => ALLOWED.some(([pattern]) => pattern.test(where));
const advice = (where: string, word: string): string => `${where} — say ${RETIRED[word]} (docs/glossary.md)`;

const files = globSync('{api,db,processes,scorecards,transcription,web,test}/**/*.{ts,tsx}', {
  cwd: root,
  exclude: ['test/output/**'],
}).toSorted();

function identifiersOf(file: string): Set<string> {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = readFileSync(join(root, file), 'utf8');
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) found.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, false, kind));
  return found;
}

describe('a retired word', () => {
  it('is part of no identifier', () => {
    const wrong = files
      .filter((file) => file !== 'test/words.test.ts')
      .flatMap((file) =>
        [...identifiersOf(file)].flatMap((name) => {
          const where = `${file}: ${name}`;
          return isAllowed(where) ? [] : retiredIn(name).map((word) => advice(where, word));
        }),
      );
    expect(wrong).toEqual([]);
  });

  it('names no file', () => {
    const wrong = files.flatMap((file) =>
      isAllowed(file) ? [] : retiredIn(basename(file)).map((word) => advice(file, word)),
    );
    expect(wrong).toEqual([]);
  });
});

describe('what people read', () => {
  /** Phrases, as whole words, and what to say instead. */
  const ENGLISH: [RegExp, string][] = [
    [/\bcontacts?\b(?! cent(re|er))/i, 'interaction'],
    [/\bforms?\b/i, 'scorecard'],
    [/\bmend(ed|s)?\b/i, 'fix'],
    [/\btold by\b/i, 'detected automatically'],
    [/\bwhoever\b/i, 'a role, or the person'],
    [/\bsomebody\b/i, 'someone'],
    [/\bhand(ed)? (it |that |this |the \w+ )?in\b/i, 'upload'],
    [/\bin hand\b/i, 'in progress'],
    [/\bby (itself|themselves)\b/i, 'automatically'],
    [/\bnot yours\b/i, 'you don’t have access'],
    [/\b(takes?|taken|took) in\b/i, 'import'],
    [/\be-mail/i, 'email'],
  ];
  const CHINESE: [RegExp, string][] = [
    [/驳回/, '忽略（驳回只用于申诉）'],
    [/贵方/, '您的'],
    [/模型站/, '模型仓库'],
    [/主管/, '经理'],
    [/未听到/, '未识别到'],
    [/随机质检/, '随机抽检'],
  ];

  /** A sentence with a number is read as its source: that holds its words in every number. */
  const text = (leaf: unknown): string => String(leaf);
  const refusals = (language: 'en' | 'zh'): [string, string][] => [
    ...PROBLEM_CODES.map((code): [string, string] => [code, sentence(code, {}, language)]),
    ...Object.entries({ ...INPUT_SENTENCES, ...NOT_SOUND_SENTENCES }).map(([code, words]): [string, string] => [
      code,
      words[language],
    ]),
  ];
  const ofPages = (words: object): [string, string][] => [...leaves(words)].map(([key, leaf]) => [key, text(leaf)]);

  it.each([
    ['English', [...ofPages(en), ...refusals('en')], ENGLISH],
    ['Chinese', [...ofPages(zh), ...refusals('zh')], CHINESE],
  ] as const)('uses the words of the glossary in %s', (_, sentences, retired) => {
    const wrong = sentences.flatMap(([key, words]) =>
      retired.flatMap(([pattern, instead]) => (pattern.test(words) ? [`${key}: ${words} — say ${instead}`] : [])),
    );
    expect(wrong).toEqual([]);
  });
});
