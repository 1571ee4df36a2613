// Turns schema issues into refusals people understand: each finding is a field and a reason of
// scorecards/problems/input.ts. The validator's own English never reaches the answer.
import type { z } from '@hono/zod-openapi';
import { isStorable } from '../../scorecards/files/cells.ts';
import { INPUT_SENTENCES, type InputReason } from '../../scorecards/problems/input.ts';
import { invalidInput, type Params, type Problem } from '../../scorecards/problems/problem.ts';

type Issue = z.core.$ZodIssue;
type Finding = { field: string; reason: InputReason } & Params;

/** The refusal says the first finding; its detail has them all. @param data what was sent */
export function refuseIssues(issues: readonly Issue[], data: unknown): Problem {
  const findings = issues.map((issue) => findingOf(issue, data));
  const { field, reason, ...more } = findings[0] ?? { field: '', reason: 'wrong-format' };
  return invalidInput(field, reason, more, findings);
}

function findingOf(issue: Issue, data: unknown, above: readonly PropertyKey[] = []): Finding {
  const path = [...above, ...issue.path];
  const finding = (reason: InputReason, more: Params = {}): Finding => ({ field: fieldOf(path), reason, ...more });
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
      return finding(FORMATS[issue.format] ?? 'wrong-format');
    case 'invalid_value':
      if (value === undefined || value === null) return finding('missing');
      return finding('not-a-choice', { choices: issue.values.map(String).join(', ') });
    case 'unrecognized_keys':
      return { field: fieldOf([...path, issue.keys[0] ?? '']), reason: 'unknown' };
    case 'invalid_union':
      return value === undefined ? finding('missing') : closest(issue, data, path);
    case 'invalid_key':
    case 'invalid_element': {
      const [inner] = issue.issues;
      return inner ? { ...findingOf(inner, data, path), field: fieldOf(path) } : finding('wrong-format');
    }
    case 'not_multiple_of':
      return finding('wrong-format');
    case 'custom': {
      const { reason, ...more } = (issue.params ?? {}) as Partial<Finding>;
      return finding(reason && reason in INPUT_SENTENCES ? reason : 'wrong-format', more as Params);
    }
  }
}

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

/**
 * The forms schemas of the API ask for. Its one pattern besides is that of an id: scorecards/scorecard/definition.ts.
 */
const FORMATS: Record<string, InputReason> = { email: 'not-an-e-mail', regex: 'not-an-id' };

function tooSmall({ origin, minimum }: Extract<Issue, { code: 'too_small' }>, value: unknown): [InputReason, Params] {
  const limit = Number(minimum);
  if (origin === 'array') return ['too-few', { limit }];
  if (origin !== 'string') return ['too-small', { limit }];
  return typeof value === 'string' && value.trim() === '' ? ['missing', {}] : ['too-short', { limit }];
}

/** If a value may have several shapes: the errors for the closest one, which lacks and violates least. */
function closest(issue: Extract<Issue, { code: 'invalid_union' }>, data: unknown, path: PropertyKey[]): Finding {
  if (issue.errors.length === 0) {
    // The path leads to the field that tells the shapes apart.
    const field = fieldOf(path);
    if (valueAt(data, path) === undefined) return { field, reason: 'missing' };
    const choices = 'options' in issue ? (issue.options ?? []).map(String).join(', ') : '';
    return choices === '' ? { field, reason: 'wrong-format' } : { field, reason: 'not-a-choice', choices };
  }
  const shapes = issue.errors.map((issues) => issues.map((one) => findingOf(one, data, path)));
  const lacking = (findings: Finding[]) => findings.filter(({ reason }) => reason === 'missing').length;
  const [best = []] = shapes.toSorted((a, b) => lacking(a) - lacking(b) || a.length - b.length);
  return best[0] ?? { field: fieldOf(path), reason: 'wrong-format' };
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

/**
 * The path of the first text, or name of a field, that no database can store (a NUL, half a character); null when there
 * is none.
 */
export function unstorableIn(value: unknown, path: readonly PropertyKey[] = []): string | null {
  if (typeof value === 'string') return isStorable(value) ? null : fieldOf(path);
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, inner] of Object.entries(value)) {
    const found = isStorable(name) ? unstorableIn(inner, [...path, name]) : fieldOf(path);
    if (found !== null) return found;
  }
  return null;
}
