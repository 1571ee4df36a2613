// Counts what a piece of the product does, without a clock. Steps are blocks of our own code that were entered (every
// pass through a loop and every call is one), as V8 counts them for coverage, and letters or elements that built-in
// functions were handed to walk through. A regular expression is charged what lies between where it begins to look and
// where its match ends; whether one looks at the same letters again and again is asked in test/regular-expressions.test.ts.

import { Session } from 'node:inspector';
import { setFlagsFromString } from 'node:v8';

/**
 * Optimised code leaves out the counts of what it inlined, so the same work would take fewer steps the second time. The
 * files after this one in the process would be many times as slow without it.
 */
function optimise(on: boolean): void {
  for (const compiler of ['opt', 'maglev']) setFlagsFromString(`--${on ? '' : 'no-'}${compiler}`);
}

type Range = { count: number };
type Coverage = { result: { url: string; functions: { ranges: Range[] }[] }[] };

/**
 * Steps that each piece of work takes, one after the other.
 * @param within only code whose file lies there is counted
 */
export function countSteps(works: readonly (() => unknown)[], within = '/transcription/'): number[] {
  const session = new Session();
  session.connect();
  const post = (method: string, params: object = {}): unknown => {
    let answer: unknown;
    session.post(method, params, (error, result) => {
      if (error) throw error;
      answer = result;
    });
    return answer;
  };
  optimise(false);
  post('Profiler.enable');
  post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  const walked = { steps: 0 };
  const restore = chargeBuiltIns(walked);
  try {
    return works.map((work) => {
      post('Profiler.takePreciseCoverage');
      walked.steps = 0;
      work();
      let { steps } = walked;
      const { result } = post('Profiler.takePreciseCoverage') as Coverage;
      for (const { url, functions } of result)
        if (url.includes(within)) for (const { ranges } of functions) for (const { count } of ranges) steps += count;
      return steps;
    });
  } finally {
    restore();
    session.disconnect();
    optimise(true);
  }
}

/** Searches that are native, so that no block of ours is entered however far they walk. */
function chargeBuiltIns(walked: { steps: number }): () => void {
  const undo: (() => void)[] = [];
  // biome-ignore lint/suspicious/noExplicitAny: any method of any built-in
  const wrap = (prototype: any, name: string, cost: (self: any, given: any[], result: any) => number): void => {
    const native = prototype[name];
    prototype[name] = function (...given: unknown[]) {
      const result = native.apply(this, given);
      walked.steps += cost(this, given, result);
      return result;
    };
    undo.push(() => {
      prototype[name] = native;
    });
  };
  const execute = RegExp.prototype.exec;
  RegExp.prototype.exec = function (text: string) {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const found = execute.call(this, text);
    const here = this.sticky || (this.source.startsWith('^') && !this.multiline);
    if (found) walked.steps += found.index + found[0].length - from;
    else walked.steps += here ? 1 : Math.max(0, text.length - from);
    return found;
  };
  undo.push(() => {
    RegExp.prototype.exec = execute;
  });
  const found = ({ length }: { length: number }, given: unknown[], at: number): number =>
    (at < 0 ? length : at) - Number(given[1] ?? 0);
  wrap(String.prototype, 'indexOf', found);
  wrap(Array.prototype, 'indexOf', found);
  for (const prototype of [String.prototype, Array.prototype])
    wrap(prototype, 'includes', ({ length }, [, from = 0]) => length - from);
  for (const name of ['toLowerCase', 'normalize', 'trim', 'replaceAll'])
    wrap(String.prototype, name, ({ length }) => length);
  for (const name of ['slice', 'toReversed', 'toSorted', 'concat'])
    wrap(Array.prototype, name, (_self, _given, result) => result.length);
  return () => {
    for (const one of undo) one();
  };
}

/** Steps each letter may add without being told apart from none. */
const SLACK = 40;

/**
 * How much more the second doubling of a text costs than the first (2 in proportion to its length, 4 to its square), and
 * what a letter of the longest costs.
 * @param steps of a text of `letters`, of one twice and of one four times as long
 */
export function growthOf(
  [once = 0, twice = 0, four = 0]: readonly number[],
  letters: number,
): { grows: number; each: number } {
  return { grows: (four - twice) / Math.max(twice - once, letters * SLACK), each: four / (4 * letters) };
}
