import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { figuresOf, MEASURES_VERSION, measuresOf } from '../../../../transcription/text/measures/stored.ts';
import type { SpeakerMethod } from '../../../../transcription/transcript/transcript.ts';
import { said, wrote } from './given.ts';

const CALL = [
  said('agent', 1000, 4000, 'Good morning, um, how can I help you?'),
  said('customer', 3500, 9000, 'I am really not happy, nobody answered.'),
  said('agent', 9500, 12_000, 'One moment please.'),
  said('customer', 12_100, 13_000, '好的'),
  said('agent', 24_000, 30_000, 'Thank you for waiting, it is done.'),
  said('customer', 29_000, 32_000, '太好了，谢谢'),
];
const CHAT = [
  wrote('customer', 0, 'Where is my parcel?!!'),
  wrote('customer', 5000, 'Hello?'),
  wrote('agent', 65_000, 'Sorry, I will look. Anything else?'),
  wrote('customer', 70_000, 'That was fast, thank you'),
  wrote('customer', 80_000, 'And my refund?'),
];
const call = (method: SpeakerMethod, turns = CALL) => measuresOf({ turns, duration_ms: 40_000, method }, null);

it('changing what is measured requires a new MEASURES_VERSION, or old transcripts keep old values', () => {
  const all = [
    call('channels'),
    call('embeddings'),
    measuresOf({ turns: CHAT, duration_ms: 80_000, method: null }, null),
  ];
  const text = JSON.stringify(all.map((one) => [one, figuresOf(one)]));
  const made = createHash('sha256').update(text).digest('hex').slice(0, 16);
  expect({ version: MEASURES_VERSION, made }).toEqual({ version: 1, made: '3fdaaaf22dc9991c' });
});

it('numbers are null if unknown: overlap in mono, silence if a side is missing', () => {
  expect(figuresOf(call('channels'))).toMatchObject({
    silences: 2,
    holds: 1,
    agent_interruptions: 0,
    unanswered: null,
  });
  expect(figuresOf(call('embeddings'))).toMatchObject({ overlap_ms: null, agent_interruptions: null, holds: 1 });
  const alone = figuresOf(call('channels', CALL.slice(0, 1)));
  expect(alone).toMatchObject({ missing_side: 'customer', silences: null, holds: null, holds_unannounced: null });
});
