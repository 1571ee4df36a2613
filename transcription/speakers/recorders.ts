// Which side of a two-channel recording the agent is on is a habit of the recorder. Whoever imports says which recorder a
// call comes from, in the column `recorder`, and the organisation says once for each recorder which side is the agent's.

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
 * @returns the side of the recorder named, else that of the row for all; null: to be told by what is said
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
