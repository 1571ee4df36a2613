// Detects the type of a recording from its bytes, not its name. A few hundred bytes show whether a file can be audio,
// and in which container; the name is used only for headerless samples. Whether a video container has an audio track is
// known only when decoding.

import type { RawSound } from '../transcript/transcript.ts';
import { isUtf8, latin, looksLikeText, type NotSound, notSound, unknown } from './not-sound.ts';
import { canBe, rawByName } from './raw.ts';

/**
 * Containers that can be transcribed. `webm` stands for every Matroska file, `mp4` for every ISO and QuickTime file,
 * `asf` for Windows Media, `raw` for samples without a header.
 */
export type SoundKind =
  | 'wav'
  | 'mp3'
  | 'aac'
  | 'flac'
  | 'ogg'
  | 'webm'
  | 'mp4'
  | 'amr'
  | 'aiff'
  | 'au'
  | 'caf'
  | 'w64'
  | 'asf'
  | 'ac3'
  | 'eac3'
  | 'mpegts'
  | 'mpeg'
  | 'avi'
  | 'flv'
  | 'raw';

/** What the first bytes of a file show; `raw`: the assumed format of samples without a header. */
export type Sniffed =
  | { kind: Exclude<SoundKind, 'raw'>; mime: string }
  | { kind: 'raw'; mime: string; raw: RawSound }
  | { kind: null; why: NotSound };

/** As many bytes as are worth reading: MP3 files may begin with rubbish before the first frame. */
export const SNIFF_BYTES = 4096;

/**
 * Tells the kind of a file by its first bytes.
 * @param bytes the beginning of the file, 64 bytes at least and {@link SNIFF_BYTES} at best; fewer only if the file has
 *   no more
 * @param name of the file, for bare samples
 */
export function sniff(bytes: Uint8Array, name = ''): Sniffed {
  if (bytes.length === 0) return { kind: null, why: 'empty' };
  const known = container(bytes);
  if (known) return known;
  const raw = rawByName(name);
  // Bare samples may look like anything, but hardly like text in true UTF-8.
  if (raw && raw !== 'unsaid' && !(looksLikeText(bytes) && isUtf8(bytes)) && canBe(raw, bytes))
    return { kind: 'raw', mime: RAW_MIME, raw };
  const why = notSound(bytes);
  if (why) return { kind: null, why };
  return rawFrames(bytes) ?? { kind: null, why: unknown(name, raw !== null) };
}

/** No browser plays it. */
const RAW_MIME = 'application/octet-stream';

function container(bytes: Uint8Array): Sniffed | null {
  const start = latin(bytes, 0, 4);
  if (['RIFF', 'RF64', 'BW64'].includes(start) && latin(bytes, 8, 4) === 'WAVE')
    return { kind: 'wav', mime: 'audio/wav' };
  if (start === 'RIFX' && latin(bytes, 8, 4) === 'WAVE') return { kind: 'wav', mime: 'audio/wav' };
  if (start === 'fLaC') return { kind: 'flac', mime: 'audio/flac' };
  if (start === 'OggS') return { kind: 'ogg', mime: 'audio/ogg' };
  if (latin(bytes, 0, 5) === '#!AMR') {
    return { kind: 'amr', mime: latin(bytes, 5, 3) === '-WB' ? 'audio/amr-wb' : 'audio/amr' };
  }
  if (bytes[0] === 0x1a && bytes[1] === 0x45 && bytes[2] === 0xdf && bytes[3] === 0xa3) {
    const webm = latin(bytes, 0, 80).includes('webm');
    return { kind: 'webm', mime: webm ? 'audio/webm' : 'audio/x-matroska' };
  }
  if (latin(bytes, 4, 4) === 'ftyp') return isoFile(latin(bytes, 8, 4));
  // QuickTime from before `ftyp` existed begins with any of its other boxes.
  if (['moov', 'mdat', 'wide', 'free', 'skip'].includes(latin(bytes, 4, 4))) {
    return { kind: 'mp4', mime: 'video/quicktime' };
  }
  if (latin(bytes, 0, 3) === 'ID3') return tagged(bytes);
  return otherContainer(bytes, start);
}

/** What workstations, Windows and cameras write. */
function otherContainer(bytes: Uint8Array, start: string): Sniffed | null {
  const form = latin(bytes, 8, 4);
  if (start === 'FORM' && (form === 'AIFF' || form === 'AIFC')) return { kind: 'aiff', mime: 'audio/aiff' };
  if (start === '.snd') return { kind: 'au', mime: 'audio/basic' };
  if (start === 'caff') return { kind: 'caf', mime: 'audio/x-caf' };
  if (start === 'riff' && latin(bytes, 4, 4) === '.\x91\xcf\x11') return { kind: 'w64', mime: 'audio/x-w64' };
  if (start === 'RIFF' && form === 'AVI ') return { kind: 'avi', mime: 'video/x-msvideo' };
  if (start.startsWith('FLV\x01')) return { kind: 'flv', mime: 'video/x-flv' };
  if (start === '0&\xb2u') return windowsMedia(bytes);
  if (start === '\0\0\x01\xba') return { kind: 'mpeg', mime: 'video/mpeg' };
  if (latin(bytes, 4, 4) === '\x57\x90\x75\x36') return { kind: null, why: 'protected' };
  // Packets of 188 bytes, each beginning with the same byte; those of discs have four more in front.
  for (const [first, every] of [
    [0, 188],
    [4, 192],
  ] as const) {
    const packets = [0, 1, 2, 3].map((n) => bytes[first + n * every]);
    if (packets.every((byte) => byte === 0x47)) return { kind: 'mpegts', mime: 'video/mp2t' };
  }
  // ATSC A/52: the sync word, then, in the lower form, a stream's version of 8 at most; above it is E-AC-3.
  if (start.startsWith('\x0bw')) {
    const enhanced = (bytes[5] ?? 0) >> 3 > 10;
    return enhanced ? { kind: 'eac3', mime: 'audio/eac3' } : { kind: 'ac3', mime: 'audio/ac3' };
  }
  return null;
}

/** The objects whose presence says that a licence is needed: content encryption, and its extended form. */
const LICENCES = [
  '\xfb\xb3\x11\x22\x23\xbd\xd2\x11\xb4\xb7\x00\xa0\xc9\x55\xfc\x6e',
  '\x14\xe6\x8a\x29\x22\x26\x17\x4c\xb9\x35\xda\xe0\x7e\xe9\x28\x9c',
];

function windowsMedia(bytes: Uint8Array): Sniffed {
  const header = latin(bytes, 0, bytes.length);
  if (LICENCES.some((id) => header.includes(id))) return { kind: null, why: 'protected' };
  return { kind: 'asf', mime: 'audio/x-ms-wma' };
}

function isoFile(brand: string): Sniffed {
  if (['heic', 'heix', 'mif1', 'msf1', 'avif', 'avis'].includes(brand)) return { kind: null, why: 'image' };
  if (['M4P ', 'M4VP', 'aax ', 'aaxc'].includes(brand)) return { kind: null, why: 'protected' };
  if (brand.startsWith('3g')) return { kind: 'mp4', mime: 'audio/3gpp' };
  if (brand === 'qt  ') return { kind: 'mp4', mime: 'video/quicktime' };
  return { kind: 'mp4', mime: 'audio/mp4' };
}

/** An ID3 tag stands before MP3, and now and then before AAC or FLAC. */
function tagged(bytes: Uint8Array): Sniffed {
  const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + ((bytes[at] ?? 0) & 0x7f), 0);
  const rest = bytes.subarray(10 + size);
  if (latin(rest, 0, 4) === 'fLaC') return { kind: 'flac', mime: 'audio/flac' };
  const frames = rest.length >= 4 ? rawFrames(rest) : null;
  return frames ?? { kind: 'mp3', mime: 'audio/mpeg' };
}

/** MP3 and AAC without a container: a frame header that leads to the next one. */
function rawFrames(bytes: Uint8Array): Sniffed | null {
  for (let at = 0; at + 4 <= bytes.length; at++) {
    if (bytes[at] !== 0xff) continue;
    const aac = adtsFrameLength(bytes, at);
    if (aac !== null && followed(bytes, at, aac, adtsFrameLength)) {
      return { kind: 'aac', mime: 'audio/aac' };
    }
    const mp3 = mp3FrameLength(bytes, at);
    if (mp3 !== null && followed(bytes, at, mp3, mp3FrameLength)) {
      return { kind: 'mp3', mime: 'audio/mpeg' };
    }
  }
  return null;
}

type FrameLength = (bytes: Uint8Array, at: number) => number | null;

/** Sound of the telephone line looks like a header now and then, hardly like so many in a row. */
const FRAMES_IN_A_ROW = 3;

/** A header counts where others like it follow, as far as the sample goes; at its very beginning it counts alone. */
function followed(bytes: Uint8Array, first: number, length: number, frame: FrameLength): boolean {
  let next = first + length;
  if (next + 7 > bytes.length) return first === 0;
  for (let n = 0; n < FRAMES_IN_A_ROW && next + 7 <= bytes.length; n++) {
    const more = frame(bytes, next);
    if (more === null || bytes[next + 1] !== bytes[first + 1]) return false;
    next += more;
  }
  return true;
}

const MP3_KBITS = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
] as const;

/** ISO 11172-3 and 13818-3, layer III; free-format streams are left out. */
function mp3FrameLength(bytes: Uint8Array, at: number): number | null {
  const second = bytes[at + 1] ?? 0;
  const third = bytes[at + 2] ?? 0;
  const version = (second >> 3) & 3;
  if (bytes[at] !== 0xff || (second & 0xe6) !== 0xe2 || version === 1) return null;
  const kbits = MP3_KBITS[version === 3 ? 0 : 1][third >> 4] ?? 0;
  const rate = ([44100, 48000, 32000][(third >> 2) & 3] ?? 0) / (version === 3 ? 1 : version === 2 ? 2 : 4);
  if (kbits === 0 || rate === 0) return null;
  return Math.floor(((version === 3 ? 144_000 : 72_000) * kbits) / rate) + ((third >> 1) & 1);
}

/** ISO 13818-7 annex A. */
function adtsFrameLength(bytes: Uint8Array, at: number): number | null {
  if (bytes[at] !== 0xff || ((bytes[at + 1] ?? 0) & 0xf6) !== 0xf0) return null;
  const length = (((bytes[at + 3] ?? 0) & 3) << 11) | ((bytes[at + 4] ?? 0) << 3) | ((bytes[at + 5] ?? 0) >> 5);
  return length > 7 && (((bytes[at + 2] ?? 0) >> 2) & 15) < 13 ? length : null;
}
