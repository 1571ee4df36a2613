// Every field of every kind of event has a label in both languages, and every code in it words.
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { GOAL_STATES } from '../../../scorecards/coaching/plan.ts';
import { INCLUDED_FRAMEWORK } from '../../../scorecards/competencies/included.ts';
import type { Level } from '../../../scorecards/competencies/level.ts';
import { REVIEW_KINDS } from '../../../scorecards/evaluations/evaluation.ts';
import { DETAILS, EVENT_KINDS, type EventField, type EventKind } from '../../../scorecards/events/event.ts';
import { THEMES } from '../../../scorecards/people/theme.ts';
import { COLUMN_WORDS } from '../../../scorecards/problems/columns.ts';
import { LANGUAGES, PROBLEM_CODES } from '../../../scorecards/problems/problem.ts';
import { COPY_KINDS } from '../../../scorecards/transcripts/states.ts';
import { ChangeMade } from '../../../transcription/correcting/change-made.ts';
import { TRANSCRIPT_FORMATS } from '../../../transcription/import/said.ts';
import { PERSONAL_DATA } from '../../../transcription/text/redaction/kinds.ts';
import { factsOf } from '../../../web/events/facts.ts';
import { setZone } from '../../../web/ui/format.ts';
import { eventWords as en } from '../../../web/words/en/events.ts';
import { loadSentences, said, showLanguage } from '../../../web/words/words.ts';
import { eventWords as zh } from '../../../web/words/zh-CN/events.ts';

const names = new Map([
  ['mem_rita', 'Rita'],
  ['team_care', 'Care'],
]);
const { competencies, levels } = INCLUDED_FRAMEWORK;
const [english, chinese] = [en, zh].map((words) => ({
  words,
  nameOf: (id: string) => names.get(id) ?? null,
  names: {
    competency: (key: string) => said(competencies.find((one) => one.key === key)!.name),
    level: (level: Level) => said(levels[level].name),
  },
}));
type Detail = Parameters<typeof factsOf>[0]['detail'];
const say = (telling: typeof english, kind: EventKind, detail: Detail, words: Record<string, string> = {}) =>
  factsOf({ kind, detail, words }, telling!);

/** Words of closed lists that the log takes as they come, by field, or by kind and field. */
const LISTS: Record<string, readonly string[]> = {
  'masking.changed before': PERSONAL_DATA,
  'masking.changed after': PERSONAL_DATA,
  'column.named before': Object.keys(COLUMN_WORDS),
  'column.named after': Object.keys(COLUMN_WORDS),
  'speech.languages-changed before': ['en', 'zh', 'de'],
  'speech.languages-changed after': ['en', 'zh', 'de'],
  'events.exported kind': EVENT_KINDS,
  language: LANGUAGES,
  theme: THEMES,
  changes: ChangeMade.shape.kind.options,
  code: PROBLEM_CODES,
  competency: competencies.map(({ key }) => key),
  copy: COPY_KINDS,
  'review.assigned kind': REVIEW_KINDS,
  'goal.changed state': GOAL_STATES,
  format: TRANSCRIPT_FORMATS,
};
/** Names that are the same in every language: of a model, a zone, a scorecard and its parts, a seed, an old entry. */
const NAMES = ['model', 'models', 'time_zone', 'key', 'criterion', 'section', 'seed', 'cause', 'action'];
const NAMES_OF_KINDS = ['speech.model-chosen before', 'speech.model-chosen after'];

/** What stands behind optional, nullable and lists. */
function inner(type: unknown): z.ZodType {
  let found = type as z.ZodType & { unwrap?: () => z.ZodType };
  while (found instanceof z.ZodOptional || found instanceof z.ZodNullable || found instanceof z.ZodArray) {
    found = found.unwrap() as typeof found;
  }
  return found;
}

const FIELDS = EVENT_KINDS.flatMap((kind) =>
  Object.entries(DETAILS[kind].shape).map(([field, type]) => ({ kind, field: field as EventField, type })),
);
const isList = (type: unknown): boolean =>
  z.toJSONSchema(type as z.ZodType, { unrepresentable: 'any' }).type === 'array';

describe('the details of events', () => {
  beforeAll(async () => {
    setZone('UTC');
    await showLanguage('en');
    await loadSentences();
  });

  it.each(FIELDS)('$kind says $field under a label in both languages', ({ kind, field }) => {
    for (const { words } of [english!, chinese!]) {
      const label = words.labels[`${kind} ${field}`] ?? words.fields[field];
      expect(label).toMatch(/\S/);
      expect(label).not.toContain('_');
    }
    expect(chinese!.words.labels[`${kind} ${field}`] ?? chinese!.words.fields[field]).toMatch(/\p{Script=Han}/u);
  });

  it.each(FIELDS)('$kind says every code of $field in Chinese words', async ({ kind, field, type }) => {
    await showLanguage('zh');
    const of = inner(type);
    const listed = of instanceof z.ZodEnum ? of.options.map(String) : (LISTS[`${kind} ${field}`] ?? LISTS[field]);
    const known = NAMES.includes(field) || NAMES_OF_KINDS.includes(`${kind} ${field}`);
    // A word of a list, which neither this test nor the page knows what to do with.
    const isCode = of instanceof z.ZodString && of.safeParse('a.code').success;
    if (isCode && !known) expect(listed, `${kind} ${field}`).toBeDefined();
    for (const code of listed ?? []) {
      const words = say(chinese!, kind, { [field]: isList(type) || field === 'changes' ? [code] : code });
      const value = words.slice(words.indexOf('：') + 1);
      if (field === 'format') expect(value).not.toBe('');
      else expect(value, code).toMatch(/\p{Script=Han}/u);
    }
  });

  it('are said in a line, names in place of ids', async () => {
    await showLanguage('en');
    const [before, after] = ['txt_00000000000000000000000000', 'txt_11111111111111111111111111'];
    const words = { [before]: 'Care', [after]: 'Customer care' };
    expect(say(english, 'team.renamed', { before, after }, words)).toBe('Before: Care · After: Customer care');
    expect(say(english, 'member.changed', { name: { before, after }, active: false }, words)).toBe(
      'Name: Care → Customer care · Active: no',
    );
    expect(say(english, 'review.assigned', { from: null, to: 'mem_rita', interaction: 'int_1' })).toBe(
      'Reviewer: Rita · Interaction: int_1',
    );
    expect(say(english, 'member.added', { roles: ['agent', 'coach'], teams: ['team_care'], scope: null })).toBe(
      'Roles: Agent, Coach · Teams: Care · Responsible for: all teams',
    );
    expect(say(english, 'task.moved', { from: 'new', to: 'in-progress' })).toBe(
      'Previous status: new · Status: in progress',
    );
    expect(say(english, 'transcript.corrected', { revision: 2, changes: ['words', 'words', 'swap'] })).toBe(
      'Version: 2 · Changes: 2 turns edited, sides swapped',
    );
    expect(say(english, 'evaluation.submitted', { review: 'rev_1', score_bp: 7940 })).toBe(
      'Review: rev_1 · Score: 79.4',
    );
    await showLanguage('zh');
    expect(say(chinese, 'task.moved', { from: 'new', to: 'in-progress' })).toMatch(/^原状态：.+ · 新状态：.+$/);
  });

  it('show a dash for words that were erased, and nothing for what there is none of', () => {
    const reason = 'txt_22222222222222222222222222';
    expect(say(english, 'originals.opened', { reason })).toBe('Reason: –');
    expect(say(english, 'originals.opened', { reason: null })).toBe('');
  });
});
