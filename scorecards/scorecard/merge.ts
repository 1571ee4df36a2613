// Two people change one draft at once. What only one of them changed is taken over; where both changed the same thing in two
// ways, a person decides, and until then mine stands. Sections, criteria, options and causes are known by their ids, so that
// what one moves and the other rewords is both.
import type { Draft } from './definition.ts';

/** The way to a part of a draft: names of fields, and ids of what is in a list. */
export type Path = readonly (string | { id: string })[];

/** What both changed. `undefined`: taken out by that side. */
export type Clash = { path: Path; base: unknown; mine: unknown; theirs: unknown };

export type Merged = { draft: Draft; clashes: Clash[] };

/** @param base what both began with */
export function merge(base: Draft, mine: Draft, theirs: Draft): Merged {
  const clashes: Clash[] = [];
  return { draft: either([], base, mine, theirs, clashes) as Draft, clashes };
}

type Json = Record<string, unknown>;
type Listed = { id?: string; key?: string };

function either(path: Path, base: unknown, mine: unknown, theirs: unknown, clashes: Clash[]): unknown {
  if (same(mine, theirs) || same(theirs, base)) return mine;
  if (same(mine, base)) return theirs;
  if (isList(mine) && isList(theirs) && isList(base)) return list(path, base, mine, theirs, clashes);
  if (alike(path, base, mine, theirs)) {
    const fields = new Set([...Object.keys(mine as Json), ...Object.keys(theirs as Json)]);
    const merged: Json = {};
    for (const field of fields) {
      const [b, m, t] = [base, mine, theirs].map((one) => (one as Json)[field]);
      const value = either([...path, field], b, m, t, clashes);
      if (value !== undefined) merged[field] = value;
    }
    return merged;
  }
  clashes.push({ path, base, mine, theirs });
  return mine === undefined ? theirs : mine;
}

/** A list whose elements are known by an id. */
const isList = (value: unknown): value is Listed[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null && idOf(one as Listed) !== '');
const idOf = (one: Listed): string => one.id ?? one.key ?? '';

/** Changed as a whole: a condition reads as one sentence. Guidance has words under one of these names. */
const WHOLE = new Set(['shown_when', 'comment', 'evidence']);

/** Whether three objects are versions of one thing, so that its fields can be taken from either side. */
function alike(path: Path, ...three: unknown[]): boolean {
  const last = path.at(-1);
  if (typeof last === 'string' && WHOLE.has(last) && path.at(-2) !== 'guidance') return false;
  if (three.some((one) => typeof one !== 'object' || one === null || Array.isArray(one))) return false;
  const [first, ...others] = three as Json[];
  if (three.every((one) => Object.values(one as Json).every((value) => typeof value === 'string'))) return true;
  const fields = (one: Json): string => Object.keys(one).sort().join();
  return others.every(
    (one) =>
      fields(one) === fields(first!) && ['type', 'kind', 'method'].every((field) => one[field] === first![field]),
  );
}

function list(path: Path, base: Listed[], mine: Listed[], theirs: Listed[], clashes: Clash[]): Listed[] {
  const [inBase, inMine, inTheirs] = [base, mine, theirs].map((some) => new Map(some.map((one) => [idOf(one), one])));
  const kept = new Map<string, Listed>();
  for (const id of new Set([...inMine!.keys(), ...inTheirs!.keys()])) {
    const value = either([...path, { id }], inBase!.get(id), inMine!.get(id), inTheirs!.get(id), clashes);
    if (value !== undefined) kept.set(id, value as Listed);
  }
  return ordered(base.map(idOf), mine.map(idOf), theirs.map(idOf)).flatMap((id) => kept.get(id) ?? []);
}

/** The order of whoever changed it, mine where both did; what only the other side has follows what stands before it there. */
function ordered(base: string[], mine: string[], theirs: string[]): string[] {
  const among = (ids: string[], others: string[]): string[] => ids.filter((id) => others.includes(id));
  const moved = !same(among(mine, base), among(base, mine));
  const [led, other] = moved ? [mine, theirs] : [theirs, mine];
  const order = [...led];
  other.forEach((id, i) => {
    if (order.includes(id)) return;
    const before = i === 0 ? -1 : order.indexOf(other[i - 1]!);
    order.splice(before + 1, 0, id);
  });
  return order;
}

/** The draft with this value at the path; `undefined` takes it out. What the path leads to must be there, or in a list. */
export function withAt<T>(whole: T, path: Path, value: unknown): T {
  const [step, ...rest] = path;
  if (step === undefined) return value as T;
  if (typeof step === 'string') {
    const { [step]: now, ...others } = whole as Json;
    const next = withAt(now, rest, value);
    return (next === undefined ? others : { ...(whole as Json), [step]: next }) as T;
  }
  const some = whole as unknown as Listed[];
  const at = some.findIndex((one) => idOf(one) === step.id);
  if (at < 0) return (value === undefined || rest.length > 0 ? some : [...some, value]) as T;
  const next = withAt(some[at], rest, value);
  return (next === undefined ? some.toSpliced(at, 1) : some.toSpliced(at, 1, next)) as T;
}

/** Equal by content, whatever the order of the fields. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, i) => same(one, b[i]));
  }
  const fields = Object.keys(a);
  return (
    fields.length === Object.keys(b).length && fields.every((field) => same((a as Json)[field], (b as Json)[field]))
  );
}
