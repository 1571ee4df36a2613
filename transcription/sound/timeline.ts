// Keeps a container's timeline. Video and web containers timestamp every block. Audio may start late, and lost packets
// leave gaps in which a player waits; here silence is inserted, so that a word's time is its time in the file. Nothing
// is removed: blocks that arrive too early follow one another.

/** Samples of one array per channel, and when in the file they begin. */
export type TimedBlock = { at_ms: number; block: Float32Array[] };

/** Timestamps are rounded, and those of network streams jitter: a gap shorter than this, ms, is ignored. */
const LEAST_GAP_MS = 100;
/** Silence comes in pieces of a second, so that an hour of it takes no memory. */
const PIECE_S = 1;

/**
 * @param rate samples a second
 * @param longest_ms a jump of this length or more is a clock that was set, no silence
 */
export async function* onTimeLine(
  blocks: AsyncIterable<TimedBlock>,
  rate: number,
  longest_ms: number,
): AsyncGenerator<Float32Array[]> {
  let frames = 0;
  /** Of the stamps against the sound, ms: what a clock that was set is behind by. */
  let ahead = 0;
  for await (const { at_ms, block } of blocks) {
    const here = (frames * 1000) / rate;
    const gap = at_ms - ahead - here;
    if (Math.abs(gap) >= longest_ms) ahead += gap;
    else if (gap > LEAST_GAP_MS) {
      for (let left = Math.round((gap * rate) / 1000); left > 0; ) {
        const length = Math.min(left, PIECE_S * rate);
        frames += length;
        left -= length;
        yield block.map(() => new Float32Array(length));
      }
    }
    frames += block[0]?.length ?? 0;
    yield block;
  }
}
