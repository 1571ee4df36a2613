import { describe, expect, it } from 'vitest';
import { draw, goesRound, likeliest } from '../../../transcription/listening/decode.ts';
import { doubtWords, repeatedTrigrams } from '../../../transcription/listening/doubt.ts';
import { seeded } from '../../../transcription/listening/seed.ts';

const said = (text: string, logprob = -0.2) =>
  [...text].map((one, i) => ({ text: one, start_ms: i * 200, end_ms: i * 200 + 180, logprob }));

describe('a token', () => {
  const scores = Float32Array.from([1, 3, 2, 9]);
  const forbidden = Uint8Array.from([0, 0, 0, 1]);

  it('is the likeliest that may be written, with its probability among those', () => {
    const { token, logprob } = likeliest(scores, forbidden);
    expect(token).toBe(1);
    expect(Math.exp(logprob)).toBeCloseTo(Math.exp(3) / (Math.exp(1) + Math.exp(3) + Math.exp(2)), 5);
  });

  it('is drawn as often as it is likely, never a forbidden one, and the same for the same seed', () => {
    const drawn = (seed: number): number[] => {
      const chance = seeded(seed);
      return Array.from({ length: 2000 }, () => draw(scores, forbidden, 1, chance()).token);
    };
    const tokens = drawn(1);
    expect(tokens).toEqual(drawn(1));
    expect(tokens).not.toEqual(drawn(2));
    expect(tokens).not.toContain(3);
    expect(tokens.filter((token) => token === 1).length / 2000).toBeCloseTo(0.665, 1);
  });
});

describe('a text that loops', () => {
  it('is recognised by its end', () => {
    expect(goesRound(Array.from({ length: 40 }, (_, i) => i % 4))).toBe(true);
    expect(goesRound(Array.from({ length: 40 }, (_, i) => i))).toBe(false);
  });

  it('is not a number with repeated digits', () => {
    expect(goesRound(new Array(16).fill(7))).toBe(false);
  });
});

describe('doubt', () => {
  it('applies to text where no speech is likely, and to text that zlib compresses well', () => {
    expect(doubtWords(said('ab'), 5, { no_speech: 0.9, logprob: -1.2 })).toBe('nobody');
    expect(doubtWords(said('ab'), 5, { no_speech: 0.9, logprob: -0.3 })).toBeNull();
    expect(doubtWords(said('ab'), 5, { compression: 2.6 })).toBe('repeats');
  });

  it('falls on Chinese whose characters come again and again', () => {
    expect(repeatedTrigrams(said('请您稍等一下我帮您查询'.repeat(3)))).toBeGreaterThan(1 / 3);
    expect(repeatedTrigrams(said('您好这里是客服中心我是小林请问有什么可以帮您我非常理解您的心情'))).toBe(0);
  });
});
