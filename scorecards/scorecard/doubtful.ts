// What a scorecard may hold and a practised reader would ask about: nothing of it stops anyone from publishing.

import { type Criterion, criteriaOf, type Draft, isRated, NOT_APPLICABLE } from './definition.ts';
import { hasWords, languagesOf, textsOf } from './draft.ts';
import { type Finding, warning } from './finding.ts';

/** A reviewer answers about two criteria a minute; beyond these a call of average length takes longer to score than to hear. */
const MANY_CRITERIA = 30;
/** Total weights this near to 100 were meant to be 100. */
const NEARLY = { least: 90, whole: 100, most: 110 };

/** Warnings for the whole scorecard, then in its order. */
export function doubtful(draft: Draft): Finding[] {
  const criteria = criteriaOf(draft);
  const rated = criteria.filter(({ scale }) => isRated(scale)).length;
  return [
    ...(rated > MANY_CRITERIA ? [warning('scorecard-many-criteria', { count: rated })] : []),
    ...weightsNearly100(draft),
    ...untranslated(draft).map(({ language, count }) => warning('scorecard-untranslated', { language, count })),
    ...criteria.flatMap(nothingObservable),
    ...criteria.flatMap(notApplicableAsOption),
  ];
}

/** What the criteria of a weighted scorecard weigh together, bonus apart. */
export const weightTotal = (draft: Draft): number =>
  criteriaOf(draft).reduce((sum, { scale, bonus, weight }) => sum + (isRated(scale) && !bonus ? weight : 0), 0);

function weightsNearly100(draft: Draft): Finding[] {
  if (draft.method !== 'weighted' || draft.sections.some(({ weight }) => weight !== null)) return [];
  const total = weightTotal(draft);
  const nearly = total >= NEARLY.least && total <= NEARLY.most && total !== NEARLY.whole;
  return nearly ? [warning('scorecard-weights-nearly', { total })] : [];
}

/** For each language some texts have and others lack: how many lack it. */
export function untranslated(draft: Draft): { language: string; count: number }[] {
  const texts = textsOf(draft);
  const have = new Map<string, number>();
  for (const { text } of texts)
    for (const [language, words] of Object.entries(text))
      if (words.trim() !== '') have.set(language, (have.get(language) ?? 0) + 1);
  return languagesOf(draft).flatMap((language) => {
    const count = texts.length - (have.get(language) ?? 0);
    return count === 0 || count === texts.length ? [] : [{ language, count }];
  });
}

/** Words that judge and name nothing one could hear or read. */
const JUDGING: Readonly<Record<string, RegExp>> = {
  en: /\b(professional(ly|ism)?|appropriate(ly)?|proper(ly)?|adequate(ly)?|friendly|friendliness|nice(ly)?|excellent|satisfactory|suitable|suitably|(good|positive|right|great) (attitude|service|manner|manners|communication|tone)|rapport|ownership)\b/i,
  zh: /专业|恰当|适当|得体|良好|友好|优质|到位|态度(好|端正|积极)|服务意识/,
};

function nothingObservable({ id, text, guidance, scale }: Criterion): Finding[] {
  if (!isRated(scale) || scale.type === 'checklist') return [];
  const explained = hasWords(guidance.decide) || (hasWords(guidance.good) && hasWords(guidance.poor));
  const judges = Object.entries(text).some(([tag, words]) => JUDGING[tag.split('-')[0]!]?.test(words));
  return judges && !explained ? [warning('scorecard-nothing-observable', { criterion: id })] : [];
}

const NOT_APPLICABLE_WORDS = /^\s*(n\s*[./]?\s*a\.?|not applicable|does not apply|不适用|无此情况|未涉及)\s*$/i;
/** Whether an answer says in words that its criterion does not apply. */
export const isNotApplicable = (words: string): boolean => NOT_APPLICABLE_WORDS.test(words);

/** An option that says “not applicable” counts like any other answer, and may even fail what it is in. */
function notApplicableAsOption({ id, scale }: Criterion): Finding[] {
  if (scale.type !== 'choice') return [];
  return scale.options
    .filter(({ key, label }) => key !== NOT_APPLICABLE && Object.values(label).some(isNotApplicable))
    .map(({ key, fails }) =>
      warning(fails ? 'scorecard-na-fails' : 'scorecard-na-option', { criterion: id, option: key }),
    );
}
