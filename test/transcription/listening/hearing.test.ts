import { expect, it } from 'vitest';
import { openWhisper } from '../../../transcription/listening/whisper.ts';
import { DEFAULT_LIMITS, openAudio } from '../../../transcription/sound/audio.ts';
import { findFfmpeg } from '../../../transcription/sound/ffmpeg.ts';
import { RATE } from '../../../transcription/sound/span.ts';
import { describeShared, sharedPath } from '../../support/shared.ts';

describeShared('a model whose export gives no attention', () => {
  it('still writes the words, their times spread over the speech', { timeout: 120_000 }, async () => {
    const place = { model: 'whisper-tiny.en', models: sharedPath('models'), cache: null, hub: null, threads: 1 };
    const recogniser = await openWhisper(
      place,
      () => {},
      (_, graph) => ({ ...graph, outputs: graph.outputs.filter((name) => !name.startsWith('cross_attentions')) }),
    );
    const sound = await openAudio(sharedPath('audio', 'en', 'librispeech-1995-1837-0001.wav'), {
      ffmpeg: findFfmpeg(null, ''),
      limits: DEFAULT_LIMITS,
      signal: null,
    });
    const samples: number[] = [];
    for await (const [block = new Float32Array()] of sound.blocks) samples.push(...block);
    await sound.close();
    const speech = [{ start: RATE, end: samples.length - RATE }];
    const heard = await recogniser.listen(Float32Array.from(samples));
    const { words } = await heard.words('en', speech);
    expect(words.map(({ text }) => text).join(' ')).toMatch(/^It was the first great sorrow/);
    expect(words[0]?.start_ms).toBe(1000);
    expect(words.every(({ start_ms }, i) => start_ms >= (words[i - 1]?.start_ms ?? 0))).toBe(true);
    expect(words.at(-1)?.end_ms).toBeLessThanOrEqual(samples.length / 16 - 1000);
  });
});
