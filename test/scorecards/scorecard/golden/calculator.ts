// Works the examples of this folder out a second time, from the rules as they are written down (docs/scoring.md, and
// `scoring_rules_in_full` in the shipped file) and in fractions. It imports nothing of what it holds to account.

/** The worth of an answer in percent of its criterion, with two decimals at most. */
type Percent = number;
type Value = string | string[] | number | null;
type Interaction = { channel?: string; language?: string; metadata?: Record<string, string> };

type Condition =
  | { criterion: string; is: string[] }
  | { channel: string[] }
  | { language: string[] }
  | { metadata: string; is: string[] }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition };

/** Exactly one of `options`, `items`, `worst` with `best`, `least` with `ranges`, `points` with `cap`, `day`, `words`. */
export type Criterion = {
  weight?: number;
  options?: Record<string, Percent>;
  items?: string[];
  worst?: number;
  best?: number;
  least?: number;
  ranges?: { up_to: number; worth: Percent }[];
  points?: number;
  cap?: number;
  day?: true;
  words?: true;
  /** By option: what choosing it makes fail. */
  fails?: Record<string, 'section' | 'scorecard'>;
  may_not_apply?: true;
  bonus?: true;
  critical?: 'customer' | 'business' | 'compliance';
  shown_when?: Condition;
};

export type Section = {
  kind?: 'deduct' | 'bonus' | 'veto';
  weight?: number;
  points?: number;
  criteria: Record<string, Criterion>;
};

export type Card = {
  method: 'weighted' | 'base';
  not_applicable?: 'leaves-total' | 'stays-in-section';
  critical_policy?: 'report' | 'zero';
  threshold?: Percent;
  min_weight?: number;
  base_points?: number;
  bonus_cap?: number;
  sections: Record<string, Section>;
};

export type Case = { card: Card; answers: Record<string, Value>; interaction?: Interaction };

/** Percents have two decimals; weights and points are whole, or rounded to four. */
export type Outcome = {
  score: Percent | null;
  final: Percent | null;
  sections: Record<string, Percent | null>;
  /** After failing answers; where it differs from the one before. */
  final_sections: Record<string, Percent | null>;
  weight?: number;
  earned?: number;
  lost?: number;
  bonus?: number;
  points?: number;
  critical_errors: string[];
  failed: string[];
  vetoes?: string[];
  hidden: string[];
  below_threshold: string[];
  proposes: string[];
  asked: number;
  answered: number;
};

// ---- Fractions: a numerator over a positive denominator.

type Part = readonly [bigint, bigint];
const NOTHING: Part = [0n, 1n];
const whole = (n: number): Part => [BigInt(n), 1n];
const sum = (parts: Part[]): Part => parts.reduce(([a, b], [c, d]) => [a * d + c * b, b * d], NOTHING);
const product = ([a, b]: Part, [c, d]: Part): Part => [a * c, b * d];
const quotient = ([a, b]: Part, [c, d]: Part): Part => [a * d, b * c];
const smaller = (a: Part, b: Part): Part => (a[0] * b[1] <= b[0] * a[1] ? a : b);
const isNothing = ([a]: Part): boolean => a === 0n;

/** To so many decimals, a half away from zero. Nothing here is below zero. */
function decimals([a, b]: Part, places: number): number {
  const shifted = a * 10n ** BigInt(places);
  const down = shifted / b;
  const up = 2n * (shifted - down * b) >= b ? 1n : 0n;
  return Number(down + up) / 10 ** places;
}

// ---- What was answered.

type Rating = {
  id: string;
  criterion: Criterion;
  section: string;
  state: 'answered' | 'na' | 'hidden' | 'unanswered';
  /** Of what it can be worth; null where that cannot be said. */
  worth: Part | null;
  times: number;
  fails: 'section' | 'scorecard' | null;
};

const hundredths = (percent: Percent): Part => [BigInt(Math.round(percent * 100)), 10_000n];
const isWhole = (value: Value): value is number => typeof value === 'number' && Number.isInteger(value);

/** What the answer is worth; undefined: it is none of the answers the criterion takes. */
function worthOf(criterion: Criterion, value: Value): Part | null | undefined {
  if (criterion.options) {
    const worth = typeof value === 'string' ? criterion.options[value] : undefined;
    return worth === undefined ? undefined : hundredths(worth);
  }
  if (criterion.items) {
    if (!Array.isArray(value) || !value.every((one) => criterion.items?.includes(one))) return undefined;
    return [BigInt(new Set(value).size), BigInt(criterion.items.length)];
  }
  if (criterion.worst !== undefined && criterion.best !== undefined) {
    const length = Math.abs(criterion.best - criterion.worst);
    if (!isWhole(value)) return undefined;
    const way = Math.abs(value - criterion.worst);
    if (way > length || Math.abs(criterion.best - value) > length) return undefined;
    return [BigInt(way), BigInt(length)];
  }
  if (criterion.ranges) {
    if (!isWhole(value) || value < criterion.least!) return undefined;
    const range = criterion.ranges.find(({ up_to }) => value <= up_to);
    return range && hundredths(range.worth);
  }
  if (criterion.points !== undefined) {
    if (!isWhole(value) || value < 0 || value > 999) return undefined;
    return [BigInt(criterion.cap! - Math.min(criterion.cap!, criterion.points * value)), BigInt(criterion.cap!)];
  }
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  if (!criterion.day) return null;
  const day = new Date(value);
  return Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== value ? undefined : null;
}

function holds(condition: Condition, known: Map<string, Value>, interaction: Interaction): boolean {
  if ('all' in condition) return condition.all.every((one) => holds(one, known, interaction));
  if ('any' in condition) return condition.any.some((one) => holds(one, known, interaction));
  if ('not' in condition) return !holds(condition.not, known, interaction);
  if ('channel' in condition) return condition.channel.includes(interaction.channel ?? '');
  if ('language' in condition) {
    const spoken = interaction.language ?? '';
    return condition.language.some((one) => spoken === one || spoken.startsWith(`${one}-`));
  }
  if ('metadata' in condition) {
    const said = new Map(Object.entries(interaction.metadata ?? {})).get(condition.metadata);
    return said !== undefined && condition.is.includes(said);
  }
  const given = known.get(condition.criterion) ?? [];
  return (Array.isArray(given) ? given : [String(given)]).some((one) => condition.is.includes(one));
}

/** From the top, in one pass. A criterion that is not shown has no answer, for the conditions below it either. */
function ratingsOf({ card, answers, interaction = {} }: Case): Rating[] {
  const known = new Map<string, Value>();
  return Object.entries(card.sections).flatMap(([section, { criteria }]) =>
    Object.entries(criteria).map(([id, criterion]): Rating => {
      const nothing = { id, criterion, section, worth: null, times: 0, fails: null };
      if (criterion.shown_when && !holds(criterion.shown_when, known, interaction)) {
        return { ...nothing, state: 'hidden' };
      }
      const value = answers[id] ?? null;
      if (value === 'na' && criterion.may_not_apply) {
        known.set(id, value);
        return { ...nothing, state: 'na' };
      }
      const worth = worthOf(criterion, value);
      if (worth === undefined) return { ...nothing, state: 'unanswered' };
      known.set(id, value);
      const fails = typeof value === 'string' ? (criterion.fails?.[value] ?? null) : null;
      return { ...nothing, state: 'answered', worth, times: isWhole(value) ? value : 0, fails };
    }),
  );
}

/** What both methods tell: which criteria are hidden, how many want an answer and have one, and whom errors hurt. */
function reportOf(ratings: Rating[]) {
  const asked = ratings.filter(({ state, criterion }) => state !== 'hidden' && !criterion.day && !criterion.words);
  return {
    critical_errors: ratings
      .filter(({ criterion, worth }) => criterion.critical && worth !== null && isNothing(worth))
      .map(({ id }) => id),
    failed: ratings.filter(({ fails }) => fails !== null).map(({ id }) => id),
    hidden: ratings.filter(({ state }) => state === 'hidden').map(({ id }) => id),
    asked: asked.length,
    answered: asked.filter(({ state }) => state !== 'unanswered').length,
  };
}

// ---- The weighted questionnaire.

/** `rated`: the points of the criteria that were rated, as the scorecard has them. */
type Sum = { id: string; weight: Part; earned: Part; bonus: Part; rated: Part; fails: boolean };

function sectionSum(card: Card, id: string, ratings: Rating[]): Sum {
  const { weight: own, criteria } = card.sections[id]!;
  const points = ratings.filter(({ criterion }) => !criterion.bonus);
  // A section with a weight of its own: its criteria weigh in proportion, and together that much when all apply.
  const all = Object.values(criteria).reduce((total, one) => total + (one.bonus ? 0 : (one.weight ?? 0)), 0);
  const unit: Part = own === undefined || all === 0 ? whole(1) : [BigInt(own), BigInt(all)];
  const rated = points.filter(({ worth }) => worth !== null);
  const weights = (some: Rating[]) => sum(some.map(({ criterion }) => whole(criterion.weight ?? 0)));
  const earned = sum(rated.map(({ criterion, worth }) => product(whole(criterion.weight ?? 0), worth!)));
  // What does not apply leaves the total; or its weight is shared by the rated criteria of its section.
  const staying = card.not_applicable === 'stays-in-section' ? points.filter(({ state }) => state === 'na') : [];
  const grown = isNothing(weights(rated)) ? whole(1) : quotient(weights([...rated, ...staying]), weights(rated));
  const factor = product(unit, grown);
  return {
    id,
    weight: product(weights(rated), factor),
    earned: product(earned, factor),
    rated: weights(rated),
    bonus: product(
      unit,
      sum(
        ratings
          .filter(({ criterion, worth }) => criterion.bonus && worth !== null)
          .map(({ criterion, worth }) => product(whole(criterion.weight ?? 0), worth!)),
      ),
    ),
    fails: ratings.some(({ fails }) => fails === 'section'),
  };
}

const percent = (of: Part, over: Part): Percent | null =>
  isNothing(over) ? null : decimals(product(quotient(of, over), whole(100)), 2);

/** What was earned with bonus of what could be, up to 100. */
const upTo100 = (sums: Sum[], weight: Part): Percent | null =>
  percent(smaller(sum(sums.flatMap(({ earned, bonus }) => [earned, bonus])), weight), weight);

function weighted(example: Case): Outcome {
  const { card } = example;
  const ratings = ratingsOf(example);
  const sums = Object.keys(card.sections).map((id) =>
    sectionSum(
      card,
      id,
      ratings.filter(({ section }) => section === id),
    ),
  );
  const weight = sum(sums.map((one) => one.weight));
  const reported = reportOf(ratings);
  const zero =
    ratings.some(({ fails }) => fails === 'scorecard') ||
    (card.critical_policy === 'zero' && reported.critical_errors.length > 0);
  const sections = Object.fromEntries(sums.map((one) => [one.id, upTo100([one], one.weight)]));
  const finals = sums.map((one) => [one.id, upTo100(one.fails ? [] : [one], one.weight)] as const);
  const below = finals.filter(([, one]) => one !== null && one < (card.threshold ?? 70)).map(([id]) => id);
  const score = upTo100(sums, weight);
  return {
    score,
    final:
      score === null
        ? null
        : zero
          ? 0
          : upTo100(
              sums.filter(({ fails }) => !fails),
              weight,
            ),
    sections,
    final_sections: Object.fromEntries(finals.filter(([id, one]) => one !== sections[id])),
    weight: decimals(weight, 4),
    earned: decimals(sum(sums.flatMap(({ earned, bonus }) => [earned, bonus])), 4),
    ...reported,
    below_threshold: below,
    proposes: below.filter((id) => {
      const [a, b] = sums.find((one) => one.id === id)!.rated;
      return a >= BigInt(card.min_weight ?? 0) * b;
    }),
  };
}

// ---- The base score.

function base(example: Case): Outcome {
  const { card } = example;
  const ratings = ratingsOf(example);
  const reported = reportOf(ratings);
  const kindOf = (id: string) => card.sections[id]!.kind;
  const counted = (id: string) =>
    ratings
      .filter(({ section }) => section === id)
      .reduce(
        (total, { criterion, times }) => total + Math.min(criterion.cap ?? 0, (criterion.points ?? 0) * times),
        0,
      );
  const ratedIn = (id: string) =>
    ratings
      .filter(({ section, worth }) => section === id && worth !== null)
      .reduce((total, { criterion }) => total + (criterion.cap ?? 0), 0);
  const deducts = Object.entries(card.sections)
    .filter(([, { kind }]) => kind === 'deduct')
    .map(([id, { points }]) => ({ id, points: points!, lost: Math.min(points!, counted(id)), rated: ratedIn(id) }));
  const lost = deducts.reduce((total, one) => total + one.lost, 0);
  const bonuses = Object.keys(card.sections).filter((id) => kindOf(id) === 'bonus');
  const bonus = Math.min(
    card.bonus_cap!,
    bonuses.reduce((total, id) => total + counted(id), 0),
  );
  const points = Math.min(card.base_points!, card.base_points! - lost + bonus);
  const vetoes = ratings
    .filter(({ section, worth }) => kindOf(section) === 'veto' && worth !== null && isNothing(worth))
    .map(({ id }) => id);
  const scores = new Map(
    deducts.map((one) => [one.id, percent(whole(one.points - one.lost), whole(one.points))] as const),
  );
  const below = deducts.filter(({ id }) => scores.get(id)! < (card.threshold ?? 70));
  const score = percent(whole(points), whole(card.base_points!));
  const zero = vetoes.length > 0 || (card.critical_policy === 'zero' && reported.critical_errors.length > 0);
  return {
    score,
    final: zero ? 0 : score,
    sections: Object.fromEntries(Object.keys(card.sections).map((id) => [id, scores.get(id) ?? null])),
    final_sections: {},
    lost,
    bonus,
    points,
    ...reported,
    vetoes,
    below_threshold: below.map(({ id }) => id),
    // A section cannot be rated on more points than it has.
    proposes: below.filter((one) => Math.min(one.rated, one.points) >= (card.min_weight ?? 0)).map(({ id }) => id),
  };
}

export const calculate = (example: Case): Outcome =>
  example.card.method === 'base' ? base(example) : weighted(example);
