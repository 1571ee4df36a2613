// What is stored of measures, held against what the turns give today.
import { and, asc, eq } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Handle } from '../../db/database/context.ts';
import { transcript, transcript_measures } from '../../db/schema/tables.ts';
import { figuresOf, MEASURES_VERSION, measuresOf } from '../../transcription/text/measures/stored.ts';

/** Every transcript of an organisation has the measures that its turns give today. @returns how many there are */
export async function measuredAsToday(db: Handle, of: string): Promise<number> {
  const rows = await db
    .select()
    .from(transcript)
    .leftJoin(
      transcript_measures,
      and(
        eq(transcript_measures.interaction_id, transcript.interaction_id),
        eq(transcript_measures.revision, transcript.revision),
      ),
    )
    .where(eq(transcript.organisation_id, of))
    .orderBy(asc(transcript.id));
  for (const { transcript: row, transcript_measures: stored } of rows) {
    const drawn = rows.findLast(
      ({ transcript: one }) => one.interaction_id === row.interaction_id && one.peaks !== null,
    );
    const measures = measuresOf(row, drawn?.transcript.peaks ?? null);
    const { interaction_id, revision, organisation_id } = row;
    const key = { interaction_id, revision, organisation_id, version: MEASURES_VERSION };
    expect(stored).toEqual({ ...key, measures, ...figuresOf(measures) });
  }
  return rows.length;
}
