import { expect, it } from 'vitest';
import { laneNames } from '../../../web/transcripts/player-pane.tsx';
import { showLanguage } from '../../../web/words/words.ts';

const peaks = (channels: number) => ({ bucket_ms: 10, channels: Array.from({ length: channels }, () => [0, 1]) });

it('a recording of two channels is not called mono where nobody says who is on which', async () => {
  await showLanguage('en');
  expect(laneNames(peaks(2), 0)).toEqual({ upper: 'Agent', lower: 'Customer' });
  expect(laneNames(peaks(2), null)).toEqual({ upper: '2 channels', lower: null });
  expect(laneNames(peaks(1), null)).toEqual({ upper: 'Mono', lower: null });
});
