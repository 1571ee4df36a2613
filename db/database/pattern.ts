/** For `ilike`: what holds the words anywhere. `%` and `_` stand for themselves, letters for both cases. */
export const pattern = (words: string): string => `%${words.replace(/[\\%_]/g, '\\$&')}%`;
