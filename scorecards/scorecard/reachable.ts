// Whether a criterion can ever be asked. Conditions may contradict themselves or each other, so every combination of what
// they depend on is tried: the answers, and the interaction.
import type { Answer, Answers } from './answers.ts';
import { askedIn, namedIn, partsOf, type Situation } from './conditions.ts';
import { CHANNELS, type Condition, type Criterion, NOT_APPLICABLE, type Scorecard } from './definition.ts';

/** At most this many combinations are tried; a scorecard with more is accepted unchecked. */
const TRIED = 4096;

type Value = NonNullable<Answer['value']>;
/** Something that may be one way or another, put into the answers or the interaction. */
type Choice = { ways: number; take: (way: number, into: { answers: Answers; situation: Situation }) => void };

/** Tries every way of answering the criteria the condition depends on, directly or through their own conditions. */
export function isReachable(
  scorecard: Scorecard,
  criterion: Criterion,
  known: ReadonlyMap<string, Criterion>,
): boolean {
  const { needed, named, conditions } = dependenciesOf(criterion, known);
  const small = {
    ...scorecard,
    sections: scorecard.sections
      .map((section) => ({ ...section, criteria: section.criteria.filter((one) => needed.has(one.id)) }))
      .filter((section) => section.criteria.length > 0),
  } as Scorecard;
  const choices = [
    ...[...named].map(([id, keys]) => answering(id, waysToAnswer(known.get(id), [...keys]))),
    ...situationsFor(scorecard, conditions),
  ];
  const ways = choices.reduce((product, choice) => product * choice.ways, 1);
  if (ways > TRIED) return true;
  for (let way = 0; way < ways; way += 1) {
    let rest = way;
    const tried = { answers: {} as Answers, situation: { channel: null, language: null, metadata: {} } as Situation };
    for (const choice of choices) {
      choice.take(rest % choice.ways, tried);
      rest = Math.floor(rest / choice.ways);
    }
    if (askedIn(small, tried.answers, tried.situation).has(criterion.id)) return true;
  }
  return false;
}

function dependenciesOf(criterion: Criterion, known: ReadonlyMap<string, Criterion>) {
  const needed = new Set<string>();
  const named = new Map<string, Set<string>>();
  const conditions: Condition[] = [];
  const gather = (one: Criterion): void => {
    if (needed.has(one.id)) return;
    needed.add(one.id);
    if (one.shown_when === null) return;
    conditions.push(one.shown_when);
    for (const { criterion: other, is } of namedIn(one.shown_when)) {
      named.set(other, new Set([...(named.get(other) ?? []), ...is]));
      const target = known.get(other);
      if (target) gather(target);
    }
  };
  gather(criterion);
  return { needed, named, conditions };
}

const answering = (id: string, values: readonly Value[]): Choice => ({
  ways: values.length,
  take: (way, { answers }) => {
    answers[id] = { value: values[way]!, comment: '', evidence: [] };
  },
});

/** Every interaction that could matter to the conditions; of a scorecard for one channel, that channel alone. */
function situationsFor({ channel }: Scorecard, conditions: readonly Condition[]): Choice[] {
  const parts = conditions.flatMap(partsOf);
  const channels = channel === 'any' ? CHANNELS : [channel];
  const languages = [null, ...new Set(parts.flatMap((one) => ('language' in one ? one.language : [])))];
  const columns = Map.groupBy(
    parts.flatMap((one) => ('metadata' in one ? [one] : [])),
    (one) => one.metadata,
  );
  const choices: Choice[] = [...columns].map(([column, asked]) => {
    const values = [null, ...new Set(asked.flatMap(({ is }) => is))];
    return {
      ways: values.length,
      take: (way, { situation }) => {
        const value = values[way];
        if (value !== null && value !== undefined) situation.metadata[column] = value;
      },
    };
  });
  if (parts.some((one) => 'channel' in one)) {
    choices.push({
      ways: channels.length,
      take: (way, { situation }) => {
        situation.channel = channels[way]!;
      },
    });
  }
  if (languages.length > 1) {
    choices.push({
      ways: languages.length,
      take: (way, { situation }) => {
        situation.language = languages[way] ?? null;
      },
    });
  }
  return choices;
}

/** Every answer that could matter to a condition naming `keys`. */
function waysToAnswer(criterion: Criterion | undefined, keys: string[]): Value[] {
  if (!criterion) return [''];
  const apart = criterion.not_applicable === 'never' ? [] : [NOT_APPLICABLE];
  const { scale } = criterion;
  const numbers = keys.filter((key) => key !== NOT_APPLICABLE).map(Number);
  const withOthers = (...others: number[]): number[] => [...numbers, ...others.filter((one) => !numbers.includes(one))];
  switch (scale.type) {
    case 'choice':
      return [...scale.options.map((option) => option.key), ...apart];
    case 'checklist': {
      const items = keys.filter((key) => scale.items.some((item) => item.key === key));
      const subsets: string[][] = [[]];
      for (const key of items) subsets.push(...subsets.map((set) => [...set, key]));
      return [...subsets, ...apart];
    }
    case 'number':
      return [...withOthers(scale.worst, scale.best), ...apart];
    case 'ranges':
      return [...withOthers(scale.least, ...scale.ranges.map(({ up_to }) => up_to)), ...apart];
    case 'count':
      return [...withOthers(0, 1), ...apart];
    case 'date':
    case 'text':
      return ['', ...apart];
  }
}
