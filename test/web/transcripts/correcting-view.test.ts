import { describe, expect, it } from 'vitest';
import { applyChange } from '../../../transcription/correcting/changes.ts';
import type { Speaker, Turn } from '../../../transcription/transcript/transcript.ts';
import {
  countsOf,
  cutAt,
  heardOf,
  keepSame,
  otherSpeakers,
  sameTurn,
} from '../../../web/transcripts/correcting-view.ts';

const said = (speaker: Speaker, channel: number, start_ms: number, text: string): Turn => {
  const words = text.split(' ').map((one, i) => ({
    text: one,
    start_ms: start_ms + i * 100,
    end_ms: start_ms + (i + 1) * 100,
    confidence: 0.8,
  }));
  return { speaker, channel, start_ms, end_ms: start_ms + words.length * 100, text, confidence: 0.8, words };
};
const CALL = [said('agent', 0, 0, 'Good morning to you'), said('customer', 1, 1000, 'My partial is late')];
const changed = (change: Parameters<typeof applyChange>[1]): Turn[] => {
  const turns = applyChange(CALL, change, { first: CALL, revision: 2 });
  if (typeof turns === 'string') throw new Error(turns);
  return turns;
};

describe('a corrected transcript on the page', () => {
  it('keeps unchanged turns, so that only the others are redrawn', () => {
    const next = JSON.parse(JSON.stringify(changed({ kind: 'words', turn: 1, text: 'My parcel is late' }))) as Turn[];
    const shown = keepSame(CALL, next);
    expect(shown[0]).toBe(CALL[0]);
    expect(shown[1]).not.toBe(CALL[1]);
    expect(shown[1]?.text).toBe('My parcel is late');
    const swapped = keepSame(CALL, changed({ kind: 'swap' }));
    expect(swapped.map(({ speaker }) => speaker)).toEqual(['customer', 'agent']);
  });

  it('finds the current turn again after someone else has split, edited or removed turns', () => {
    const cut = changed({ kind: 'split', turn: 0, texts: ['Good', 'morning to you'] });
    expect(sameTurn(cut, CALL[1] as Turn)).toBe(2);
    expect(sameTurn(changed({ kind: 'remove', turn: 1 }), CALL[1] as Turn)).toBe(-1);
  });

  it('shows the recognised text only if it is different', () => {
    const worded = changed({ kind: 'words', turn: 1, text: 'My parcel is late' })[1] as Turn;
    expect(heardOf(worded, CALL)).toEqual({ text: 'My partial is late', speaker: null });
    const given = changed({ kind: 'speaker', turn: 1, speaker: 'agent' })[1] as Turn;
    expect(heardOf(given, CALL)).toEqual({ text: null, speaker: 'customer' });
  });

  it('offers every other voice, and never the system', () => {
    const turns = [...CALL, said('speaker-3', 1, 3000, 'Hello'), said('system', 0, 4000, 'Transferred')];
    expect(otherSpeakers(turns, CALL[0] as Turn)).toEqual(['customer', 'speaker-3']);
  });

  it('splits between words, wherever the cursor is in one', () => {
    expect(cutAt('Yes, exactly. And', 5)).toBe(5);
    expect(cutAt('Yes, exactly. And', 6)).toBe(5);
    expect(cutAt('Yes, exactly. And', 12)).toBe(13);
    expect(cutAt('您好，请讲', 3)).toBe(3);
  });

  it('counts changes by their kind, in the order of the first of each', () => {
    expect(countsOf([{ kind: 'words' }, { kind: 'join' }, { kind: 'words' }])).toEqual([
      ['words', 2],
      ['join', 1],
    ]);
  });
});
