/** English number and noun: `plural(1, 'review')` "1 review", `plural(2, 'reply', 'replies')` "2 replies". */
export const plural = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;
