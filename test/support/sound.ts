// Small recordings made up for tests: what is tested is how they come in, not what is said in them.

/** A WAV file, 8 kHz, one channel, 16 bit: a tone whose pitch makes one file differ from the next. */
export function wav(ms: number, pitch = 440): Uint8Array<ArrayBuffer> {
  const samples = Math.round((8000 * ms) / 1000);
  const bytes = new Uint8Array(44 + 2 * samples);
  const view = new DataView(bytes.buffer);
  const ascii = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at);
  ascii(0, 'RIFF');
  view.setUint32(4, 36 + 2 * samples, true);
  ascii(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, 8000, true);
  view.setUint32(28, 16_000, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  ascii(36, 'data');
  view.setUint32(40, 2 * samples, true);
  for (let i = 0; i < samples; i++) {
    view.setInt16(44 + 2 * i, Math.round(8000 * Math.sin((2 * Math.PI * pitch * i) / 8000)), true);
  }
  return bytes;
}
