// Whether a criterion can ever be asked. Conditions may contradict themselves or each other, so every combination of what
// they depend on is tried: the answers, and the interaction.
import { type Answer, type Answers, UNANSWERED } from './answers.ts';
import { askedIn, namedIn, partsOf, type Situation } from './conditions.ts';
import { CHANNELS, type Condition, type Criterion, NOT_APPLICABLE, type Scorecard } from './definition.ts';
import { MOST_TIMES } from './worth.ts';

/** At most this many combinations are tried, on so many criteria; what would take more is accepted unchecked. */
const TRIED = 4096;
const NEEDED = 100;
/** Criteria looked at for one scorecard, in every combination; a scorecard of a few dozen takes a tenth of it. */
const EFFORT = 5_000_000;

/** What is left of the effort for one scorecard. */
export type Effort = { left: number };
export const wholeEffort = (): Effort => ({ left: EFFORT });

type Value = NonNullable<Answer['value']>;
/** Something that may be one way or another, put into the answers or the interaction. */
type Choice = { ways: number; take: (way: number, into: { answers: Answers; situation: Situation }) => void };

/**
 * Tries every way of answering the criteria the condition depends on, directly or through their own conditions.
 * @param effort is lessened by what it takes
 */
export function isReachable(
  scorecard: Scorecard,
  criterion: Criterion,
  known: ReadonlyMap<string, Criterion>,
  effort: Effort,
): boolean {
  const { needed, named, conditions } = dependenciesOf(criterion, known);
  effort.left -= known.size + needed.size;
  if (needed.size > NEEDED || effort.left < 0) return true;
  const small = {
    ...scorecard,
    sections: scorecard.sections
      .map((section) => ({ ...section, criteria: section.criteria.filter((one) => needed.has(one.id)) }))
      .filter((section) => section.criteria.length > 0),
  } as Scorecard;
  const choices = [
    ...[...named].map(([id, keys]) => answering(id, known.get(id), [...keys])),
    ...situationsFor(scorecard, conditions),
  ];
  const ways = choices.reduce((product, choice) => product * choice.ways, 1);
  effort.left -= ways * needed.size;
  if (ways > TRIED || effort.left < 0) return true;
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
    if (needed.has(one.id) || needed.size > NEEDED) return;
    needed.add(one.id);
    if (one.shown_when === null) return;
    conditions.push(one.shown_when);
    for (const { criterion: other, is } of namedIn(one.shown_when)) {
      const keys = named.get(other) ?? new Set();
      for (const key of is) keys.add(key);
      named.set(other, keys);
      const target = known.get(other);
      if (target) gather(target);
    }
  };
  gather(criterion);
  return { needed, named, conditions };
}

/** A checklist is any of its items that conditions name, ticked or not. */
function answering(id: string, criterion: Criterion | undefined, keys: string[]): Choice {
  const put = ({ answers }: { answers: Answers }, value: Value): void => {
    answers[id] = { ...UNANSWERED, value };
  };
  if (criterion?.scale.type === 'checklist') {
    const { items } = criterion.scale;
    const ticked = keys.filter((key) => items.some((item) => item.key === key));
    const sets = 2 ** ticked.length;
    return {
      ways: sets + (criterion.not_applicable === 'never' ? 0 : 1),
      take: (way, into) => put(into, way === sets ? NOT_APPLICABLE : ticked.filter((_, i) => (way >> i) % 2 === 1)),
    };
  }
  const values = waysToAnswer(criterion, keys);
  return { ways: values.length, take: (way, into) => put(into, values[way]!) };
}

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
  choices.push({
    ways: languages.length,
    take: (way, { situation }) => {
      situation.language = languages[way]!;
    },
  });
  return choices;
}

/** Every answer that could matter to a condition naming `keys`, of all but checklists. */
function waysToAnswer(criterion: Criterion | undefined, keys: string[]): Value[] {
  if (!criterion) return [''];
  const apart = criterion.not_applicable === 'never' ? [] : [NOT_APPLICABLE];
  const { scale } = criterion;
  /** The numbers that are named, and one that is not if there is any. */
  const numbers = (least: number, most: number): number[] => {
    const named = new Set(keys.filter((key) => key !== NOT_APPLICABLE).map(Number));
    let another = least;
    while (named.has(another)) another += 1;
    return another <= most ? [...named, another] : [...named];
  };
  switch (scale.type) {
    case 'choice':
      return [...scale.options.map((option) => option.key), ...apart];
    case 'number':
      return [...numbers(Math.min(scale.worst, scale.best), Math.max(scale.worst, scale.best)), ...apart];
    case 'ranges':
      return [...numbers(scale.least, scale.ranges.at(-1)?.up_to ?? scale.least), ...apart];
    case 'count':
      return [...numbers(0, MOST_TIMES), ...apart];
    case 'checklist':
    case 'date':
    case 'text':
      return ['', ...apart];
  }
}
