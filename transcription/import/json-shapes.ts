// What the JSON of many services has in common: numbers as numbers or text, speakers as names or numbers, and stretches
// of speech with or without words.

import { z } from 'zod';
import { spreadWords } from '../correcting/spread.ts';
import type { Word } from '../transcript/transcript.ts';
import { between0And1, type Said, toMs, Unreadable } from './said.ts';

/** Many makers write numbers as strings. */
export const Num = z
  .union([z.number().finite(), z.string().regex(/^\s*-?\d+(\.\d+)?\s*$/)])
  .transform((value) => Number(value));

/** `spk_0`, 2; an empty name counts as none. */
export const Label = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined || value === '' ? null : String(value)));

/** `1.5s`, `PT1M4.5S`, seconds. @returns ms; null for anything else */
export function durationMs(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? toMs(value) : null;
  if (typeof value === 'object' && value !== null && ('seconds' in value || 'nanos' in value)) {
    const { seconds = 0, nanos = 0 } = value as { seconds?: unknown; nanos?: unknown };
    return toMs(Number(seconds) + Number(nanos) / 1e9);
  }
  if (typeof value !== 'string') return null;
  const plain = /^\s*(-?\d+(?:\.\d+)?)\s*s?\s*$/.exec(value);
  if (plain) return toMs(Number(plain[1]));
  const iso = /^PT(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?$/i.exec(value);
  if (!iso) return null;
  return toMs(Number(iso[1] ?? 0) * 3600 + Number(iso[2] ?? 0) * 60 + Number(iso[3] ?? 0));
}

/** Azure counts ticks of 100 ns. */
export const ticksMs = (ticks: number): number => toMs(ticks / 1e7);

export const wholeMs = (ms: number): number => Math.max(0, Math.round(ms));

export type Stretch = {
  text: string;
  start_ms: number;
  /** null: the maker leaves it open. */
  end_ms: number | null;
  label?: string | null;
  channel?: number | null;
  confidence?: number | null | undefined;
  words?: readonly Word[];
};

/** A syllable or two: what a stretch lasts whose end nobody wrote and after which nothing comes. */
const WORD_MS = 400;
const LONGEST_OPEN_MS = 30_000;

/** Stretches with their words, spread over them where the maker gives none; an open end is the next beginning. */
export function saidOf(stretches: readonly Stretch[]): Said[] {
  return stretches.map(({ start_ms, ...one }, i): Said => {
    const text = one.text.replace(/\s+/g, ' ').trim();
    const next = stretches[i + 1]?.start_ms;
    const length = Math.min(LONGEST_OPEN_MS, WORD_MS * Math.max(1, spreadWords(text, 0, 0).length));
    const open = next !== undefined && next > start_ms ? Math.min(next, start_ms + LONGEST_OPEN_MS) : start_ms + length;
    const end_ms = Math.max(start_ms, one.end_ms ?? open);
    const confidence = typeof one.confidence === 'number' ? between0And1(one.confidence) : null;
    const words = (one.words ?? []).filter((word) => word.text !== '');
    return {
      start_ms,
      end_ms,
      text,
      label: one.label ?? null,
      channel: one.channel ?? null,
      confidence,
      words: sayTheSame(words, text) ? [...words] : spreadWords(text, start_ms, end_ms, confidence ?? 1),
    };
  });
}

/** Makers format numbers in the text and not in the words, or leave words out: what is shown is what was said. */
export function sayTheSame(words: readonly Word[], text: string): boolean {
  const letters = (one: string): string =>
    one
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '');
  return words.length > 0 && letters(words.map((word) => word.text).join('')) === letters(text);
}

export function word(text: string, start_ms: number, end_ms: number, confidence?: number | null): Word {
  return { text: text.trim(), start_ms, end_ms: Math.max(start_ms, end_ms), confidence: between0And1(confidence ?? 1) };
}

/** @throws Unreadable where a maker's file has words and no times; `ask` is what the maker calls them */
export function withoutTimes(maker: string, ask: string): never {
  throw new Unreadable('transcript-maker-times', { maker, ask });
}

/** @throws Unreadable where a maker's job has no result yet, or none at all */
export function unfinished(maker: string, state: string): never {
  throw new Unreadable('transcript-maker-unfinished', { maker, state });
}

export function has<K extends string>(value: unknown, ...keys: K[]): value is Record<K, unknown> {
  return typeof value === 'object' && value !== null && keys.every((key) => Object.hasOwn(value, key));
}

/** What stands at a path of keys and indices; undefined where nothing does. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inside, step) =>
      typeof inside === 'object' && inside !== null && Object.hasOwn(inside, step)
        ? (inside as Record<string | number, unknown>)[step]
        : undefined,
    value,
  );
}
