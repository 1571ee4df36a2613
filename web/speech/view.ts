// What the Speech page shows, derived from the server's answers.
import type { ModelRow } from '../../api/transcripts/speech-contract.ts';
import { number } from '../ui/format.ts';
import { t } from '../words/words.ts';

/** Bytes as people say them: 79 MB, 1.6 GB. */
export function bytesOf(bytes: number): string {
  if (bytes >= 1e9) return `${number(bytes / 1e9, 1)} GB`;
  return `${number(Math.max(1, Math.round(bytes / 1e6)))} MB`;
}

export type Speed = { factor: number; recordings: number | null };

/**
 * The speed of a model here: measured, or estimated from another's measurement. null: no measurement.
 * @param models all of them; the one with most measurements counts
 */
export function speedOf(model: ModelRow, models: readonly ModelRow[]): Speed | null {
  if (model.measured) return model.measured;
  if (model.relative_time === null) return null;
  const from = models
    .filter((one) => one.measured !== null && one.relative_time !== null)
    .toSorted((a, b) => (b.measured?.recordings ?? 0) - (a.measured?.recordings ?? 0))[0];
  if (!from?.measured || !from.relative_time) return null;
  return { factor: (from.measured.factor * model.relative_time) / from.relative_time, recordings: null };
}

/** Seconds of work for a second of sound as the time for ten minutes: "1.5 min", "40 s". */
export function tenMinutes(factor: number): string {
  const seconds = factor * 600;
  if (seconds < 60) return t('speech.seconds', number(Math.max(1, Math.round(seconds))));
  const tenths = Math.round(seconds / 6);
  return t('speech.minutes', number(tenths / 10, tenths % 10 === 0 || tenths >= 100 ? 0 : 1));
}

/** Share of a download, whole percent; null before its size is known. */
export const percentOf = ({ received, total }: Pick<ModelRow, 'received' | 'total'>): number | null =>
  total ? Math.min(100, Math.floor((received / total) * 100)) : null;

/** The one in use, those at hand or on their way, the others by size. */
export function orderModels(models: readonly ModelRow[]): ModelRow[] {
  const rank = (row: ModelRow): number => (row.in_use ? 0 : row.state === 'ready' ? 1 : row.wished ? 2 : 3);
  return models.toSorted((a, b) => rank(a) - rank(b) || (a.bytes ?? 0) - (b.bytes ?? 0));
}

/** The lines of the word list, without empty ones. */
export const wordsIn = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');
