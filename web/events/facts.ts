// What the detail of an event says, each value under its label: codes as words, names in place of the ids of people and
// teams. Other ids stand as they are; the log can be narrowed to them.
import type { EventRow } from '../../api/events/contract.ts';
import type { Level } from '../../scorecards/competencies/level.ts';
import type { EventField } from '../../scorecards/events/event.ts';
import { COLUMN_WORDS } from '../../scorecards/problems/columns.ts';
import type { CompetencyNames } from '../competencies/data.ts';
import { date, dateTime, elapsed, languageName, number, points } from '../ui/format.ts';
import type { EventWords } from '../words/en/events.ts';
import { refusalSentence, said, t } from '../words/words.ts';

type Value = EventRow['detail'][string];
type Row = Pick<EventRow, 'kind' | 'detail' | 'words'>;

/** What a fact is said with. `nameOf`: of a person or a team; null: not known. */
export type Telling = { words: EventWords; nameOf: (id: string) => string | null; names: CompetencyNames };

const NOTHING = '–';

/** One fact behind the other. */
export function factsOf(row: Row, telling: Telling): string {
  return Object.entries(row.detail)
    .flatMap(([field, value]) => {
      const words = wordsFor(row, field, value, telling);
      return words === null ? [] : [telling.words.fact(labelOf(row, field, telling), words)];
    })
    .join(' · ');
}

/** Some fields mean something else in one kind than in the others. */
const labelOf = ({ kind }: Row, field: string, { words }: Telling): string =>
  words.labels[`${kind} ${field}`] ?? words.fields[field as EventField] ?? field;

/** null: nothing is to be said. */
function wordsFor(row: Row, field: string, value: Value, telling: Telling): string | null {
  if (field === 'scope' && value === null) return t('members.everyTeam');
  if (value === null) return field === 'before' || field === 'after' ? NOTHING : null;
  if (field === 'changes' && Array.isArray(value)) return changesIn(value.map(String));
  const one = (single: unknown): string => spelled(row, field, single, telling);
  if (Array.isArray(value)) return value.length === 0 ? NOTHING : value.map(one).join(t('masking.and'));
  return typeof value === 'object' ? `${one(value.before)} → ${one(value.after)}` : one(value);
}

function spelled(
  { kind, words: texts }: Row,
  field: string,
  value: unknown,
  { words, nameOf, names }: Telling,
): string {
  if (value === null || value === undefined || value === '') return NOTHING;
  const spell = SPELL[`${kind} ${field}`] ?? SPELL[field];
  if (spell) return spell(value as never, words, names) ?? String(value);
  if (typeof value === 'number') return number(value);
  if (typeof value === 'boolean') return words.values.truth[`${value}`];
  const text = String(value);
  if (text.startsWith('txt_')) return texts[text] ?? NOTHING;
  return nameOf(text) ?? text;
}

type Change = 'words' | 'speaker' | 'split' | 'join' | 'remove' | 'restore' | 'swap' | 'as-of';

const changesIn = (kinds: string[]): string =>
  [...Map.groupBy(kinds, (kind) => kind)]
    .map(([kind, some]) => t(`correcting.change.${kind as Change}`, some.length))
    .join(t('masking.and'));

/** What programs that write transcripts call themselves. */
const PROGRAMS: Record<string, string> = {
  vtt: 'WebVTT',
  srt: 'SRT',
  whisper: 'Whisper',
  aws: 'Amazon Transcribe',
  'aws-analytics': 'Amazon Transcribe Call Analytics',
  deepgram: 'Deepgram',
  azure: 'Azure Speech',
  assemblyai: 'AssemblyAI',
  google: 'Google Speech-to-Text',
  rev: 'Rev',
  speechmatics: 'Speechmatics',
  genesys: 'Genesys',
  elevenlabs: 'ElevenLabs',
  watson: 'IBM Watson',
  vosk: 'Vosk',
  twilio: 'Twilio',
  gladia: 'Gladia',
};

/** Codes, dates and measures as words, by field; a field that means something else in one kind stands with it. */
type Spell = (value: never, words: EventWords, names: CompetencyNames) => string | null | undefined;
const SPELL: Record<string, Spell> = {
  roles: (role: 'agent') => t(`common.role.${role}`),
  'sign-in-rules.changed before': (role: 'agent') => t(`common.role.${role}`),
  'sign-in-rules.changed after': (role: 'agent') => t(`common.role.${role}`),
  'masking.changed before': (kind: 'card') => t(`masking.kind.${kind}`),
  'masking.changed after': (kind: 'card') => t(`masking.kind.${kind}`),
  'column.named before': (column: string) => COLUMN_WORDS[column] && said(COLUMN_WORDS[column]),
  'column.named after': (column: string) => COLUMN_WORDS[column] && said(COLUMN_WORDS[column]),
  'speech.languages-changed before': languageName,
  'speech.languages-changed after': languageName,
  'events.exported kind': (kind: keyof EventWords['kinds'], words) => words.kinds[kind],
  'events.exported from': date,
  'events.exported to': date,
  language: languageName,
  theme: (theme: 'light') => t(`common.theme.${theme}`),
  expires_at: dateTime,
  how: (code: 'code', words) => words.values.how[code],
  step: (code: 'code', words) => words.values.step[code],
  outcome: (code: 'wrong-code', words) => words.values.outcome[code],
  sessions: (code: 'all', words) => words.values.sessions[code],
  'interaction.imported from': (code: 'text', words) => words.values.source[code],
  origin: (origin: 'heard') => t(`correcting.origin.${origin}`),
  took_ms: elapsed,
  format: (format: string, words) => PROGRAMS[format] ?? words.values.formats[format],
  code: (code: string) => refusalSentence(code),
  copy: (copy: 'muted', words) => words.values.copy[copy],
  week: date,
  'review.assigned kind': (kind: 'random') => t(`common.kind.${kind}`),
  score_bp: points,
  part: (part: 'targets', words) => words.values.part[part],
  'task.raised kind': (cause: 'section', words) => words.values.cause[cause],
  'task.moved from': (state: 'new') => t(`coaching.state.${state}`),
  'task.moved to': (state: 'new') => t(`coaching.state.${state}`),
  competency: (key: string, _, { competency }) => competency(key),
  level_now: (one: Level, _, { level }) => level(one),
  level_wanted: (one: Level, _, { level }) => level(one),
  due_on: date,
  'goal.changed state': (state: 'open') => t(`coaching.goalState.${state}`),
};
