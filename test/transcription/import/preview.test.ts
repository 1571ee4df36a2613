import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { previewTranscript } from '../../../transcription/import/preview.ts';

const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(join(import.meta.dirname, '../../fixtures/transcripts', name)));

describe('what is shown of a transcript before it is imported', () => {
  it('is its maker, encoding, speakers with their sides, times and first lines', () => {
    const { preview } = previewTranscript({ bytes: fixture('call.vtt') });
    expect(preview).toMatchObject({
      format: 'vtt',
      encoding: 'utf-8',
      language: 'en',
      turns: 4,
      method: 'named',
      speakers_confidence: 1,
      marks: [],
      first_ms: 1200,
      last_ms: 12_000,
    });
    expect(preview?.speakers.map(({ speaker }) => speaker)).toEqual(['agent', 'customer']);
    expect(preview?.beginning[0]).toEqual({
      speaker: 'agent',
      start_ms: 1200,
      text: 'Thank you for calling Larkfield Home. How can I help you?',
    });
  });

  it('is the reason where it cannot be read', () => {
    const bytes = new TextEncoder().encode('WEBVTT\n\n00:03.000 --> 00:02.000\nback\n');
    expect(previewTranscript({ bytes }).problem).toMatchObject({ code: 'transcript-cue', params: { line: 3 } });
    expect(previewTranscript({ bytes: new Uint8Array([0x81, 0x20, 0xff, 0xfe, 0x80]) }).problem?.code).toBe(
      'transcript-encoding',
    );
  });
});
