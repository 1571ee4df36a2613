// Turns schema issues into refusals people understand: each finding is a field and a reason of input.ts. The validator's
// own English never reaches the answer.
import type { z } from 'zod';
import { INPUT_SENTENCES, type InputReason } from './input.ts';
import { invalidInput, type Params, type Problem } from './problem.ts';

type Issue = z.core.$ZodIssue;
/** What is wrong with one value of what was sent, and the way to it. */
export type InputFault = { path: PropertyKey[]; reason: InputReason; more: Params };

/** The refusal says the first finding; its detail has them all. @param data what was sent */
export function refuseIssues(issues: readonly Issue[], data: unknown): Problem {
  const faults = issues.flatMap((issue) => faultsIn(issue, data));
  const { path, reason, more } = faults[0] ?? { path: [], reason: 'wrong-format', more: {} };
  const findings = faults.map((one) => ({ field: fieldOf(one.path), reason: one.reason, ...one.more }));
  return invalidInput(fieldOf(path), reason, more, findings);
}

/** An issue names all fields of an object that it does not know. @param data in which the issue was found */
export const faultsIn = (issue: Issue, data: unknown, above: readonly PropertyKey[] = []): InputFault[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ path: [...above, ...issue.path, key], reason: 'unknown', more: {} }))
    : [faultOf(issue, data, above)];

/** @param above the way to where the issue was found, where that is not the whole */
function faultOf(
  issue: Exclude<Issue, { code: 'unrecognized_keys' }>,
  data: unknown,
  above: readonly PropertyKey[],
): InputFault {
  const path = [...above, ...issue.path];
  const finding = (reason: InputReason, more: Params = {}): InputFault => ({ path, reason, more });
  const value = valueAt(data, path);
  switch (issue.code) {
    case 'invalid_type':
      return finding(value === undefined || value === null ? 'missing' : (KINDS[issue.expected] ?? 'wrong-format'));
    case 'too_small':
      return finding(...tooSmall(issue, value));
    case 'too_big': {
      const limit = Number(issue.maximum);
      if (issue.origin === 'string') return finding('too-long', { limit });
      return finding(issue.origin === 'array' ? 'too-many' : 'too-large', { limit });
    }
    case 'invalid_format':
      if (value === '') return finding('missing');
      return finding(isReason(issue.message) ? issue.message : (FORMATS[issue.format] ?? 'wrong-format'));
    case 'invalid_value':
      if (value === undefined || value === null) return finding('missing');
      return finding('not-a-choice', { choices: issue.values.map(String).join(', ') });
    case 'invalid_union':
      return value === undefined ? finding('missing') : closest(issue, data, path);
    case 'invalid_key':
    case 'invalid_element': {
      const [inner] = issue.issues.flatMap((one) => faultsIn(one, data, path));
      return inner ? { ...inner, path } : finding('wrong-format');
    }
    case 'not_multiple_of':
      return finding('wrong-format');
    case 'custom': {
      const { reason, ...more } = (issue.params ?? {}) as Params;
      return isReason(reason) ? finding(reason, more) : finding('wrong-format', more);
    }
  }
}

const isReason = (said: unknown): said is InputReason =>
  typeof said === 'string' && Object.hasOwn(INPUT_SENTENCES, said);

const KINDS: Record<string, InputReason> = {
  string: 'not-text',
  number: 'not-a-number',
  int: 'not-whole',
  boolean: 'not-yes-or-no',
  array: 'not-a-list',
  tuple: 'not-a-list',
  object: 'not-an-object',
  record: 'not-an-object',
};

/** The patterns schemas ask for. One that says its reason itself, as a message, needs none; the others are ids. */
const FORMATS: Record<string, InputReason> = { email: 'not-an-e-mail', regex: 'not-an-id' };

function tooSmall({ origin, minimum }: Extract<Issue, { code: 'too_small' }>, value: unknown): [InputReason, Params] {
  const limit = Number(minimum);
  if (origin === 'array') return ['too-few', { limit }];
  if (origin !== 'string') return ['too-small', { limit }];
  return typeof value === 'string' && value.trim() === '' ? ['missing', {}] : ['too-short', { limit }];
}

/** If a value may have several shapes: the errors for the closest one, which lacks and violates least. */
function closest(issue: Extract<Issue, { code: 'invalid_union' }>, data: unknown, path: PropertyKey[]): InputFault {
  if (issue.errors.length === 0) {
    // The path leads to the field that tells the shapes apart.
    if (valueAt(data, path) === undefined) return { path, reason: 'missing', more: {} };
    const choices = 'options' in issue ? (issue.options ?? []).map(String).join(', ') : '';
    return choices === ''
      ? { path, reason: 'wrong-format', more: {} }
      : { path, reason: 'not-a-choice', more: { choices } };
  }
  const shapes = issue.errors.map((issues) => issues.flatMap((one) => faultsIn(one, data, path)));
  const lacking = (faults: InputFault[]) => faults.filter(({ reason }) => reason === 'missing').length;
  // Of another kind altogether, a text where an object is meant: that is said only if all are.
  const foreign = (faults: InputFault[]) => faults.filter((one) => one.path.length === path.length).length;
  const [best = []] = shapes.toSorted(
    (a, b) => foreign(a) - foreign(b) || lacking(a) - lacking(b) || a.length - b.length,
  );
  return best[0] ?? { path, reason: 'wrong-format', more: {} };
}

const fieldOf = (path: readonly PropertyKey[]): string => path.map(String).join('.');

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}
