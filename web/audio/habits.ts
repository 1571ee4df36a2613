// How somebody likes to listen, kept in this browser: how fast, into which ears, and whether silence is skipped.
import { createSignal } from 'solid-js';
import { EARS, type Ear } from './ears.ts';

export type Habits = { rate: number; ear: Ear; skips: boolean };

const STORED = 'attune-listening';
const FRESH: Habits = { rate: 1, ear: 'mixed', skips: false };

/** What was kept; what is not there, or makes no sense, is as for a newcomer. */
export function habits(rates: readonly number[]): Habits {
  const kept = read();
  return {
    rate: rates.find((rate) => rate === kept.rate) ?? FRESH.rate,
    ear: EARS.find((ear) => ear === kept.ear) ?? FRESH.ear,
    skips: kept.skips === true,
  };
}

/** Speed and ears, as they were chosen last. */
export function createHabits(rates: readonly number[]) {
  const begun = habits(rates);
  const [rate, setRate] = createSignal(begun.rate);
  const [ear, setEar] = createSignal<Ear>(begun.ear);
  return {
    rate,
    ear,
    setRate(next: number): void {
      setRate(next);
      keepHabit({ rate: next });
    },
    setEar(next: Ear): void {
      setEar(next);
      keepHabit({ ear: next });
    },
  };
}

export function keepHabit(change: Partial<Habits>): void {
  try {
    localStorage.setItem(STORED, JSON.stringify({ ...read(), ...change }));
  } catch {
    // Without storage it holds until the page is closed.
  }
}

function read(): Partial<Record<keyof Habits, unknown>> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORED) ?? '{}');
    return typeof kept === 'object' && kept !== null ? kept : {};
  } catch {
    return {};
  }
}
