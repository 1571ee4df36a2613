// A change of a scorecard in words: what it is of, how it was and is, and what it does to a score.
import type { Change, Effect, Position, Where } from '../../scorecards/scorecard/change.ts';
import { type Criterion, criteriaOf, type Scorecard, type Section } from '../../scorecards/scorecard/definition.ts';
import type { LanguageTag } from '../../scorecards/scorecard/text.ts';
import { languageName, number } from '../ui/format.ts';
import { saidMarked } from '../ui/wording.tsx';
import { t } from '../words/words.ts';
import { answerName } from './condition-words.ts';
import { weightWords } from './rules.ts';
import { partIn, scaleWords } from './scale-words.ts';
import { type Version, valueWords } from './value-words.ts';

export type Versions = { before: Version; after: Version };

/** `language`: of a scorecard's words that changed within one language. null: nothing was or is there. */
export type ChangeWords = {
  name: string;
  before: string | null;
  after: string | null;
  language: LanguageTag | null;
  effect: string | null;
};

export function versionOf(card: Scorecard, competency: Version['competency']): Version {
  const criteria = new Map(criteriaOf(card).map((one) => [one.id, one]));
  const sections = new Map((card.sections as Section[]).map((section) => [section.id, section]));
  return { card, criterion: (id) => criteria.get(id), section: (id) => sections.get(id), competency };
}

export function changeWords(change: Change, versions: Versions): ChangeWords {
  const { before, after } = versions;
  const effect = change.effect && effectWords(change.effect, change, versions);
  const row = (name: string, was: string | null, is: string | null, language: LanguageTag | null = null) => ({
    name: change.part.length === 0 ? name : t('comparison.ofThing', { thing: partName(change, versions), what: name }),
    before: was,
    after: is,
    language,
    effect,
  });
  switch (change.what) {
    case 'added':
    case 'removed': {
      const [was, is] = change.what === 'added' ? [null, after] : [before, null];
      const name = change.part.length === 0 ? t('comparison.settings') : partName(change, versions);
      return { ...row('', was && presenceOf(change, was), is && presenceOf(change, is)), name };
    }
    case 'moved':
      return row(t('comparison.order'), positionWords(change.from, before), positionWords(change.to, after));
    case 'text': {
      const name = t('comparison.inLanguage', {
        what: t(`comparison.text.${change.field}`),
        language: languageName(change.language),
      });
      return row(name, change.before, change.after, change.language);
    }
    case 'value': {
      const of = (which: 'before' | 'after') => valueWords(change, which, versions[which]);
      return row(t(`comparison.field.${change.field}`), of('before'), of('after'));
    }
  }
}

function positionWords({ section, place }: Position, version: Version): string {
  return section === null
    ? t('comparison.place', { n: place })
    : t('comparison.placeIn', { section: saidMarked(version.section(section)?.name ?? {}), n: place });
}

/** What was added or removed, in short; of a section nothing but that. */
function presenceOf(where: Where, version: Version): string {
  const criterion = where.criterion === null ? undefined : version.criterion(where.criterion);
  const [key] = where.part;
  if (key === undefined) return criterion ? criterionWords(criterion, version.section(where.section ?? '')) : '';
  if (!criterion) return causeName(where.part, version.card) ?? key;
  return partIn(criterion.scale, key)?.words ?? key;
}

const criterionWords = (criterion: Criterion, section: Section | undefined): string =>
  [
    section ? weightWords(criterion, section) : '',
    scaleWords(criterion.scale),
    t(`scorecards.applies.${criterion.not_applicable}`),
    criterion.critical === null ? '' : t(`common.critical.${criterion.critical}`),
  ]
    .filter((words) => words !== '')
    .join(' · ');

/** An option, item, range or root cause: what the change is of. */
function partName(where: Where, { before, after }: Versions): string {
  const [key = ''] = where.part;
  const named = (thing: 'option' | 'item' | 'range' | 'cause', name: string) =>
    t(`comparison.thing.${thing}`, { name });
  if (where.criterion === null) {
    return named('cause', causeName(where.part, after.card) ?? causeName(where.part, before.card) ?? key);
  }
  const of = (version: Version) => {
    const scale = version.criterion(where.criterion!)?.scale;
    return scale && partIn(scale, key);
  };
  const found = of(after) ?? of(before);
  return found ? named(found.thing, found.name) : key;
}

function causeName([first, second]: readonly string[], { root_causes }: Scorecard): string | null {
  const cause = root_causes.find(({ key }) => key === first);
  if (second === undefined) return cause ? saidMarked(cause.name) : null;
  const narrower = cause?.causes.find(({ key }) => key === second);
  return cause && narrower ? `${saidMarked(cause.name)} › ${saidMarked(narrower.name)}` : null;
}

/** "“No” costs 7.8 points instead of 5: 2.8 more" */
function effectWords({ of, option, unit, before, after }: Effect, where: Where, versions: Versions): string {
  const asked =
    where.criterion === null
      ? undefined
      : (versions.after.criterion(where.criterion) ?? versions.before.criterion(where.criterion));
  const what =
    option === null
      ? t(`comparison.effect.${of === 'part' ? 'worst' : of}`)
      : t('comparison.condition.quoted', { name: answerName(asked, option) });
  // Hundredths of a point, as many as say something; a base score has whole points.
  const points = (cost: number): string =>
    unit === 'points' ? number(cost) : number(cost / 100, cost % 100 === 0 ? 0 : cost % 10 === 0 ? 1 : 2);
  if (before === null) return t('comparison.effect.costs', { what, points: points(after ?? 0) });
  if (after === null) return t('comparison.effect.cost', { what, points: points(before) });
  return t(after > before ? 'comparison.effect.more' : 'comparison.effect.less', {
    what,
    before: points(before),
    after: points(after),
    difference: points(Math.abs(after - before)),
  });
}
