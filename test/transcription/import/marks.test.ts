import { describe, expect, it } from 'vitest';
import { marksIn } from '../../../transcription/import/marks.ts';
import { readTranscript } from '../../../transcription/import/transcript-file.ts';

const inside = (text: string): string[] => marksIn(text).map(({ from, to }) => text.slice(from, to));

describe('marks that are not speech', () => {
  it.each([
    '[Music]',
    '[BLANK_AUDIO]',
    '[ Silence ]',
    '(inaudible)',
    '[inaudible 00:01:23]',
    '[laughter]',
    '(laughs softly)',
    '*coughs*',
    '<noise>',
    '[crosstalk]',
    '[phone ringing]',
    '[MUSIC PLAYING]',
    '[hold music]',
    '(speaking Spanish)',
    '[unintelligible]',
    '♪ la la ♪',
    '♪♪',
    '[音乐]',
    '（掌声）',
    '【笑声】',
    '[背景音乐]',
    '(听不清)',
    '[静音]',
    '（电话铃声）',
  ])('is recognised by its brackets and its words: %s', (mark) => {
    expect(inside(`Hello ${mark}`)).toEqual([mark]);
  });

  it.each([
    '[PII]',
    '***',
    '[NAME]',
    '[CREDIT_CARD]',
    '(on Monday)',
    '[sic]',
    '*really*',
    '(the music was too loud to hear you)',
    '<now>',
    '（周一）',
    '[Thursday]',
    'noise',
    '3 * 4 * 5',
  ])('is not something said or masked: %s', (text) => {
    expect(inside(`Hello ${text}`)).toEqual([]);
  });

  it('is set apart with its time, and the words around it stay', () => {
    const file = {
      segments: [
        {
          start: 1,
          end: 4,
          text: ' Hello [laughter] my name is [PII].',
          words: ['Hello', '[laughter]', 'my', 'name', 'is', '[PII].'].map((word, i) => ({
            word,
            start: 1 + i / 2,
            end: 1.5 + i / 2,
          })),
        },
      ],
    };
    const { read } = readTranscript(JSON.stringify(file), { agent_channel: null, language: null, duration_ms: null });
    expect(read?.marks).toEqual([{ at_ms: 1500, text: '[laughter]' }]);
    expect(read?.turns[0]?.text).toBe('Hello my name is [PII].');
    expect(read?.turns[0]?.words.map((word) => [word.text, word.start_ms])).toEqual([
      ['Hello', 1000],
      ['my', 2000],
      ['name', 2500],
      ['is', 3000],
      ['[PII].', 3500],
    ]);
  });
});
