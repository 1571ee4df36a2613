// The required detection rates, on sentences and seeds that were never used for tuning.
import { describe, expect, it } from 'vitest';
import { judge, makeCase } from '../../../bench/redaction-cases.ts';

const HELD_TO = ['card', 'email', 'phone', 'identity', 'account', 'birth'] as const;

describe.each(['en', 'zh'] as const)('1,000 made conversations, %s', (language) => {
  const { kinds } = judge(
    Array.from({ length: 1000 }, (_, i) => makeCase(`held-out ${language} ${i}`, language, 'held-out')),
  );

  it.each(HELD_TO)('of every hundred mentions of a %s 95 are masked whole, and nine of ten finds are true', (kind) => {
    const { mentions, found, finds, right } = kinds.get(kind)!;
    expect(mentions).toBeGreaterThan(200);
    expect(found / mentions).toBeGreaterThanOrEqual(0.95);
    expect(right / finds).toBeGreaterThanOrEqual(0.9);
  });
});
