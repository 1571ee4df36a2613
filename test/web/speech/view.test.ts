import { beforeAll, describe, expect, it } from 'vitest';
import type { ModelRow } from '../../../api/transcripts/speech-contract.ts';
import { bytesOf, orderModels, percentOf, speedOf, tenMinutes, wordsIn } from '../../../web/speech/view.ts';
import { showLanguage } from '../../../web/words/words.ts';

const row = (model: string, own: Partial<ModelRow> = {}): ModelRow => ({
  model,
  english_only: false,
  bytes: 80e6,
  memory_bytes: null,
  relative_time: 1,
  state: 'absent',
  received: 0,
  total: null,
  code: null,
  wished: false,
  in_use: false,
  measured: null,
  ...own,
});

beforeAll(() => showLanguage('en'));

describe('the page about speech', () => {
  it('says sizes and times as people do', () => {
    expect([bytesOf(79_400_000), bytesOf(1_620_000_000), bytesOf(10)]).toEqual(['79 MB', '1.6 GB', '1 MB']);
    expect([tenMinutes(0.15), tenMinutes(0.05), tenMinutes(2)]).toEqual(['1.5 min', '30 s', '20 min']);
  });

  it('estimates the speed of one model from another’s measurement, and is silent without one', () => {
    const base = row('whisper-base', { measured: { factor: 0.1, recordings: 4 } });
    const small = row('whisper-small', { relative_time: 3.5 });
    expect(speedOf(base, [base, small])).toEqual({ factor: 0.1, recordings: 4 });
    expect(speedOf(small, [base, small])?.recordings).toBeNull();
    expect(speedOf(small, [base, small])?.factor).toBeCloseTo(0.35);
    expect(speedOf(small, [small])).toBeNull();
    expect(speedOf(row('mine', { relative_time: null }), [base])).toBeNull();
  });

  it('shows the model in use first, then available ones, downloading ones, and the others by size', () => {
    const models = [
      row('large', { bytes: 800e6 }),
      row('tiny', { bytes: 40e6 }),
      row('coming', { wished: true, state: 'wished' }),
      row('there', { state: 'ready' }),
      row('used', { in_use: true, bytes: 2e9 }),
    ];
    expect(orderModels(models).map(({ model }) => model)).toEqual(['used', 'there', 'coming', 'tiny', 'large']);
  });

  it('shows the progress of a download once its size is known', () => {
    expect(percentOf({ received: 50, total: 200 })).toBe(25);
    expect(percentOf({ received: 50, total: null })).toBeNull();
  });

  it('counts the words of the list, not its empty lines', () => {
    expect(wordsIn('Harbour\n\n  \nKestrel\n')).toEqual(['Harbour', 'Kestrel']);
  });
});
