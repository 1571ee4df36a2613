import { describe, expect, it } from 'vitest';
import { readTranscript } from '../../../transcription/import/transcript-file.ts';
import { captions, conversation, damaged, MAKERS, rollingCaptions, SAID_ONCE, type Written } from './conversation.ts';
import { differences, lostWords } from './kept.ts';

const CONTEXT = { agent_channel: null, language: null, duration_ms: null };
const SEEDS = Array.from({ length: 60 }, (_, i) => 40_000 + i);

describe('what went into a transcript file comes out of it', () => {
  const wrong = (seed: number, written: Written): string[] => {
    const { read, problem } = readTranscript(written.text, CONTEXT);
    return read ? differences(conversation(seed), read, written) : [`${seed} refused: ${problem.code}`];
  };

  it('from captions however they are written', () => {
    expect(SEEDS.flatMap((seed) => wrong(seed, captions(conversation(seed), seed)))).toEqual([]);
    expect(SEEDS.flatMap((seed) => wrong(seed, rollingCaptions(conversation(seed))))).toEqual([]);
  });

  it.each(Object.keys(MAKERS))('from the JSON of %s', (name) => {
    const text = (seed: number): string => JSON.stringify(MAKERS[name]?.(conversation(seed)));
    expect(SEEDS.slice(0, 8).flatMap((seed) => wrong(seed, { text: text(seed), within_ms: 2, named: false }))).toEqual(
      [],
    );
  });

  it('or it is refused, when something is damaged', () => {
    const lost = SEEDS.flatMap((seed) => {
      const made = conversation(seed);
      const json = JSON.stringify(MAKERS[SAID_ONCE[seed % SAID_ONCE.length] ?? '']?.(made), null, 1);
      return [captions(made, seed).text, json].flatMap((text) => {
        const broken = damaged(text, seed);
        const { read } = readTranscript(broken, CONTEXT);
        return read ? lostWords(broken, made, read) : [];
      });
    });
    expect(lost).toEqual([]);
  });

  it('and the comparison sees a word that is gone, a time that is off and sides that are one', () => {
    const made = conversation(1);
    const written = captions(made, 1);
    const { read } = readTranscript(written.text, CONTEXT);
    if (!read) throw new Error('not read');
    const [turn, ...rest] = read.turns;
    if (!turn) throw new Error('no turn');
    const without = { ...read, turns: rest };
    expect(lostWords(written.text, made, without)).not.toEqual([]);
    expect(differences(made, without, written)).not.toEqual([]);
    const late = { ...turn, words: turn.words.map((word) => ({ ...word, start_ms: word.start_ms + 5000 })) };
    expect(differences(made, { ...read, turns: [late, ...rest] }, written)).not.toEqual([]);
    const one = read.turns.map((each) => ({ ...each, speaker: 'unknown' as const }));
    expect(differences(made, { ...read, turns: one }, { ...written, named: true })).not.toEqual([]);
  });
});
