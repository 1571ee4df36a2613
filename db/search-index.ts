// What is searched of a transcript is written when the transcript is kept, and again when other kinds of personal data
// are to be masked. A contact has one row: its newest revision.
import { sql } from 'drizzle-orm';
import { maskedTurns } from '../transcription/masking.ts';
import type { PersonalData, PersonalDataKind } from '../transcription/redaction/kinds.ts';
import { documentOf } from '../transcription/search/document.ts';
import type { Turn } from '../transcription/transcript.ts';
import type { Ctx, Db } from './context.ts';
import { transcript_search } from './schema/transcripts.ts';

type Searchable = {
  interaction_id: string;
  revision: number;
  turns: Turn[];
  personal_data: PersonalData[] | null;
};

/** So many rows stay below what one statement may carry. */
const ROWS_AT_ONCE = 200;

/**
 * Makes transcripts searchable; part of the transaction in which they are kept or masked anew.
 * @param kinds what is masked. An older revision than the one that is searched changes nothing
 */
export async function indexTranscripts(
  tx: Db,
  ctx: Ctx,
  transcripts: readonly Searchable[],
  kinds: readonly PersonalDataKind[],
): Promise<void> {
  // One statement cannot write a row twice.
  const newest = new Map<string, Searchable>();
  for (const one of transcripts) {
    // Nobody knows yet what in it is to be masked.
    if (one.personal_data === null) continue;
    const known = newest.get(one.interaction_id);
    if (!known || known.revision < one.revision) newest.set(one.interaction_id, one);
  }
  const rows = [...newest.values()];
  for (let i = 0; i < rows.length; i += ROWS_AT_ONCE) {
    const values = rows.slice(i, i + ROWS_AT_ONCE).map(({ interaction_id, revision, turns, personal_data }) => ({
      interaction_id,
      organisation_id: ctx.actor.organisation,
      revision,
      masked: [...kinds],
      ...documentOf(maskedTurns(turns, personal_data ?? [], kinds)),
    }));
    await tx
      .insert(transcript_search)
      .values(values)
      .onConflictDoUpdate({
        target: transcript_search.interaction_id,
        set: {
          revision: sql`excluded.revision`,
          masked: sql`excluded.masked`,
          terms: sql`excluded.terms`,
          agent: sql`excluded.agent`,
          customer: sql`excluded.customer`,
          others: sql`excluded.others`,
          lines: sql`excluded.lines`,
        },
        setWhere: sql`${transcript_search}.revision <= excluded.revision`,
      });
  }
}
