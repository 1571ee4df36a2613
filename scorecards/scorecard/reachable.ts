// Whether a criterion can ever be asked. Conditions may contradict themselves or each other, so every combination of
// the answers they depend on is tried.
import { askedIn, namedIn } from './conditions.ts';
import { type Criterion, NOT_APPLICABLE, type Scorecard } from './definition.ts';

/** At most this many combinations are tried; a scorecard with more is accepted unchecked. */
const TRIED = 4096;

/** Tries every way of answering the criteria the condition depends on, directly or through their own conditions. */
export function isReachable(
  scorecard: Scorecard,
  criterion: Criterion,
  known: ReadonlyMap<string, Criterion>,
): boolean {
  const needed = new Set<string>();
  const named = new Map<string, Set<string>>();
  const gather = (one: Criterion): void => {
    if (needed.has(one.id) || one.shown_when === null) {
      needed.add(one.id);
      return;
    }
    needed.add(one.id);
    for (const { criterion: other, is } of namedIn(one.shown_when)) {
      named.set(other, new Set([...(named.get(other) ?? []), ...is]));
      const target = known.get(other);
      if (target) gather(target);
    }
  };
  gather(criterion);
  const small = {
    ...scorecard,
    sections: scorecard.sections
      .map((section) => ({ ...section, criteria: section.criteria.filter((one) => needed.has(one.id)) }))
      .filter((section) => section.criteria.length > 0),
  };
  const choices = [...named].map(([id, keys]) => ({ id, values: waysToAnswer(known.get(id), [...keys]) }));
  const ways = choices.reduce((product, { values }) => product * values.length, 1);
  if (ways > TRIED) return true;
  for (let way = 0; way < ways; way += 1) {
    let rest = way;
    const answers = Object.fromEntries(
      choices.map(({ id, values }) => {
        const value = values[rest % values.length]!;
        rest = Math.floor(rest / values.length);
        return [id, { value, comment: '', evidence: [] }];
      }),
    );
    if (askedIn(small, answers).has(criterion.id)) return true;
  }
  return false;
}

/** Every answer that could matter to a condition naming `keys`. */
function waysToAnswer(criterion: Criterion | undefined, keys: string[]): (string | number | string[])[] {
  if (!criterion) return [''];
  const apart = criterion.may_not_apply ? [NOT_APPLICABLE] : [];
  const { scale } = criterion;
  switch (scale.type) {
    case 'choice':
      return [...scale.options.map((option) => option.key), ...apart];
    case 'checklist': {
      const items = keys.filter((key) => scale.items.some((item) => item.key === key));
      const subsets: string[][] = [[]];
      for (const key of items) subsets.push(...subsets.map((set) => [...set, key]));
      return [...subsets, ...apart];
    }
    case 'number': {
      const numbers = keys.filter((key) => key !== NOT_APPLICABLE).map(Number);
      const others = [scale.worst, scale.best].filter((number) => !numbers.includes(number));
      return [...numbers, ...others, ...apart];
    }
    case 'text':
      return ['', ...apart];
  }
}
