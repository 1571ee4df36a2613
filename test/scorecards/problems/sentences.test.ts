import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../../scorecards/interactions/columns.ts';
import { COLUMN_WORDS, columnWords } from '../../../scorecards/problems/columns.ts';
import { fieldWords } from '../../../scorecards/problems/input.ts';
import { languageName } from '../../../scorecards/problems/language-name.ts';
import { invalidInput, orProblem, Problem, sentence } from '../../../scorecards/problems/problem.ts';

describe('a field that was sent', () => {
  it.each([
    ['', 'What was sent', '发送的内容'],
    ['email', 'Email', '邮箱'],
    ['teams.3', 'Teams no. 4', '团队第 4 项'],
    ['what.duration_max_ms', 'Longest duration', '最长时长'],
    ['sections.0.criteria.2.weight', 'Sections no. 1, criteria no. 3, weight', '分组第 1 项的评分项第 3 项的权重'],
    ['answers.VG4.comment', 'Answers, VG4, comment', '答案的VG4的评语'],
    ['constructor', 'Constructor', 'constructor'],
    ['7', '7', '7'],
    ['steps.12.due_on', 'Steps no. 13, due date', '步骤第 13 项的截止日期'],
    ['answers.12x.comment', 'Answers, 12x, comment', '答案的12x的评语'],
  ])('%s is named in words', (path, en, zh) => {
    expect([fieldWords(path, 'en'), fieldWords(path, 'zh')]).toEqual([en, zh]);
  });
});

describe('a column of a file', () => {
  it('has words in both languages, whichever it may be', () => {
    for (const column of [...columnsOf('recording'), ...columnsOf('turn')]) expect(COLUMN_WORDS).toHaveProperty(column);
  });

  it.each([
    ['external_id', 'ID (external_id)', '编号（external_id）'],
    ['agent', 'Agent', '坐席（agent）'],
    ['turns[0].speaker', 'Turn 1, speaker', '第 1 条发言的说话人'],
    ['turns[11].text', 'Turn 12, text', '第 12 条发言的内容'],
    ['turns[0].at', 'Turn 1, time', '第 1 条发言的时间'],
    ['turns[0].mood', 'Turn 1, mood', '第 1 条发言的mood'],
    ['my turns[0].at', 'my turns[0].at', 'my turns[0].at'],
    ['turns[0].at x', 'turns[0].at x', 'turns[0].at x'],
    ['Site Name', 'Site Name', 'Site Name'],
    ['constructor', 'constructor', 'constructor'],
  ])('%s is named as people know it', (column, en, zh) => {
    expect([columnWords(column, 'en'), columnWords(column, 'zh')]).toEqual([en, zh]);
  });

  it('is named so in the sentence about its value', () => {
    const params = { column: 'turns[0].speaker', value: 'Bob' };
    expect(sentence('unknown-speaker', params, 'zh')).toBe(
      '第 1 条发言的说话人：没有 Bob 这一说话方。请写 agent、customer 或 system。',
    );
  });
});

describe('a refusal', () => {
  it('of a value says where it is and why', () => {
    const refusal = invalidInput('steps.0', 'too-short', { limit: 3 }, { kept: 1 });
    expect([refusal.code, refusal.params, refusal.detail]).toEqual([
      'invalid-input',
      { field: 'steps.0', reason: 'too-short', limit: 3 },
      { kept: 1 },
    ]);
    expect(sentence(refusal.code, refusal.params, 'en')).toBe('Steps no. 1 needs at least 3 characters.');
    expect(sentence('invalid-input', { field: 'email', reason: 'no such reason' }, 'en')).toBe(
      'Email is not valid. Check it and try again.',
    );
    expect(sentence('stale', { reason: 'missing', field: 'x' }, 'en')).toMatch(/^Someone else/);
  });

  it('is caught as a value, and nothing else is', () => {
    const refusal = new Problem('stale');
    expect(orProblem(refusal)).toBe(refusal);
    expect([refusal.message, refusal.params, refusal.detail]).toEqual(['stale', {}, null]);
    const other = new TypeError('no');
    expect(() => orProblem(other)).toThrow(other);
  });

  it('names a language in the reader’s', () => {
    expect([languageName('zh', 'en'), languageName('en', 'zh'), languageName('de', 'en')]).toEqual([
      'Chinese',
      '英语',
      'German',
    ]);
    expect(sentence('scorecard-untranslated', { language: 'zh', count: 3 }, 'en')).toContain('Chinese');
  });
});
