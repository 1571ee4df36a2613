// The agent's channel per recorder. Imports name the recorder in the column `recorder`, and the organisation sets the
// agent's channel once for each.

import { z } from 'zod';
import { AgentChannel } from '../text/schema.ts';

/** One recorder's habit. */
export const RecorderSide = z.object({
  /** As the column `recorder` names it; null: every recording that no other row is about. */
  recorder: z.string().nullable(),
  agent: AgentChannel,
});
export type RecorderSide = z.infer<typeof RecorderSide>;

/**
 * @param metadata columns of the import the product has no name for
 * @returns the side of the recorder named, else that of the row for all; null: to be recognised by what is said
 */
export function sideOf(
  rows: readonly RecorderSide[],
  metadata: Readonly<Record<string, string>>,
): RecorderSide['agent'] | null {
  const column = Object.keys(metadata).find((name) => same(name, 'recorder'));
  const recorder = column === undefined ? '' : (metadata[column] ?? '');
  const own = rows.find((row) => row.recorder !== null && same(row.recorder, recorder));
  return (own ?? rows.find((row) => row.recorder === null))?.agent ?? null;
}

const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();
