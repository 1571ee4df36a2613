// A scorecard as a file: JSON that any installation of Attune reads back to the same definition. A file is read whole or
// not at all; what is wrong with it is listed by its place.
import { z } from 'zod';
import { isStorable } from '../files/cells.ts';
import { Unreadable } from '../files/unreadable.ts';
import { faultsIn, type InputFault } from '../problems/issues.ts';
import { type Params, Problem, type ProblemCode } from '../problems/problem.ts';
import type { SCORECARD_FILE_NOTES } from '../problems/scorecard-files.ts';
import { Draft, type Scorecard } from './definition.ts';
import { fromFormat1, ScorecardFormat1 } from './format-1.ts';

/** What a file says it holds. */
const FILE_KIND = 'scorecard';

/** A published version, or a draft. */
export const ScorecardFile = z
  .strictObject({ $schema: z.string().max(2000).optional(), attune: z.literal(FILE_KIND), scorecard: Draft })
  .meta({ id: 'ScorecardFile' });
export type ScorecardFile = z.infer<typeof ScorecardFile>;

/** @param schema where the file's JSON Schema is served */
export const fileOf = (scorecard: Draft | Scorecard, schema: string): ScorecardFile => ({
  $schema: schema,
  attune: FILE_KIND,
  scorecard,
});

/** A place of a file and what is wrong there: `path` in JSON (`sections[3].criteria[2].scale`), `line` of a table, from 1. */
export type FileFault = { path: string | null; line: number | null; code: ProblemCode; params: Params };

/** What was made of a file that its reader should know: a sentence of problem.ts. */
export type FileNote = { code: keyof typeof SCORECARD_FILE_NOTES; params: Params };

export type FileRead = { draft: Draft; notes: FileNote[] };

/** Faults that are listed; whoever made a thousand will not fix them one by one. */
const LISTED = 100;

/** @param more what else is needed to go on */
export const refusedFile = (faults: readonly FileFault[], more: Record<string, unknown> = {}): Problem =>
  new Problem('file-refused', { count: faults.length }, { problems: faults.slice(0, LISTED), ...more });

/**
 * The scorecard in a file, or one that stands there without what goes around it; of either format. A draft may lack
 * anything; what hinders it from being published is for check.ts to find.
 * @param value as `readExactJson` gives it: objects have no prototype, what cannot be read is an `Unreadable`
 * @throws Problem `file-refused`; its detail has the `problems`
 */
export function readScorecardFile(value: unknown): FileRead {
  const { inner, around, faults } = unwrapped(value);
  const lost = [...lostIn(around), ...lostIn(inner, inner instanceof Unreadable ? ['scorecard'] : [])];
  if (lost.length > 0) throw refusedFile(lost);
  if (isObject(inner) && !('sections' in inner) && !('method' in inner)) {
    throw refusedFile([{ path: '', line: null, code: 'file-no-scorecard', params: {} }]);
  }
  const format = isObject(inner) ? inner.format : undefined;
  if (isObject(inner) && format === undefined && 'section_threshold_bp' in inner) {
    return olderFormat(inner, faults);
  }
  if (format !== undefined && format !== 2) {
    const shown = (JSON.stringify(format) ?? '').slice(0, SHOWN);
    throw refusedFile([{ path: 'format', line: null, code: 'file-format', params: { value: shown } }]);
  }
  const read = Draft.safeParse(inner);
  const all = [...faults, ...(read.success ? [] : faultsOf(read.error.issues, inner))];
  if (!read.success || all.length > 0) throw refusedFile(all);
  return { draft: read.data, notes: [] };
}

const Wrapping = ScorecardFile.extend({ scorecard: z.unknown() });

/** The scorecard, what goes around it, and what is wrong with that. */
function unwrapped(value: unknown): { inner: unknown; around: unknown; faults: FileFault[] } {
  if (!isObject(value)) return { inner: value, around: null, faults: [] };
  if (!('attune' in value) && !('scorecard' in value)) {
    const { $schema: _, ...inner } = value;
    return { inner, around: null, faults: [] };
  }
  const read = Wrapping.safeParse(value);
  const { scorecard, ...around } = value;
  return { inner: scorecard, around, faults: read.success ? [] : faultsOf(read.error.issues, value) };
}

function olderFormat(inner: Json, faults: readonly FileFault[]): FileRead {
  const read = ScorecardFormat1.safeParse(inner);
  // Its schema passes over what it does not know, as it did when it was in use.
  const all = [
    ...faults,
    ...(read.success ? unknownIn(inner, read.data).map(faultAt) : faultsOf(read.error.issues, inner)),
  ];
  if (!read.success || all.length > 0) throw refusedFile(all);
  return { draft: fromFormat1(read.data), notes: [{ code: 'file-older-format', params: {} }] };
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Unreadable);

const faultsOf = (issues: readonly z.core.$ZodIssue[], data: unknown): FileFault[] =>
  issues.flatMap((issue) => faultsIn(issue, data)).map(faultAt);

const faultAt = ({ path, reason, more }: InputFault): FileFault => ({
  path: placeOf(path),
  line: null,
  code: 'invalid-input',
  params: { field: path.map(shortened).join('.'), reason, ...more },
});

/** A name of a field, or a value, as long as it helps to find it. */
const SHOWN = 60;
const shortened = (part: PropertyKey): string => String(part).slice(0, SHOWN).toWellFormed().replaceAll('\0', '\uFFFD');

/** `sections[3].criteria[2].text.zh` */
const placeOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part, i) => {
      if (typeof part === 'number') return `[${part}]`;
      const name = shortened(part);
      if (!/^[\w$-]+$/.test(name)) return `[${JSON.stringify(name)}]`;
      return i === 0 ? name : `.${name}`;
    })
    .join('');

/** Values that cannot be read or stored, and fields that would get lost, wherever they are. */
function lostIn(value: unknown, path: readonly (string | number)[] = []): FileFault[] {
  if (value instanceof Unreadable) {
    const { code, written, line } = value;
    const params = { column: placeOf(path), value: written.slice(0, SHOWN), line };
    return [{ path: placeOf(path), line, code, params }];
  }
  if (typeof value === 'string') {
    return isStorable(value) ? [] : [faultAt({ path: [...path], reason: 'unstorable', more: {} })];
  }
  if (Array.isArray(value)) return value.flatMap((one, i) => lostIn(one, [...path, i]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const at = [...path, name];
    if (!isStorable(name)) return [faultAt({ path: at, reason: 'unstorable', more: {} })];
    // No object can hold a field of this name.
    if (name === '__proto__') return [faultAt({ path: at, reason: 'unknown', more: {} })];
    return lostIn(inner, at);
  });
}

/** Fields that were passed over. */
function unknownIn(value: unknown, read: unknown, path: readonly PropertyKey[] = []): InputFault[] {
  if (Array.isArray(value) && Array.isArray(read)) {
    return value.flatMap((one, i) => unknownIn(one, read[i], [...path, i]));
  }
  if (!isObject(value) || !isObject(read)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    Object.hasOwn(read, name)
      ? unknownIn(inner, read[name], [...path, name])
      : [{ path: [...path, name], reason: 'unknown' as const, more: {} }],
  );
}
