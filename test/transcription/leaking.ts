// Two channels that leak into each other, through the line or as an echo.

import { LINE_RATE } from '../bench/sounds.ts';

/** @param leak how loud the other side is heard (dB), and how much later; the same both ways */
export function leaking(
  channels: readonly Float32Array[],
  leak: { db: number; late_ms?: number },
  rate = LINE_RATE,
): Float32Array[] {
  const gain = 10 ** (leak.db / 20);
  const late = Math.round(((leak.late_ms ?? 0) * rate) / 1000);
  return channels.map((own, i) => {
    const other = channels[1 - i];
    return own.map((sample, n) => sample + gain * (other?.[n - late] ?? 0));
  });
}
