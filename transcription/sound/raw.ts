// Audio without a header. Telephone switches and recorders write bare samples, and only the file extension says how
// they are encoded. The assumption is by convention and is stated with the transcript.

import type { RawCoding, RawSound } from '../transcript/transcript.ts';

/** As the codings are called, in every language. */
export const CODING_NAMES: Record<RawCoding, string> = {
  mulaw: 'µ-law (G.711)',
  alaw: 'A-law (G.711)',
  linear: '16-bit PCM',
  gsm: 'GSM 06.10',
  g722: 'G.722',
  oki: 'Dialogic ADPCM (VOX)',
  g729: 'G.729',
  g723: 'G.723.1',
};

const telephone = (coding: RawCoding, ...endings: string[]): [string, RawSound][] =>
  endings.map((ending) => [ending, { coding, rate: 8000, channels: 1 }]);

const ENDINGS: ReadonlyMap<string, RawSound> = new Map([
  ...telephone('mulaw', 'ul', 'ulaw', 'mulaw', 'mu', 'pcmu', 'g711u'),
  ...telephone('alaw', 'al', 'alaw', 'pcma', 'g711a'),
  ...telephone('gsm', 'gsm'),
  ...telephone('oki', 'vox'),
  ...telephone('g729', 'g729'),
  ...telephone('g723', 'g723', 'g723_1'),
  ...telephone('linear', 'sln', 'slin'),
  ['g722', { coding: 'g722', rate: 16_000, channels: 1 }],
  // Asterisk's signed linear, named by its rate in kHz.
  ...[8, 12, 16, 24, 32, 44, 48, 96, 192].map((kilohertz): [string, RawSound] => [
    `sln${kilohertz}`,
    { coding: 'linear', rate: kilohertz === 44 ? 44_100 : kilohertz * 1000, channels: 1 },
  ]),
]);

/** Endings of bare samples that do not say how they are coded. */
const UNSAID: ReadonlySet<string> = new Set(['raw', 'pcm', 'lin', 's8', 'u8', 's16', 's16le', 's16be', 'g711', 'g726']);

/** What a file of this name would be if it had no header; `unsaid`: bare samples, but nobody knows of what kind. */
export function rawByName(name: string): RawSound | 'unsaid' | null {
  const ending = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return ENDINGS.get(ending) ?? (UNSAID.has(ending) ? 'unsaid' : null);
}

/** Whether the bytes can be of that coding, where it leaves a mark: every frame of GSM 06.10 begins with 1101. */
export function canBe({ coding }: RawSound, bytes: Uint8Array): boolean {
  if (coding !== 'gsm') return true;
  return [0, 33, 66].every((at) => at >= bytes.length || (bytes[at] ?? 0) >> 4 === 0xd);
}
