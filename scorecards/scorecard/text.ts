// A visible text of a scorecard: a map of languages. One language is enough; whoever reads another one is shown what
// there is, and in which language it is (worded.ts).
import { z } from 'zod';

/** A BCP 47 tag: en, zh, zh-TW. */
export const LanguageTag = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, 'not-a-language');
export type LanguageTag = z.infer<typeof LanguageTag>;

/** No text of a scorecard is longer. */
export const TEXT_CHARACTERS = 4000;

/** By language; at least one. */
export const Text = z
  .record(LanguageTag, z.string().min(1).max(TEXT_CHARACTERS))
  .refine((text) => Object.keys(text).length > 0)
  .meta({ id: 'Text' });
export type Text = z.infer<typeof Text>;

/** A text that may still lack its words. */
export const UnfinishedText = z.record(LanguageTag, z.string().max(TEXT_CHARACTERS)).meta({ id: 'DraftText' });
