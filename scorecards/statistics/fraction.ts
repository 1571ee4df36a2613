// Exact fractions of integers. A score is a sum of weight × share over a sum of weights; as a fraction it is rounded
// once, at the end, and the order of summation cannot change it. Non-negative numbers only.

/** `over` is at least 1. */
export type Fraction = { readonly top: bigint; readonly over: bigint };

export const ZERO: Fraction = { top: 0n, over: 1n };

/** `top` ÷ `over`; both whole, `over` at least 1. */
export const fraction = (top: number, over: number): Fraction => ({ top: BigInt(top), over: BigInt(over) });

export const plus = (a: Fraction, b: Fraction): Fraction =>
  a.over === b.over
    ? { top: a.top + b.top, over: a.over }
    : { top: a.top * b.over + b.top * a.over, over: a.over * b.over };

/** `a` − `b`; 0 where `b` is more. */
export const minus = (a: Fraction, b: Fraction): Fraction => {
  const top = a.top * b.over - b.top * a.over;
  return top > 0n ? { top, over: a.over * b.over } : ZERO;
};

export const times = (a: Fraction, b: Fraction): Fraction => ({ top: a.top * b.top, over: a.over * b.over });

/** `a` ÷ `b`; `b` is greater than 0. */
export const dividedBy = (a: Fraction, b: Fraction): Fraction => ({ top: a.top * b.over, over: a.over * b.top });

/** The nearest whole number; a half goes away from zero. */
export const rounded = (a: Fraction): number => Number((2n * a.top + a.over) / (2n * a.over));
