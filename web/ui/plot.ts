// The geometry of small charts: pure, so it can be tested without a page.

/** A value in pixels with its band. `apart`: it does not compare with those before it. */
export type Plotted = { x: number; y: number; low: number; high: number; apart?: boolean };

/** Runs of neighbours that have a value and compare: a gap is never bridged by a line that claims to know. */
function runs(points: readonly (Plotted | null)[]): Plotted[][] {
  const found: Plotted[][] = [];
  let run: Plotted[] = [];
  for (const point of [...points, null]) {
    if (run.length > 0 && (point === null || point.apart)) {
      found.push(run);
      run = [];
    }
    if (point) run.push(point);
  }
  return found;
}

const at = (x: number, y: number): string => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;

/** The line through the values. */
export const linePath = (points: readonly (Plotted | null)[]): string =>
  runs(points)
    .map((run) => `M${run.map((p) => at(p.x, p.y)).join('L')}`)
    .join('');

/** The area between low and high. */
export const bandPath = (points: readonly (Plotted | null)[]): string =>
  runs(points)
    .filter((run) => run.length > 1)
    .map(
      (run) =>
        `M${run.map((p) => at(p.x, p.high)).join('L')}L${run
          .toReversed()
          .map((p) => at(p.x, p.low))
          .join('L')}Z`,
    )
    .join('');

/** Round ends and ticks around values in basis points, inside 0–100 %. Without values the upper half. */
export function ticksOf(values: readonly number[]): { from: number; to: number; ticks: number[] } {
  const lowest = values.length === 0 ? 5000 : Math.min(...values);
  const highest = values.length === 0 ? 10_000 : Math.max(...values);
  const step = highest - lowest > 4000 ? 2000 : 1000;
  let from = Math.max(0, Math.floor(lowest / step) * step);
  let to = Math.min(10_000, Math.ceil(highest / step) * step);
  // At least three steps, so that small changes look small.
  while (to - from < 3 * step) {
    if (to + step <= 10_000) to += step;
    else if (from - step >= 0) from -= step;
    else break;
  }
  const ticks: number[] = [];
  for (let tick = from; tick <= to; tick += step) ticks.push(tick);
  return { from, to, ticks };
}
