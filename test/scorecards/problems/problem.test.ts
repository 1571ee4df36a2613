import { describe, expect, it } from 'vitest';
import { PROBLEM_CODES, sentence } from '../../../scorecards/problems/problem.ts';
import { RECORDING_SENTENCES } from '../../../scorecards/problems/recordings.ts';
import { REVIEW_SENTENCES } from '../../../scorecards/problems/reviews.ts';
import { ROW_SENTENCES } from '../../../scorecards/problems/rows.ts';
import { SCORECARD_FILE_SENTENCES } from '../../../scorecards/problems/scorecard-files.ts';
import { SCORECARD_SENTENCES } from '../../../scorecards/problems/scorecards.ts';
import { SPEECH_SENTENCES } from '../../../scorecards/problems/speech.ts';
import type { RefusalCode } from '../../../transcription/failure/refusal.ts';

/** The sentence with its placeholders still in it. */
const raw = (code: (typeof PROBLEM_CODES)[number], language: 'en' | 'zh') =>
  sentence(code, new Proxy({}, { get: (_, name) => `{${String(name)}}` }), language);
const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();

describe.each(PROBLEM_CODES.map((code) => [code]))('%s', (code) => {
  const [en, zh] = [raw(code, 'en'), raw(code, 'zh')];

  it('has a sentence in both languages, with the same placeholders', () => {
    expect(en).not.toBe('');
    expect(zh).toMatch(/[\u4e00-\u9fff]/);
    expect(placeholders(zh)).toEqual(placeholders(en));
  });

  it('does not shout', () => {
    expect(en + zh).not.toMatch(/[!！]/);
  });

  it('is a whole sentence; Chinese has Chinese punctuation', () => {
    expect(en).toMatch(/\.$/);
    expect(zh).toMatch(/。$/);
    expect(zh).not.toMatch(/[\u4e00-\u9fff}][,;:?()"]|[,;:?()"][\u4e00-\u9fff]/);
  });
});

it('every refusal of a recording has a sentence', () => {
  // The compiler holds the list against the union: a code without a sentence does not compile.
  const refused: RefusalCode extends keyof typeof RECORDING_SENTENCES ? (keyof typeof RECORDING_SENTENCES)[] : never =
    Object.keys(RECORDING_SENTENCES) as (keyof typeof RECORDING_SENTENCES)[];
  for (const code of refused) expect(PROBLEM_CODES).toContain(code);
});

it('no code is in two parts', () => {
  const parts = [
    RECORDING_SENTENCES,
    ROW_SENTENCES,
    REVIEW_SENTENCES,
    SCORECARD_SENTENCES,
    SCORECARD_FILE_SENTENCES,
    SPEECH_SENTENCES,
  ].flatMap(Object.keys);
  expect(new Set(parts).size).toBe(parts.length);
});

it('fills in the parameters', () => {
  expect(sentence('missing-column', { column: 'agent' }, 'zh')).toBe(
    '没有哪一列是 坐席（agent）。请指明对应的列，或补上该列后重新上传。',
  );
});
