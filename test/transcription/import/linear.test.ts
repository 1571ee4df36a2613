import { describe, expect, it } from 'vitest';
import { readTranscript } from '../../../transcription/import/transcript-file.ts';
import { repeated } from '../../support/repeated-units.ts';
import { countSteps, growthOf } from '../../support/steps.ts';

const LETTERS = 500;
const CONTEXT = { agent_channel: null, language: null, duration_ms: null };
/** What a cue may hold over and over, open or closed, and lines beside cues. */
const UNITS = [
  ...[
    '<v ',
    '<v',
    '<v.',
    '<v.loud ',
    '<v Ann>',
    '<v Ann',
    '</v>',
    '<c.',
    '<i ',
    '<',
    '<1:',
    '{\\',
    '{\\a}',
    '&',
    '&amp',
    '&amp;',
  ],
  ...[
    'Ann: ',
    'Ann:\n',
    'Ann: hello\n',
    '[',
    '[Ann]',
    ':',
    '- ',
    '-',
    ' ',
    'a\n',
    'a ',
    '-->',
    '00:',
    '00:00:01.000 ',
    '\u3000',
    '你好',
  ],
];

describe('reading cues takes steps in proportion to the file', { timeout: 120_000 }, () => {
  for (const [name, head] of [
    ['WebVTT', 'WEBVTT\n\n00:01.000 --> 00:09.000\n'],
    ['SubRip', '1\n00:00:01,000 --> 00:00:09,000\n'],
  ] as const)
    it(`${name}, whatever a cue contains`, () => {
      const read = (unit: string, letters: number) => () => readTranscript(head + repeated(unit, letters), CONTEXT);
      const steps = countSteps(UNITS.flatMap((unit) => [1, 2, 4].map((times) => read(unit, LETTERS * times))));
      const slow = UNITS.flatMap((unit, i) => {
        const { grows } = growthOf(steps.slice(3 * i, 3 * i + 3), LETTERS);
        return grows > 3.2 ? [{ unit, grows }] : [];
      });
      expect(slow).toEqual([]);
    });
});
