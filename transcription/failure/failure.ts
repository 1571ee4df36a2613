// What may be recorded of an error in a log, in the jobs table or on a terminal: its kind, its code, and where it
// arose. Never its message or other data: drivers put statement values into errors and parsers the text they failed on,
// and these are what customers said and typed. Nothing else in the product records errors.
//
// Pure. Anything not known to be harmless is left out: codes are accepted only in the formats of systems and databases,
// places only in the format of stack lines.

import { type Failure, Refusal } from './refusal.ts';

const DEEPEST = 5;
const PLACES = 8;
/** The lines of a stack stand at its end, behind a message of any length. */
const STACK_CHARACTERS = 20_000;

const NAME = /^[A-Za-z_$][\w$]{0,60}$/;
const CODE = /^[A-Z0-9_]{1,60}$/;
const OWN_CODE = /^[a-z][a-z0-9-]{1,60}$/;
const IDENTIFIER = /^[a-z_][a-z0-9_]{0,62}$/;
const JSON_PATH = /^\$(?:\[\]|\.\*|\.[a-z_][a-z0-9_]{0,62}){0,20}$/;

/** @param depth of causes; callers leave it out */
export function failureOf(error: unknown, depth = 0): Failure {
  if (!(error instanceof Error)) return { kind: typeof error, ...named('code', CODE, codeOf(error)), place: [] };
  const stated = error instanceof Refusal ? error.failure : null;
  if (stated) return stated;
  const of = error as Error & Record<string, unknown>;
  const cause = error.cause ?? (error instanceof AggregateError ? error.errors[0] : undefined);
  return {
    kind: NAME.test(error.name) ? error.name : 'Error',
    ...named('code', isOurs(error) ? OWN_CODE : CODE, of.code),
    ...(isStatus(of.status) ? { status: of.status } : {}),
    ...named('table', IDENTIFIER, of.table_name ?? of.table),
    ...named('column', IDENTIFIER, of.column_name ?? of.column),
    ...named('constraint', IDENTIFIER, of.constraint_name ?? of.constraint),
    ...named('json_path', JSON_PATH, of.json_path),
    place: placesOf(error),
    ...(cause === undefined || depth >= DEEPEST ? {} : { cause: failureOf(cause, depth + 1) }),
  };
}

/** The same in one line, for a terminal: `PostgresError 23505 at keepTranscript db/transcripts/revisions.ts:71:5`. */
export function failureLine(error: unknown): string {
  const parts: string[] = [];
  for (let one: Failure | undefined = failureOf(error); one; one = one.cause) {
    const { kind, code, status, ended, place } = one;
    const what = [kind, code, status, ended].filter((word) => word !== undefined).join(' ');
    parts.push(place[0] ? `${what} at ${place[0]}` : what);
  }
  return parts.join(', because of ');
}

/** What libraries hand on in place of an error is often a copy of one. */
const codeOf = (thrown: unknown): unknown =>
  typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined;
const isOurs = (error: Error): boolean => error.name === 'Refusal' || error.name === 'Problem';
const isStatus = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 100 && value < 600;

function named<K extends string>(key: K, form: RegExp, value: unknown): { [P in K]?: string } {
  return typeof value === 'string' && form.test(value) ? ({ [key]: value } as { [P in K]: string }) : {};
}

/** `    at async name (file:///…/db/jobs.ts:12:3)`, or without a name. */
const FRAME = /^\s*at (?:([^()]+) \(|\w+ )?(?:file:\/\/|node:|\/|[A-Za-z]:\\)([^()]*):(\d+):(\d+)\)?$/;
const FUNCTION = /^(?:\w+ )?[\w$.#<>]+(?: \[as [\w$]+\])?$/;

function placesOf({ stack, message }: Error): string[] {
  // A message of several lines could look like a stack.
  const said = new Set(String(message).slice(-STACK_CHARACTERS).split('\n'));
  const places: string[] = [];
  for (const line of String(stack ?? '')
    .slice(-STACK_CHARACTERS)
    .split('\n')) {
    const frame = said.has(line) || line.length > 500 ? null : FRAME.exec(line);
    if (!frame) continue;
    const [, name = '', path = '', row, column] = frame;
    const file = path.split(/[/\\]/).slice(-2).join('/');
    places.push(`${FUNCTION.test(name) ? `${name} ` : ''}${file}:${row}:${column}`);
    if (places.length === PLACES) break;
  }
  return places;
}

/** Of systems and drivers: nobody answers at the other end of a line. */
const NOBODY_THERE = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN'],
  ...['EAI_AGAIN', 'ENOTFOUND', 'UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT'],
  ...['UND_ERR_BODY_TIMEOUT', 'CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', 'CONNECT_TIMEOUT'],
]);
/** SQLSTATE classes of a server that takes nobody in: connection, resources, operator intervention. */
const NOBODY_IN = new Set(['08', '53', '57']);
/** What everything stands on is full, broken or overloaded. */
const OVERLOADED = new Set(['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EMFILE', 'ENFILE', 'ENOMEM']);
/**
 * SQLSTATE classes that say nothing of the values: connection, transaction state, authorisation, catalogue, rollback,
 * schema of another version, resources, not ready, operator intervention, system, configuration, internal.
 */
const AWAY_CLASSES = new Set(['08', '25', '28', '2D', '3D', '3F', '40', '42', '53', '55', '57', '58', 'F0', 'XX']);
const SQLSTATE = /^[0-9A-Z]{5}$/;

/**
 * Whether the error is an outage of what everything stands on (database, file store, disk, line) rather than a fault of
 * the item itself: it passes, and retrying the same thing will work.
 */
export function isOutage(error: unknown): boolean {
  return someCause(error, (one) => {
    const { code, status } = one;
    if (isAwayItself(one)) return true;
    if (typeof code === 'string' && (OVERLOADED.has(code) || hasState(code, AWAY_CLASSES))) return true;
    return isStatus(status) && (status >= 500 || status === 429);
  });
}

/** Whether the database or another service could not be reached, or takes nobody in: worth another try in a moment. */
export const isAway = (error: unknown): boolean => someCause(error, isAwayItself);

function isAwayItself({ code, syscall }: Record<string, unknown>): boolean {
  if (typeof code !== 'string') return false;
  // A socket that is not there; a file that is not there is another matter.
  return NOBODY_THERE.has(code) || hasState(code, NOBODY_IN) || (code === 'ENOENT' && syscall === 'connect');
}

const hasState = (code: string, classes: ReadonlySet<string>): boolean =>
  SQLSTATE.test(code) && classes.has(code.slice(0, 2));

/** Whether something holds of an error or of one of its causes. */
function someCause(error: unknown, holds: (one: Error & Record<string, unknown>) => boolean, depth = 0): boolean {
  if (!(error instanceof Error) || depth > DEEPEST) return false;
  if (holds(error as Error & Record<string, unknown>)) return true;
  const causes = error instanceof AggregateError ? [error.cause, ...error.errors] : [error.cause];
  return causes.some((cause) => someCause(cause, holds, depth + 1));
}

const MEMORY = /bad_alloc|out of memory|allocation failed|invalid (typed )?array length/i;

/** What an allocation that found no room throws, in JavaScript and in what runs the model. */
export const isOutOfMemory = (error: unknown): boolean => error instanceof Error && MEMORY.test(error.message);

/** The same of what a process wrote on its error output before it ended. */
export const saysOutOfMemory = (complaint: string): boolean =>
  /heap out of memory|bad_alloc|allocation failed/i.test(complaint);

type Ending = {
  on(event: 'uncaughtException', heard: (error: unknown) => void): unknown;
  exit(code: number): unknown;
};
type Console = Record<'error' | 'warn', (...said: unknown[]) => void>;

/**
 * Fatal errors and what libraries print on the console are written the same way.
 * @param write hands a failure to the process's log
 */
export function guardOutput(running: Ending, spoken: Console, write: (failure: Failure, line: string) => void): void {
  running.on('uncaughtException', (error) => {
    write(failureOf(error), 'ended by an error');
    running.exit(1);
  });
  for (const level of ['error', 'warn'] as const) {
    spoken[level] = (...said) => write(failureOf(said.find((one) => one instanceof Error)), 'a library complained');
  }
}
