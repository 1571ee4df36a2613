import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SNIFF_BYTES, sniff } from '../../../transcription/sound/sniff.ts';

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part)));

const fmt = (tag: number): Uint8Array =>
  bytes('RIFF', [0, 0, 0, 0], 'WAVEfmt ', [16, 0, 0, 0, tag & 255, tag >> 8, 1, 0], new Array(12).fill(0), 'data');

/** MPEG 1 layer III, 128 kbit/s, 44.1 kHz: frames of 417 bytes. */
const mp3 = (): Uint8Array => {
  const frames = new Uint8Array(417 * 3);
  for (let i = 0; i < 3; i++) frames.set([0xff, 0xfb, 0x90, 0x00], i * 417);
  return frames;
};

describe('the kind of a file by its first bytes', () => {
  it.each([
    ['WAV with µ-law', fmt(7), { kind: 'wav', mime: 'audio/wav' }],
    ['WAV with GSM 6.10', fmt(0x31), { kind: 'wav', mime: 'audio/wav' }],
    ['RF64', bytes('RF64', [255, 255, 255, 255], 'WAVE'), { kind: 'wav', mime: 'audio/wav' }],
    ['RIFX', bytes('RIFX', [0, 0, 0, 40], 'WAVE'), { kind: 'wav', mime: 'audio/wav' }],
    ['FLAC', bytes('fLaC', [0, 0, 0, 34]), { kind: 'flac', mime: 'audio/flac' }],
    ['Opus in Ogg', bytes('OggS', new Array(24).fill(0), 'OpusHead'), { kind: 'ogg', mime: 'audio/ogg' }],
    ['Speex in Ogg', bytes('OggS', new Array(24).fill(0), 'Speex   '), { kind: 'ogg', mime: 'audio/ogg' }],
    ['WebM', bytes([0x1a, 0x45, 0xdf, 0xa3], 'xxxxB\x82\x84webm'), { kind: 'webm', mime: 'audio/webm' }],
    ['M4A', bytes([0, 0, 0, 32], 'ftypM4A '), { kind: 'mp4', mime: 'audio/mp4' }],
    ['3GP of a telephone', bytes([0, 0, 0, 32], 'ftyp3gp4'), { kind: 'mp4', mime: 'audio/3gpp' }],
    ['AMR', bytes('#!AMR\n', [4]), { kind: 'amr', mime: 'audio/amr' }],
    ['AMR wide band', bytes('#!AMR-WB\n', [4]), { kind: 'amr', mime: 'audio/amr-wb' }],
    ['MP3 with a tag', bytes('ID3', [4, 0, 0, 0, 0, 0, 10]), { kind: 'mp3', mime: 'audio/mpeg' }],
    ['MP3 without one', mp3(), { kind: 'mp3', mime: 'audio/mpeg' }],
    ['MP3 after rubbish', bytes([...new Array(30).fill(0), ...mp3()]), { kind: 'mp3', mime: 'audio/mpeg' }],
  ])('%s is sound', (_, start, expected) => {
    expect(sniff(start)).toEqual(expected);
  });

  it.each([
    ['nothing', new Uint8Array(0), 'empty'],
    ['text, whatever the file is called', bytes('external_id,agent\n1,grace\n'), 'text'],
    ['Chinese text cut inside a character', new TextEncoder().encode('通话录音').slice(0, 11), 'text'],
    ['a web page', bytes('<!doctype html>\n<html>'), 'web-page'],
    ['a picture', bytes([0x89], 'PNG\r\n', [0x1a, 10]), 'image'],
    ['a picture in an ISO container', bytes([0, 0, 0, 32], 'ftypheic'), 'image'],
    ['a document', bytes('%PDF-1.7\n'), 'document'],
    ['an archive', bytes('PK', [3, 4, 20, 0, 0]), 'archive'],
    ['a program', bytes([0x7f], 'ELF', [2, 1, 1, 0]), 'program'],
    ['an e-mail', bytes('From: a@b.example\nSubject: the call\n\nhello'), 'mail'],
    ['a playlist', bytes('#EXTM3U\ncall.mp3\n'), 'playlist'],
    ['a Word document', bytes('PK', [3, 4], new Array(26).fill(0), '[Content_Types].xml'), 'office'],
    ['an Excel workbook of old', bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'office'],
    ['notes to be played', bytes('MThd', [0, 0, 0, 6]), 'notes'],
    ['a database', bytes('SQLite format 3', [0]), 'database'],
    ['music that was bought', bytes([0, 0, 0, 32], 'ftypM4P '), 'protected'],
    ['an audio book', bytes([0, 0, 0, 36], 'ftypaax '), 'protected'],
    ['zeros', new Uint8Array(100), 'unknown'],
  ])('%s is no sound', (_, start, why) => {
    expect(sniff(start)).toEqual({ kind: null, why });
  });

  it.each([
    ['call.nmf', 'recorder'],
    ['call.raw', 'headerless'],
    ['call.PCM', 'headerless'],
    ['call.bin', 'unknown'],
  ])('of bytes that say nothing its name (%s) is asked', (name, why) => {
    expect(sniff(new Uint8Array(4096).fill(0x91), name)).toEqual({ kind: null, why });
  });

  it.each([
    ['AIFF', bytes('FORM', [0, 0, 0, 4], 'AIFF'), 'aiff'],
    ['AIFC', bytes('FORM', [0, 0, 0, 4], 'AIFC'), 'aiff'],
    ['AU', bytes('.snd', [0, 0, 0, 24]), 'au'],
    ['CAF', bytes('caff', [0, 1, 0, 0]), 'caf'],
    ['W64', bytes('riff', [0x2e, 0x91, 0xcf, 0x11]), 'w64'],
    ['Windows Media', bytes([0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66]), 'asf'],
    ['AC-3', bytes([0x0b, 0x77, 1, 2, 0x14, 0x40]), 'ac3'],
    ['E-AC-3', bytes([0x0b, 0x77, 1, 2, 0x14, 0x80]), 'eac3'],
    ['AVI', bytes('RIFF', [1, 2, 3, 4], 'AVI LIST', [0, 1]), 'avi'],
  ])('may be %s', (_, start, kind) => {
    expect(sniff(start)).toMatchObject({ kind });
  });

  it('of bare samples that look like a frame of MP3 now and then is not MP3', () => {
    const quiet = Uint8Array.from({ length: 4096 }, (_, i) => (i % 90 === 0 ? 0xfb : i % 90 === 89 ? 0xff : 0x7e));
    expect(sniff(quiet, 'call.bin')).toMatchObject({ kind: null });
  });

  it('never fails, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: SNIFF_BYTES }), (start) => {
        const { kind } = sniff(start);
        return kind === null || kind.length > 0;
      }),
    );
  });
});
