// What two people changed at once, in words: where in the scorecard it is, and each version of it.
import type { Values } from '../../../scorecards/scorecard/change.ts';
import type { Clash, Path } from '../../../scorecards/scorecard/merge.ts';
import type { Text } from '../../../scorecards/scorecard/text.ts';
import { languageName } from '../../ui/format.ts';
import { said, t } from '../../words/words.ts';
import { sayValue, type Version } from '../value-words.ts';

const TEXTS = ['name', 'purpose', 'rationale', 'text', 'label', 'decide', 'good', 'poor'] as const;
type TextField = (typeof TEXTS)[number] | 'not_applicable' | 'evidence';

/** Settings that mean something else by where they stand, from the outside in; others are called what they are. */
const SETTINGS: Record<string, keyof Values> = {
  'section_threshold value_bp': 'threshold_bp',
  'section_threshold min_weight': 'threshold_weight',
  'scorecard not_applicable': 'not_applicable_policy',
  'section weight': 'section_weight',
  'section points': 'section_points',
  'criterion evidence': 'evidence_rule',
  value_bp: 'worth_bp',
};
const PLAIN = [
  ...[
    'leading',
    'channel',
    'method',
    'critical_policy',
    'base_points',
    'bonus_cap',
    'kind',
    'weight',
    'bonus',
    'scale',
  ],
  ...['worst', 'best', 'least', 'points', 'cap', 'fails', 'up_to', 'not_applicable', 'critical', 'competency'],
  ...['comment', 'cause', 'starts_as', 'shown_when'],
] as (keyof Values)[];

type Field = { text: TextField; language: string | null } | { setting: keyof Values } | { other: string };

/** Names of fields alone; lists are known by their ids. */
const named = (path: Path): string[] => path.filter((step): step is string => typeof step === 'string');

function fieldAt(path: Path): Field {
  const [before = '', last = ''] = ['', ...named(path)].slice(-2);
  const within = path.filter((step) => typeof step !== 'string').length;
  const owner = named(path).includes('guidance') ? 'guidance' : (['scorecard', 'section', 'criterion'][within] ?? '');
  const text = textOf(last, owner);
  if (text) return { text, language: null };
  const around = textOf(before, owner);
  if (around) return { text: around, language: last };
  const setting = SETTINGS[`${before} ${last}`] ?? SETTINGS[`${owner} ${last}`] ?? SETTINGS[last];
  const plain = setting ?? PLAIN.find((one) => one === last);
  return plain ? { setting: plain } : { other: last };
}

function textOf(field: string, owner: string): TextField | undefined {
  if (owner === 'guidance' && (field === 'not_applicable' || field === 'evidence')) return field;
  return TEXTS.find((one) => one === field);
}

/** Which section, criterion and answer it is about, and what of it. */
export function placeWords({ path }: Clash, version: Version): string {
  const ids = path.flatMap((step) => (typeof step === 'string' ? [] : [step.id]));
  const [section = '', criterion = '', part = ''] = named(path)[0] === 'sections' ? ids : [];
  const of = criterion ? version.criterion(criterion)?.text : version.section(section)?.name;
  const last = path.at(-1);
  const what = typeof last === 'string' ? fieldWords(fieldAt(path)) : '';
  return [criterion || section || ids.join(' '), of ? said(of) : '', part, what].filter(Boolean).join(' · ');
}

function fieldWords(field: Field): string {
  if ('other' in field) return field.other;
  if ('setting' in field) return t(`comparison.field.${field.setting}`);
  const what = t(`comparison.text.${field.text}`);
  return field.language === null ? what : t('comparison.inLanguage', { what, language: languageName(field.language) });
}

/** A version of it, in as few words as it has; `undefined`: it was taken out. */
export function versionWords({ path }: Clash, value: unknown, version: Version): string {
  if (value === undefined) return t('builder.clash.removed');
  const field = fieldAt(path);
  const ids = path.flatMap((step) => (typeof step === 'string' ? [] : [step.id]));
  if ('setting' in field && typeof path.at(-1) === 'string')
    return sayValue(field.setting, value, version, ids[1] ?? null);
  return plainWords(value);
}

function plainWords(value: unknown): string {
  if (value === null || value === '') return '–';
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.map(plainWords).join(', ');
  const text = value as Record<string, unknown>;
  const own = text.text ?? text.label ?? text.name;
  if (own && typeof own === 'object') return said(own as Text);
  return Object.values(text).map(plainWords).join('\n');
}
