import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { previewTranscript } from '../../../transcription/import/preview.ts';

const fixture = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../fixtures/transcripts', name), 'utf8');

describe('the preview of a transcript before it is imported', () => {
  it('is its maker, speakers with their sides, times and first lines', () => {
    const { preview } = previewTranscript(fixture('call.vtt'));
    expect(preview).toMatchObject({
      format: 'vtt',
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
    expect(previewTranscript('WEBVTT\n\n00:03.000 --> 00:02.000\nback\n').problem).toEqual({
      code: 'transcript-cue',
      params: { line: 3, text: '00:03.000 --> 00:02.000' },
    });
  });
});
