// The line of times of a caption. The formats require 00:00:01.000 --> 00:00:04.000; people and programs write
// full-width digits, other arrows and separators, spaces, whole seconds, no hours, the cue's number before it or its
// text after it. All of these are unambiguous and accepted. A line that is meant to hold times but cannot be read is
// distinguished from ordinary text, because skipping it would silently lose words.

/** `number`: the cue's own, where it stands in front; `rest`: what stands behind, settings taken away. */
export type Times = { start_ms: number; end_ms: number; number: number | null; rest: string };

/** No line of times is longer, whatever text follows it. */
const HEAD = 160;

const H = String.raw`\s*[:∶]\s*`;
const CLOCK = String.raw`(-\s*)?(?:(\d{1,9})${H})?(\d{1,4})${H}(\d{1,2})(?:\s*([.,:;])\s*(\d{1,9}))?`;
/** Points in place of colons: only where there are four figures and the last is milliseconds. */
const POINTS = String.raw`(-\s*)?(\d{1,4})[.:;](\d{1,2})[.:;](\d{1,2})([.,:;])(\d{3})`;
const SECONDS = String.raw`(-\s*)?()()(\d{1,6})([.,])(\d{1,3})\s*s?`;
const ARROW = String.raw`\s*(?:(?:[-–—−‐‑‒―_=~]\s*){1,4}(?:>|&gt;|›|»){1,3}|[→⟶➔➜➝➞⇒⟹⇨]|&rarr;)\s*`;
/** Between two times that cannot be anything else. */
const PAUSE = String.raw`\s*(?:[-–—−~]{1,3}|[,;]|至|到|to|\s)\s*`;
const FRONT = String.raw`^\s*[\[(]?\s*(?:#?(\d{1,7})\s*[.)\]|、]?\s+)?[\[(]?\s*`;

const FORMS = [CLOCK, POINTS, SECONDS].map((time) => new RegExp(`${FRONT}${time}${ARROW}${time}`));
const WITHOUT_ARROW = [CLOCK, POINTS].map(
  (time) => new RegExp(String.raw`${FRONT}${time}${PAUSE}${time}\s*[\])]?\s*$`),
);
const ANY_ARROW = new RegExp(ARROW);
/** What people and scanners make of figures. */
const MEANT_AS_TIME = /^[\s\d:;.,∶[\]()#?*oOlI|-]*[\d:][\s\d:;.,∶[\]()#?*oOlI|-]*$/;
const ALONE = /^\s*\d{1,3}\s*:\s*\d{1,2}\s*:\s*\d{1,2}\s*[.,]\s*\d{1,3}\s*$/;
const SETTING =
  /^\s*(?:(?:align|position|line|size|vertical|region|[ADLST])\s*:\s*\S{1,60}|[XY][12]\s*:\s*-?\d{1,5})(?=\s|$)/i;

/**
 * @param expected the number the cue would have after the one before, where cues have numbers: one that is glued to the
 *   hours is told by it
 * @returns `broken` for a line that means to hold times and cannot be read; null for any other line
 */
export function timesIn(line: string, expected: number | null = null): Times | 'broken' | null {
  const head = folded(line.slice(0, HEAD));
  if (!/\d/.test(head)) return null;
  for (const form of FORMS) {
    const found = form.exec(head);
    if (found) return timesOf(found, expected, restOf(line, found[0].length)) ?? 'broken';
  }
  if (line.length <= HEAD) {
    for (const form of WITHOUT_ARROW) {
      const found = form.exec(head);
      if (found && isWhole(found)) return timesOf(found, expected, '') ?? 'broken';
    }
    if (ALONE.test(head)) return 'broken';
  }
  const arrow = ANY_ARROW.exec(head);
  if (!arrow) return null;
  const [before, after] = [head.slice(0, arrow.index), head.slice(arrow.index + arrow[0].length)];
  if (MEANT_AS_TIME.test(before)) return 'broken';
  return /^\s*\d{1,4}\s*:\s*\d{1,2}\s*[:.,]\s*\d/.test(after) ? 'broken' : null;
}

/** Figures, colons and arrows of other widths and scripts as plain ones; the text keeps its length. */
function folded(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0))
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (one) => String(one.charCodeAt(0) & 15))
    .replace(/[﹕︓꞉ː]/g, ':')
    .replace(/[。．·]/g, '.')
    .replace(/[、]/g, ',')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u3000\u00a0]/g, ' ');
}

/** Without an arrow only what has hours or a fraction on both sides is meant as times. */
function isWhole(found: RegExpExecArray): boolean {
  const sides = [found.slice(2, 8), found.slice(8, 14)];
  return sides.every(([, hours, , , , fraction]) => hours !== undefined || fraction !== undefined);
}

function timesOf(found: RegExpExecArray, expected: number | null, rest: string): Times | null {
  const number = found[1] === undefined ? null : Number(found[1]);
  const end_ms = moment(found.slice(8, 14));
  if (end_ms === null) return null;
  const start_ms = moment(found.slice(2, 8));
  if (start_ms !== null && start_ms <= end_ms) return { start_ms, end_ms, number, rest };
  // The number glued to the hours: 1200:00:05,000 is cue 12.
  const hours = found[3] ?? '';
  const glued = Number(hours.slice(0, -2));
  if (number !== null || hours.length < 3 || glued !== (expected ?? 1)) return null;
  const own = moment([found[2], hours.slice(-2), ...found.slice(4, 8)]);
  return own === null || own > end_ms ? null : { start_ms: own, end_ms, number: glued, rest };
}

/** ms; null for what is no time: 61 seconds, before the beginning, a fraction in frames. */
function moment([minus, hours, minutes, seconds, point, fraction]: readonly (string | undefined)[]): number | null {
  const [h, m, s] = [Number(hours ?? 0), Number(minutes ?? 0), Number(seconds)];
  if (s > 59 && minutes !== '') return null;
  if (m > 59 && hours !== undefined) return null;
  if (fraction !== undefined && (point === ':' || point === ';') && fraction.length !== 3) return null;
  const ms = ((h * 60 + m) * 60 + s) * 1000 + Number((fraction ?? '0').padEnd(3, '0').slice(0, 3));
  return minus !== undefined && ms > 0 ? null : ms;
}

/** What is said on the line of times itself; settings say how a cue is shown. */
function restOf(line: string, from: number): string {
  let rest = line.slice(from).replace(/^\s*[\])]/, '');
  for (let found = SETTING.exec(rest); found; found = SETTING.exec(rest)) rest = rest.slice(found[0].length);
  return /[\p{L}\p{N}♪♫]/u.test(rest) ? rest.trim() : '';
}
