import { describe, expect, it } from 'vitest';
import { seeded } from '../../../scorecards/statistics/random.ts';
import { framesMuted, MARGIN_MS, mutedStretches, silentByte, soundsOf } from '../../../transcription/sound/mute.ts';
import type { PersonalData, PersonalDataKind } from '../../../transcription/text/redaction/kinds.ts';

const turn = (start_ms: number, end_ms: number, words: number) => ({
  start_ms,
  end_ms,
  words: Array.from({ length: words }, () => ({ text: 'x', start_ms, end_ms, confidence: 1 })),
});
const found = (over: Partial<PersonalData>): PersonalData => ({
  kind: 'card',
  turn: 0,
  start: 0,
  end: 1,
  first_word: 1,
  last_word: 2,
  start_ms: 3000,
  end_ms: 4000,
  datum: 0,
  ...over,
});

const mutedIn = (turns: ReturnType<typeof turn>[], finds: PersonalData[], kinds: PersonalDataKind[]) =>
  mutedStretches(soundsOf(turns, finds), kinds);

describe('muted spans', () => {
  it('are the finds and a quarter of a second on either side', () => {
    expect(mutedIn([turn(1000, 9000, 5)], [found({})], ['card'])).toEqual([{ start_ms: 2750, end_ms: 4250 }]);
  });

  it('reaches to the edge of the turn where nothing else is said before or after', () => {
    const edges = [found({ first_word: 0 }), found({ start_ms: 8000, end_ms: 8500, last_word: 5 })];
    expect(mutedIn([turn(2600, 9000, 5)], edges, ['card'])).toEqual([
      { start_ms: 2350, end_ms: 4250 },
      { start_ms: 7750, end_ms: 9250 },
    ]);
  });

  it('leaves no crumb of sound between two finds', () => {
    const close = [found({ end_ms: 4000 }), found({ start_ms: 4700, end_ms: 5000 })];
    expect(mutedIn([turn(1000, 9000, 5)], close, ['card'])).toEqual([{ start_ms: 2750, end_ms: 5250 }]);
  });

  it('is a whole turn where its words have no times', () => {
    const nowhere = found({ start_ms: null, end_ms: null, first_word: null, last_word: null });
    expect(mutedIn([turn(1000, 9000, 0)], [nowhere], ['card'])).toEqual([{ start_ms: 750, end_ms: 9250 }]);
  });

  it('is only of the kinds that are chosen', () => {
    expect(mutedIn([turn(0, 9000, 5)], [found({}), found({ start_ms: null, end_ms: null })], ['email'])).toEqual([]);
  });

  it.each([1, 2, 3, 4, 5])('holds every find with its margin, in order, apart from each other (made case %i)', (n) => {
    const chance = seeded(`mute ${n}`);
    const finds = Array.from({ length: 4 * n }, () => {
      const start_ms = chance.below(60_000);
      return found({ start_ms, end_ms: start_ms + chance.below(3000) });
    });
    const muted = mutedIn([turn(0, 70_000, 9)], finds, ['card']);
    for (const one of finds) {
      const start = Math.max(0, one.start_ms! - MARGIN_MS);
      expect(muted.some((own) => own.start_ms <= start && own.end_ms >= one.end_ms! + MARGIN_MS)).toBe(true);
    }
    for (const [i, own] of muted.entries()) {
      expect(own.start_ms).toBeLessThan(own.end_ms);
      if (i > 0) expect(own.start_ms).toBeGreaterThan(muted[i - 1]!.end_ms);
    }
  });
});

it('no sample is audible within a tenth of a second of a find, to the edges of the file', () => {
  const [rate, seconds] = [8000, 30];
  const chance = seeded('margins');
  const finds = [
    // At the very beginning and end, touching, within each other, and anywhere.
    found({ start_ms: 0, end_ms: 200, first_word: 0 }),
    found({ start_ms: 29_900, end_ms: 30_000 }),
    found({ start_ms: 5000, end_ms: 5600 }),
    found({ start_ms: 5600, end_ms: 6000 }),
    found({ start_ms: 5100, end_ms: 5200 }),
    ...Array.from({ length: 6 }, () => {
      const start_ms = 8000 + chance.below(20_000);
      return found({ start_ms, end_ms: start_ms + 1 + chance.below(700) });
    }),
  ];
  const heard = new Uint8Array(rate * seconds).fill(1);
  const stretches = mutedIn([turn(0, 30_000, 9)], finds, ['card']);
  for (const [first, last] of framesMuted(stretches, rate, 0, heard.length)) heard.fill(0, first, last);
  for (const { start_ms, end_ms } of finds) {
    const first = Math.max(0, Math.floor(((start_ms! - 100) * rate) / 1000));
    const last = Math.min(heard.length, Math.ceil(((end_ms! + 100) * rate) / 1000));
    expect(heard.subarray(first, last).includes(1)).toBe(false);
  }
  expect(heard.includes(1)).toBe(true);
});

describe('silence', () => {
  it.each([1, 7, 44, 333])('cover the same frames whatever the block size (of %i frames)', (length) => {
    const stretches = [
      { start_ms: 10, end_ms: 21 },
      { start_ms: 90, end_ms: 10_000 },
    ];
    const silent = (from: number, frames: number) =>
      framesMuted(stretches, 8000, from, frames).flatMap(([first, last]) =>
        Array.from({ length: last - first }, (_, i) => from + first + i),
      );
    const whole = silent(0, 850);
    expect(whole[0]).toBe(80);
    expect(whole).toContain(167);
    expect(whole).not.toContain(168);
    expect(whole.at(-1)).toBe(849);
    const pieces: number[] = [];
    for (let at = 0; at < 850; at += length) pieces.push(...silent(at, Math.min(length, 850 - at)));
    expect(pieces).toEqual(whole);
  });

  it('is what its coding says nothing with', () => {
    expect(silentByte({ encoding: 'mulaw', sample_bytes: 1 })).toBe(0xff);
    expect(silentByte({ encoding: 'alaw', sample_bytes: 1 })).toBe(0xd5);
    expect(silentByte({ encoding: 'pcm', sample_bytes: 1 })).toBe(0x80);
    expect(silentByte({ encoding: 'pcm', sample_bytes: 2 })).toBe(0);
  });
});
