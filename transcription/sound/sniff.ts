// A recording is what its bytes say, not what its name says. A few hundred bytes settle whether a file can be sound at
// all, in which container, and whether a browser can play it as it is. Whether there is a sound track inside a film
// container only decoding can tell.

/** Containers that can be transcribed. `webm` stands for every Matroska file, `mp4` for every ISO and QuickTime file. */
export type SoundKind = 'wav' | 'mp3' | 'aac' | 'flac' | 'ogg' | 'webm' | 'mp4' | 'amr';

/** What the first bytes of a file say. `playable`: every current browser plays it without a copy being made. */
export type Sniffed =
  | { kind: SoundKind; mime: string; playable: boolean }
  | { kind: null; why: 'empty' | 'text' | 'image' | 'document' | 'archive' | 'program' | 'unknown' };

/** As many bytes as are worth reading: MP3 files may begin with rubbish before the first frame. */
export const SNIFF_BYTES = 4096;

/**
 * Tells the kind of a file by its first bytes.
 * @param bytes the beginning of the file, 64 bytes at least and {@link SNIFF_BYTES} at best; fewer only if the file has
 *   no more
 */
export function sniff(bytes: Uint8Array): Sniffed {
  if (bytes.length === 0) return { kind: null, why: 'empty' };
  return container(bytes) ?? notSound(bytes) ?? rawFrames(bytes) ?? { kind: null, why: 'unknown' };
}

function container(bytes: Uint8Array): Sniffed | null {
  const start = text(bytes, 0, 4);
  if ((start === 'RIFF' || start === 'RF64' || start === 'BW64') && text(bytes, 8, 4) === 'WAVE') {
    return { kind: 'wav', mime: 'audio/wav', playable: start === 'RIFF' && wavPlayable(bytes) };
  }
  if (start === 'RIFX' && text(bytes, 8, 4) === 'WAVE') return { kind: 'wav', mime: 'audio/wav', playable: false };
  if (start === 'fLaC') return { kind: 'flac', mime: 'audio/flac', playable: true };
  if (start === 'OggS') return ogg(bytes);
  if (text(bytes, 0, 5) === '#!AMR') {
    return { kind: 'amr', mime: text(bytes, 5, 3) === '-WB' ? 'audio/amr-wb' : 'audio/amr', playable: false };
  }
  if (bytes[0] === 0x1a && bytes[1] === 0x45 && bytes[2] === 0xdf && bytes[3] === 0xa3) {
    const webm = text(bytes, 0, 80).includes('webm');
    return { kind: 'webm', mime: webm ? 'audio/webm' : 'audio/x-matroska', playable: webm };
  }
  if (text(bytes, 4, 4) === 'ftyp') return isoFile(text(bytes, 8, 4));
  // QuickTime from before `ftyp` existed begins with any of its other boxes.
  if (['moov', 'mdat', 'wide', 'free', 'skip'].includes(text(bytes, 4, 4))) {
    return { kind: 'mp4', mime: 'video/quicktime', playable: false };
  }
  if (text(bytes, 0, 3) === 'ID3') return tagged(bytes);
  return null;
}

/** Codecs that every browser with a WAV reader plays: 8, 16 and 24 bits, 32-bit floats, A-law and µ-law. */
function wavPlayable(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 12;
  while (at + 24 <= bytes.length) {
    const size = view.getUint32(at + 4, true);
    if (text(bytes, at, 4) === 'fmt ') {
      const tag = view.getUint16(at + 8, true);
      // WAVE_FORMAT_EXTENSIBLE keeps the real tag in the first two bytes of its subformat.
      const real = tag === 0xfffe && at + 34 <= bytes.length ? view.getUint16(at + 32, true) : tag;
      const bits = view.getUint16(at + 22, true);
      return real === 1 ? bits <= 24 : real === 3 ? bits === 32 : real === 6 || real === 7;
    }
    at += 8 + size + (size % 2);
  }
  return false;
}

function ogg(bytes: Uint8Array): Sniffed {
  const codec = text(bytes, 28, 9);
  const playable = codec.startsWith('OpusHead') || codec.slice(1).startsWith('vorbis') || codec.startsWith('\x7fFLAC');
  return { kind: 'ogg', mime: 'audio/ogg', playable };
}

function isoFile(brand: string): Sniffed {
  if (['heic', 'heix', 'mif1', 'msf1', 'avif', 'avis'].includes(brand)) return { kind: null, why: 'image' };
  // 3GP files of telephones mostly hold AMR, which browsers do not play.
  if (brand.startsWith('3g')) return { kind: 'mp4', mime: 'audio/3gpp', playable: false };
  if (brand === 'qt  ') return { kind: 'mp4', mime: 'video/quicktime', playable: false };
  return { kind: 'mp4', mime: 'audio/mp4', playable: true };
}

/** An ID3 tag stands before MP3, and now and then before AAC or FLAC. */
function tagged(bytes: Uint8Array): Sniffed {
  const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + ((bytes[at] ?? 0) & 0x7f), 0);
  const rest = bytes.subarray(10 + size);
  if (text(rest, 0, 4) === 'fLaC') return { kind: 'flac', mime: 'audio/flac', playable: false };
  const frames = rest.length >= 4 ? rawFrames(rest) : null;
  return frames ?? { kind: 'mp3', mime: 'audio/mpeg', playable: true };
}

/** Files that people take for recordings, or that are named like one. */
function notSound(bytes: Uint8Array): Sniffed | null {
  const start = text(bytes, 0, 4);
  const riff = start === 'RIFF' ? text(bytes, 8, 4) : '';
  if (start === '\x89PNG' || start === 'GIF8' || start.startsWith('\xff\xd8\xff') || riff === 'WEBP') {
    return { kind: null, why: 'image' };
  }
  if (start.startsWith('BM') && bytes[6] === 0 && bytes[8] === 0) return { kind: null, why: 'image' };
  if (start === 'II*\0' || start === 'MM\0*') return { kind: null, why: 'image' };
  if (start === '%PDF' || start === '\xd0\xcf\x11\xe0') return { kind: null, why: 'document' };
  if (start === 'PK\x03\x04' || start === 'PK\x05\x06' || start === 'Rar!' || start.startsWith('7z\xbc')) {
    return { kind: null, why: 'archive' };
  }
  if (start.startsWith('\x1f\x8b') || start.startsWith('BZh') || start === '\xfd7zX') {
    return { kind: null, why: 'archive' };
  }
  if (start === '\x7fELF' || start.startsWith('MZ')) return { kind: null, why: 'program' };
  return looksLikeText(bytes) ? { kind: null, why: 'text' } : null;
}

function looksLikeText(bytes: Uint8Array): boolean {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe && bytes[3] === 0) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return true;
  for (const byte of bytes) {
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27) return false;
  }
  try {
    // The last character may be cut by the end of the sample.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    // Text in an old encoding (GB 18030, Latin-1): printable bytes with line ends or blanks between them.
    return bytes.some((byte) => byte === 10 || byte === 32) && bytes[0] !== 0xff;
  }
}

/** MP3 and AAC without a container: a frame header that leads to the next one. */
function rawFrames(bytes: Uint8Array): Sniffed | null {
  for (let at = 0; at + 4 <= bytes.length; at++) {
    if (bytes[at] !== 0xff) continue;
    const aac = adtsFrameLength(bytes, at);
    if (aac !== null && followed(bytes, at, aac, adtsFrameLength)) {
      return { kind: 'aac', mime: 'audio/aac', playable: false };
    }
    const mp3 = mp3FrameLength(bytes, at);
    if (mp3 !== null && followed(bytes, at, mp3, mp3FrameLength)) {
      return { kind: 'mp3', mime: 'audio/mpeg', playable: true };
    }
  }
  return null;
}

type FrameLength = (bytes: Uint8Array, at: number) => number | null;

/** A header counts where another follows it; at the very beginning of a short sample it counts alone. */
function followed(bytes: Uint8Array, at: number, length: number, frame: FrameLength): boolean {
  const next = at + length;
  return next + 7 <= bytes.length ? frame(bytes, next) !== null : at === 0;
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

function text(bytes: Uint8Array, at: number, length: number): string {
  let out = '';
  for (let i = at; i < at + length && i < bytes.length; i++) out += String.fromCharCode(bytes[i] ?? 0);
  return out;
}
