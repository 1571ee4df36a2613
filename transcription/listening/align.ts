// Token times from the decoder's cross-attention. Some attention heads follow the audio closely; dynamic time warping
// over their mean finds the one monotonic path. Only columns that contain audio take part, because attention to the
// empty rest of the window would shift the last words to its end. After Whisper's own `timing.py` (Radford et al.
// 2022), on typed arrays.

/** Milliseconds of one column of attention: the encoder halves the 10 ms frames. */
export const COLUMN_MS = 20;
/** Width of the median filter that removes stray glances, as in the reference. */
const MEDIAN_WIDTH = 7;

/**
 * @param heads attention of each alignment head, row after row; a row belongs to the step that *predicted* a token
 * @param rows steps
 * @param width columns of a row as stored
 * @param sound the columns that hold sound
 * @returns for each row the column at which its token begins, counted from the first that holds sound, never going
 *   backwards
 */
export function alignRows(heads: readonly Float32Array[], rows: number, width: number, sound: Columns): Int32Array {
  const columns = sound.end - sound.start;
  const mean = new Float32Array(rows * columns);
  for (const head of heads) addHead(mean, head.subarray(sound.start), rows, width, columns);
  return warp(mean, rows, columns);
}

/** From `start` to before `end`. */
type Columns = { start: number; end: number };

/** Standardises each column over the rows, smooths each row, and adds the result. */
function addHead(into: Float32Array, head: Float32Array, rows: number, width: number, columns: number): void {
  const means = new Float64Array(columns);
  const scales = new Float64Array(columns);
  for (let r = 0; r < rows; r++) {
    const from = r * width;
    for (let c = 0; c < columns; c++) {
      const value = head[from + c] as number;
      means[c] = (means[c] as number) + value;
      scales[c] = (scales[c] as number) + value * value;
    }
  }
  for (let c = 0; c < columns; c++) {
    const mean = (means[c] as number) / rows;
    means[c] = mean;
    scales[c] = 1 / Math.sqrt(Math.max((scales[c] as number) / rows - mean * mean, 1e-16));
  }
  const row = new Float32Array(columns);
  for (let r = 0; r < rows; r++) {
    const from = r * width;
    for (let c = 0; c < columns; c++) {
      row[c] = ((head[from + c] as number) - (means[c] as number)) * (scales[c] as number);
    }
    addMedian(into, r * columns, row);
  }
}

/**
 * Adds the running median of a row. Seven values in order slide along: one goes, one comes, which beats sorting them
 * anew by far.
 */
function addMedian(into: Float32Array, offset: number, row: Float32Array): void {
  const half = MEDIAN_WIDTH >> 1;
  const last = row.length - 1;
  // Reflected at the borders.
  const at = (c: number): number => {
    const inside = Math.abs(c);
    return row[inside > last ? Math.max(0, 2 * last - inside) : inside] as number;
  };
  const near = new Float32Array(MEDIAN_WIDTH);
  for (let k = 0; k < MEDIAN_WIDTH; k++) near[k] = at(k - half);
  near.sort();
  for (let c = 0; c <= last; c++) {
    into[offset + c] = (into[offset + c] as number) + (near[half] as number);
    const gone = at(c - half);
    const come = at(c + half + 1);
    let i = 0;
    while (i < MEDIAN_WIDTH - 1 && near[i] !== gone) i++;
    for (; i < MEDIAN_WIDTH - 1 && (near[i + 1] as number) < come; i++) near[i] = near[i + 1] as number;
    for (; i > 0 && (near[i - 1] as number) > come; i--) near[i] = near[i - 1] as number;
    near[i] = come;
  }
}

/** The path of largest sum from the first row and column to the last of both. */
function warp(gain: Float32Array, rows: number, columns: number): Int32Array {
  const DIAGONAL = 0;
  const DOWN = 1;
  const RIGHT = 2;
  const trace = new Uint8Array(rows * columns);
  let previous = new Float64Array(columns);
  let current = new Float64Array(columns);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      let best = r === 0 && c === 0 ? 0 : Number.NEGATIVE_INFINITY;
      let step = DIAGONAL;
      if (r > 0 && c > 0) best = previous[c - 1] as number;
      if (r > 0 && (previous[c] as number) > best) {
        best = previous[c] as number;
        step = DOWN;
      }
      if (c > 0 && (current[c - 1] as number) > best) {
        best = current[c - 1] as number;
        step = RIGHT;
      }
      current[c] = best + (gain[r * columns + c] as number);
      trace[r * columns + c] = step;
    }
    [previous, current] = [current, previous];
  }
  const starts = new Int32Array(rows);
  let r = rows - 1;
  let c = columns - 1;
  while (r >= 0 && c >= 0) {
    starts[r] = c;
    const step = trace[r * columns + c];
    if (r === 0 && c === 0) break;
    if (step !== RIGHT) r--;
    if (step !== DOWN) c--;
  }
  return starts;
}
