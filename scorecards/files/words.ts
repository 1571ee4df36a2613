// How headers and values of a table are looked up, and words for yes and no.

/** How a header is compared: capitals, accents, full-width letters, blanks and signs make no difference. */
export const headerKey = (header: string): string =>
  header
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** Maps, not objects: someone writes `constructor`. */
export const lexicon = <T>(entries: readonly (readonly [T, string])[]): ReadonlyMap<string, T> =>
  new Map(entries.flatMap(([value, words]) => words.split(' ').map((word) => [word, value] as const)));

/** Names of columns and values in many languages, by how headers are compared: Eastern ones between blanks, others between bars. */
export const namesOf = <T extends string>(names: Readonly<Record<T, string>>): ReadonlyMap<string, T> =>
  new Map(
    Object.entries<string>(names).flatMap(([column, all]) => {
      const [eastern = '', ...western] = all.split('|');
      return [...eastern.split(' '), ...western].map((name) => [headerKey(name), column as T] as const);
    }),
  );

export const TRUTH_WORDS = lexicon<boolean>([
  [
    true,
    'true yes y 1 t 是 已解决 解决 有 真 对 ✓ √ はい 解決 已解決 ja wahr oui vrai sí si verdadero resolved solved',
  ],
  [false, 'false no n 0 f 否 未解决 没有 无 假 × いいえ 未解決 nein falsch non faux falso unresolved unsolved'],
]);

/** How a value is looked up: capitals, full-width letters, and blanks between words make no difference. */
export const wordKey = (value: string): string =>
  value
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_]+/g, '');
