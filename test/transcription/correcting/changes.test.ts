import { describe, expect, it } from 'vitest';
import { applyChange, type Change, carryPersonalData, mergeFinds } from '../../../transcription/correcting/changes.ts';
import { unmask } from '../../../transcription/correcting/marks.ts';
import { maskTurns } from '../../../transcription/text/redaction/mask.ts';
import type { PersonalData } from '../../../transcription/text/redaction/personal-data.ts';
import { withWords, wordPlaces } from '../../../transcription/text/redaction/places.ts';
import type { Speaker, Turn } from '../../../transcription/transcript/transcript.ts';

/** A turn whose words are each 100 ms long, from its start. */
const said = (speaker: Speaker, channel: number, start_ms: number, text: string): Turn => {
  const words = text.split(' ').map((one, i) => ({
    text: one,
    start_ms: start_ms + i * 100,
    end_ms: start_ms + (i + 1) * 100,
    confidence: 0.8,
  }));
  return { speaker, channel, start_ms, end_ms: start_ms + words.length * 100, text, confidence: 0.8, words };
};
const find = (turns: Turn[], turn: number, text: string, kind: PersonalData['kind'] = 'card'): PersonalData => {
  const own = turns[turn] as Turn;
  const start = own.text.indexOf(text);
  return withWords({ kind, turn, start, end: start + text.length, datum: 0 }, own, wordPlaces(own));
};

const CALL = [
  said('agent', 0, 0, 'Your card number please'),
  said('customer', 1, 1000, 'it is four one one one thank you'),
  said('agent', 0, 2000, 'Thank you'),
];
const change = (one: Change, turns = CALL) => {
  const after = applyChange(turns, one, { first: CALL, revision: 2 });
  if (typeof after === 'string') throw new Error(after);
  return after;
};

describe('a change', () => {
  it('says in which revision a turn was corrected, of that turn alone', () => {
    const after = change({ kind: 'words', turn: 2, text: 'Thank you.' });
    expect(after.map((turn) => turn.corrected?.revision)).toEqual([undefined, undefined, 2]);
    expect(change({ kind: 'words', turn: 2, text: ' Thank you ' })).toEqual(CALL);
  });

  it('gives a turn to another speaker, who may begin nothing new by it', () => {
    const after = change({ kind: 'speaker', turn: 1, speaker: 'agent' });
    expect(after.map(({ speaker, channel }) => [speaker, channel])).toEqual([
      ['agent', 0],
      ['agent', 1],
      ['agent', 0],
    ]);
  });

  it('joins a turn with the one before it in its own channel', () => {
    const after = change({ kind: 'join', turn: 2 });
    expect(after.map(({ text }) => text)).toEqual(['Your card number please Thank you', CALL[1]?.text]);
    expect(applyChange(CALL, { kind: 'join', turn: 1 }, { first: CALL, revision: 2 })).toBe('nothing-to-join');
  });

  it('removes a turn only if that was requested', () => {
    expect(applyChange(CALL, { kind: 'words', turn: 1, text: '  ' }, { first: CALL, revision: 2 })).toBe('empty-turn');
    expect(change({ kind: 'remove', turn: 1 })).toEqual([CALL[0], CALL[2]]);
    expect(applyChange(CALL, { kind: 'remove', turn: 3 }, { first: CALL, revision: 2 })).toBe('no-such-turn');
  });

  it('restores what was recognised, words and boundaries', () => {
    const joined = change({ kind: 'join', turn: 2 });
    const worded = change({ kind: 'words', turn: 0, text: 'Something else' }, joined);
    const back = change({ kind: 'restore', turn: 0 }, worded);
    expect(back.map(({ text, words }) => [text, words])).toEqual(CALL.map(({ text, words }) => [text, words]));
  });

  it('swaps sides only where there are two', () => {
    expect(change({ kind: 'swap' }).map(({ speaker }) => speaker)).toEqual(['customer', 'agent', 'customer']);
    const unknown = CALL.map((turn) => ({ ...turn, speaker: 'unknown' as const }));
    expect(applyChange(unknown, { kind: 'swap' }, { first: unknown, revision: 2 })).toBe('no-two-sides');
  });
});

describe('personal data in a corrected transcript', () => {
  const found = [find(CALL, 1, 'four one one one')];

  it('stays known when the words around it change, and where its turn has moved', () => {
    const worded = change({ kind: 'words', turn: 1, text: 'yes four one one one bye' });
    const removed = change({ kind: 'remove', turn: 0 }, worded);
    const carried = carryPersonalData(CALL, found, removed);
    expect(maskTurns(removed, carried)[0]?.text).toBe('yes [[card]] bye');
    expect(carried[0]).toMatchObject({ start_ms: 1200, end_ms: 1600 });
  });

  it('stays known in both halves of a turn that is cut in the middle of it', () => {
    const cut = change({ kind: 'split', turn: 1, texts: ['it is four one', 'one one thank you'] });
    expect(maskTurns(cut, carryPersonalData(CALL, found, cut)).map(({ text }) => text)).toEqual([
      'Your card number please',
      'it is [[card]]',
      '[[card]] thank you',
      'Thank you',
    ]);
  });

  it('is one find where it is known from before and found again', () => {
    const wider = find(CALL, 1, 'four one one one thank');
    expect(mergeFinds([wider], found)).toMatchObject([{ start: wider.start, end: wider.end }]);
    expect(mergeFinds(found, [wider])).toMatchObject([{ start: wider.start, end: wider.end, last_word: 7 }]);
  });

  it('stays what its mark stands for, wherever the mark is placed, and a mark may not be lost', () => {
    const turn = CALL[1] as Turn;
    expect(unmask(turn, found, ['yes, [[card]], it is'])).toEqual({
      texts: ['yes, four one one one, it is'],
      finds: [{ kind: 'card', turn: 0, start: 5, end: 21, datum: 0 }],
    });
    expect(unmask(turn, found, ['it is', '[[card]] thank you'])).toMatchObject({
      texts: ['it is', 'four one one one thank you'],
    });
    expect(unmask(turn, found, ['it is thank you'])).toEqual({ missing: 'card' });
    // A mark that a person puts in stays one.
    expect(unmask(turn, found, ['[[card]] and [[card]] [[name]]'])).toMatchObject({
      texts: ['four one one one and [[card]] [[name]]'],
    });
  });
});
