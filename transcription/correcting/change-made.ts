// What is stored of a correction: its kind and its place in the recording, never the words.
import { z } from 'zod';
import type { Change } from './changes.ts';

export const ChangeMade = z.object({
  kind: z.enum(['words', 'speaker', 'split', 'join', 'remove', 'restore', 'swap', 'as-of']) satisfies z.ZodType<
    Change['kind'] | 'as-of'
  >,
  at_ms: z.int().min(0).nullable().describe('null: of the whole'),
});
export type ChangeMade = z.infer<typeof ChangeMade>;
