import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../../scorecards/interactions/columns.ts';
import { COLUMN_WORDS, columnWords } from '../../../scorecards/problems/columns.ts';
import { fieldWords } from '../../../scorecards/problems/input.ts';
import { sentence } from '../../../scorecards/problems/problem.ts';

describe('a field that was sent', () => {
  it.each([
    ['', 'What was sent', '发送的内容'],
    ['email', 'Email', '邮箱'],
    ['teams.3', 'Teams no. 4', '团队第 4 项'],
    ['what.duration_max_ms', 'Longest duration', '最长时长'],
    ['sections.0.criteria.2.weight', 'Sections no. 1, criteria no. 3, weight', '分组第 1 项的评分项第 3 项的权重'],
    ['answers.VG4.comment', 'Answers, VG4, comment', '答案的VG4的评语'],
    ['constructor', 'Constructor', 'constructor'],
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
