// When each token was spoken, read from where the decoder looked while it wrote. Some attention heads follow the sound
// closely; dynamic time warping over their mean finds the one monotonic path through it. Only columns that hold sound
// take part: attention to the empty rest of the window would drag the last words out to its end.
// After Whisper's own `timing.py` (Radford et al. 2022), on typed arrays.

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
  const sums = new Float64Array(columns);
  const squares = new Float64Array(columns);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const value = head[r * width + c] ?? 0;
      sums[c] = (sums[c] ?? 0) + value;
      squares[c] = (squares[c] ?? 0) + value * value;
    }
  }
  for (let c = 0; c < columns; c++) {
    const mean = (sums[c] ?? 0) / rows;
    sums[c] = mean;
    squares[c] = 1 / Math.sqrt(Math.max((squares[c] ?? 0) / rows - mean * mean, 1e-16));
  }
  const row = new Float32Array(columns);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) row[c] = ((head[r * width + c] ?? 0) - (sums[c] ?? 0)) * (squares[c] ?? 0);
    addMedian(into, r * columns, row);
  }
}

function addMedian(into: Float32Array, offset: number, row: Float32Array): void {
  const half = MEDIAN_WIDTH >> 1;
  const last = row.length - 1;
  const near = new Float32Array(MEDIAN_WIDTH);
  for (let c = 0; c <= last; c++) {
    for (let k = 0; k < MEDIAN_WIDTH; k++) {
      // Reflected at the borders; an insertion sort of seven beats any library.
      let at = Math.abs(c + k - half);
      if (at > last) at = Math.max(0, 2 * last - at);
      const value = row[at] ?? 0;
      let i = k;
      for (; i > 0 && (near[i - 1] ?? 0) > value; i--) near[i] = near[i - 1] ?? 0;
      near[i] = value;
    }
    into[offset + c] = (into[offset + c] ?? 0) + (near[half] ?? 0);
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
      if (r > 0 && c > 0) best = previous[c - 1] ?? 0;
      if (r > 0 && (previous[c] ?? 0) > best) {
        best = previous[c] ?? 0;
        step = DOWN;
      }
      if (c > 0 && (current[c - 1] ?? 0) > best) {
        best = current[c - 1] ?? 0;
        step = RIGHT;
      }
      current[c] = best + (gain[r * columns + c] ?? 0);
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
