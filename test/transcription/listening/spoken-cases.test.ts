// Short recordings of speech that recognisers often get wrong, with the real model.

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RecordingRequest } from '../../../transcription/listening/channel.ts';
import { createListener } from '../../../transcription/listening/listen.ts';
import type { Transcript } from '../../../transcription/transcript/transcript.ts';
import { joinWords } from '../../../transcription/transcript/words.ts';

const SLOW = { timeout: 120_000 };
const listen = createListener({ path: process.env.PATH ?? '', temporary: tmpdir() });

function hear(name: string, own: Partial<RecordingRequest> = {}): Promise<Transcript> {
  const request: RecordingRequest = {
    file: join(import.meta.dirname, '../../fixtures/cases', name),
    agent_channel: null,
    language: 'auto',
    model: 'whisper-base',
    models: null,
    cache: null,
    hub: null,
    threads: 1,
    ffmpeg: process.env.FFMPEG_PATH ?? null,
    temporary: null,
    longest_ms: null,
    ...own,
  };
  return listen(request, () => {}, null);
}

const text = ({ turns }: Transcript): string => joinWords(turns);
const count = (said: string, part: RegExp): number => said.match(part)?.length ?? 0;

describe('a recording', () => {
  it('whose channels leak has each sentence once, on the side that said it', SLOW, async () => {
    const { turns } = await hear('s01-crosstalk-15dB.ogg');
    expect(turns.map(({ speaker }) => speaker)).toEqual('agent customer agent customer agent customer'.split(' '));
    expect(turns[0]?.text).toMatch(/^Thank you for calling/);
    expect(turns[1]?.text).toMatch(/^Hello, my washing machine/);
  });

  it('of a call that the agent made begins with the customer', SLOW, async () => {
    const { turns } = await hear('s04-outbound.ogg', { direction: 'outbound' });
    expect(turns.map(({ speaker }) => speaker)).toEqual('customer agent customer agent customer agent'.split(' '));
  });

  it('in two languages that alternate is written in both', SLOW, async () => {
    const transcript = await hear('s06-two-languages.flac');
    expect(transcript.languages).toEqual(['en', 'zh']);
    const said = text(transcript);
    expect(said).toMatch(/^Thank you for calling Harbor Electric\..*How can I help you\?.*坏了/);
    expect(said).toMatch(/坏了.*Could you repeat that.*Goodbye, have a nice day\.$/);
  });

  it('of answers of one word has each of them', SLOW, async () => {
    const transcript = await hear('s08-one-word-answers.flac');
    expect(transcript.language).toBe('en');
    expect(
      text(transcript)
        .toLowerCase()
        .match(/[a-z]+/g),
    ).toEqual(['yes', 'no', 'okay', 'right', 'bye']);
  });

  it('of a speaker who repeats herself has every repetition at its own time', SLOW, async () => {
    const transcript = await hear('s09-repeats.flac');
    const said = text(transcript);
    expect(count(said, /I want my money back/gi)).toBe(4);
    // Four are said. The last is so nearly a tie that it depends on how a processor rounds (without AVX-512: three).
    expect([3, 4]).toContain(count(said, /\bno\b/gi));
    const starts = transcript.turns.flatMap(({ words }) => words.map(({ start_ms }) => start_ms));
    expect(new Set(starts).size).toBe(starts.length);
  });

  it('of short answers in Chinese has no letters that were not said', SLOW, async () => {
    const transcript = await hear('s12-short-answers-zh.ogg');
    expect(transcript.language).toBe('zh');
    expect(text(transcript)).not.toMatch(/[a-z\uff21-\uff5a]/i);
    expect(transcript.turns).toHaveLength(10);
  });
});
