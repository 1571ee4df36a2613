import { describe, expect, it } from 'vitest';
import { openWhisper } from '../../../transcription/listening/whisper.ts';
import { DEFAULT_MODEL } from '../../../transcription/models/place.ts';
import { RATE } from '../../../transcription/sound/span.ts';
import { SPEECH, samplesOf } from '../../support/calls.ts';

describe('a model whose export gives no attention', () => {
  it('still writes the words, their times spread over the speech', { timeout: 120_000 }, async () => {
    const place = { model: DEFAULT_MODEL, models: null, cache: null, hub: null, threads: 1 };
    const recogniser = await openWhisper(
      place,
      () => {},
      (_, graph) => ({ ...graph, outputs: graph.outputs.filter((name) => !name.startsWith('cross_attentions')) }),
    );
    const samples = await samplesOf(SPEECH.deskLamp);
    const speech = [{ start: RATE, end: samples.length - RATE }];
    const heard = await recogniser.listen(samples);
    const { words } = await heard.words('en', speech);
    expect(words.map(({ text }) => text).join(' ')).toMatch(/^Hi.* desk lamp nine days ago/);
    expect(words[0]?.start_ms).toBe(1000);
    expect(words.every(({ start_ms }, i) => start_ms >= (words[i - 1]?.start_ms ?? 0))).toBe(true);
    expect(words.at(-1)?.end_ms).toBeLessThanOrEqual(samples.length / 16 - 1000);
  });
});
