// A transcript made elsewhere, brought to its recording. It becomes the next revision, or the first, and what was there
// stays; a recording that still waits for the model need not be listened to any more.
import { and, desc, eq, isNotNull, isNull, ne } from 'drizzle-orm';
import { Problem } from '../scorecards/problem.ts';
import type { TranscriptFormat } from '../transcription/import/said.ts';
import { type ReadTranscript, readTranscript } from '../transcription/import/transcript-file.ts';
import type { Peaks, Turn } from '../transcription/transcript.ts';
import { audit } from './audit.ts';
import { type Ctx, type Db, demand, demandWorker, self } from './context.ts';
import { enqueue } from './jobs.ts';
import { type LookedThrough, lookThrough } from './personal-data.ts';
import { keepTranscript } from './revisions.ts';
import { interaction } from './schema/interactions.ts';
import { transcript, transcription } from './schema/transcripts.ts';
import { dropNotes } from './transcription-notes.ts';
import { theContact } from './visible.ts';

export type ImportedTranscript = {
  /** `already-there`: the newest revision is this very transcript; nothing happened. */
  outcome: 'created' | 'already-there';
  revision: number;
  format: TranscriptFormat;
  language: string | null;
  turns: number;
  /** Stretches that stood in another order than they were said in. */
  reordered: number;
};

/**
 * Attaches a transcript to a recording.
 * @param input.text of the file, decoded
 * @throws Problem `not-found`; `transcript-of-text` for chats and e-mails; the `transcript-…` refusals of
 *   transcription/import, with the line or place in the file; `stale` when somebody else was faster
 */
export async function importTranscript(
  ctx: Ctx,
  input: { id: string; text: string; file_name: string },
): Promise<ImportedTranscript> {
  demand(ctx, 'interactions:import');
  const recording = await recordingOf(ctx, input.id);
  const { read, problem } = readTranscript(input.text, recording);
  if (problem) throw new Problem(problem.code, problem.params);
  const said = await lookThrough(ctx, read.turns);
  return await ctx.db.transaction((tx) => attach(tx, ctx, { ...input, read, said, known_ms: recording.duration_ms }));
}

async function recordingOf(ctx: Ctx, id: string) {
  const [row] = await ctx.db
    .select({
      channel: interaction.channel,
      agent_channel: interaction.agent_channel,
      language: interaction.language,
      duration_ms: interaction.duration_ms,
    })
    .from(interaction)
    .where(theContact(ctx, 'interactions:import', id));
  if (!row) throw new Problem('not-found');
  if (row.channel !== 'voice') throw new Problem('transcript-of-text');
  const [heard] = await ctx.db
    .select({ duration_ms: transcript.duration_ms })
    .from(transcript)
    .where(ownHeard(ctx, id))
    .orderBy(desc(transcript.revision))
    .limit(1);
  // What was heard of the recording knows its length better than whoever imported it.
  return { ...row, duration_ms: heard?.duration_ms ?? row.duration_ms };
}

async function attach(
  tx: Db,
  ctx: Ctx,
  {
    id,
    file_name,
    read,
    said,
    known_ms,
  }: { id: string; file_name: string; read: ReadTranscript; said: LookedThrough; known_ms: number | null },
): Promise<ImportedTranscript> {
  const [newest] = await tx
    .select()
    .from(transcript)
    .where(and(eq(transcript.interaction_id, id), eq(transcript.organisation_id, ctx.actor.organisation)))
    .orderBy(desc(transcript.revision))
    .limit(1);
  const told = { format: read.format, language: read.language, turns: read.turns.length, reordered: read.reordered };
  if (newest?.origin === 'imported' && plainly(newest.turns) === plainly(read.turns)) {
    return { outcome: 'already-there', revision: newest.revision, ...told };
  }
  const revision = (newest?.revision ?? 0) + 1;
  const kept = await keepTranscript(tx, ctx, {
    interaction_id: id,
    revision,
    origin: 'imported',
    language: read.language,
    languages: read.languages,
    method: read.method,
    speakers_confidence_bp: read.speakers_confidence === null ? null : Math.round(read.speakers_confidence * 10_000),
    duration_ms: Math.max(read.duration_ms, known_ms ?? 0),
    announced_ms: newest?.announced_ms ?? null,
    said,
    model: read.model,
    made_by: self(ctx),
  });
  if (!kept) throw new Problem('stale');
  await needsNoListening(tx, ctx, id);
  await needsPeaks(tx, ctx, id);
  await dropNotes(tx, ctx, id);
  await audit(tx, ctx, 'transcript.imported', id, { revision, file_name, ...told });
  return { outcome: 'created', revision, ...told };
}

/** The database keeps the keys of its objects in an order of its own. */
function plainly(turns: readonly Turn[]): string {
  return JSON.stringify(
    turns.map((turn) => [
      [turn.speaker, turn.channel, turn.start_ms, turn.end_ms, turn.text, turn.confidence],
      turn.words.map((word) => [word.text, word.start_ms, word.end_ms, word.confidence]),
    ]),
  );
}

/** A worker that has it in hand notices when it next says how far it is; one in the queue finds nothing to do. */
async function needsNoListening(tx: Db, ctx: Ctx, id: string): Promise<void> {
  const now = ctx.now.toISOString();
  await tx
    .update(transcription)
    .set({ state: 'done', stage: null, progress_bp: 10_000, code: null, finished_at: now })
    .where(
      and(
        eq(transcription.interaction_id, id),
        eq(transcription.organisation_id, ctx.actor.organisation),
        ne(transcription.state, 'done'),
      ),
    );
}

/** Whoever listens to a recording draws it as well; where nobody will, that is a job of its own. */
async function needsPeaks(tx: Db, ctx: Ctx, id: string): Promise<void> {
  const [drawn] = await tx
    .select({ id: transcript.id })
    .from(transcript)
    .where(
      and(
        eq(transcript.interaction_id, id),
        eq(transcript.organisation_id, ctx.actor.organisation),
        isNotNull(transcript.peaks),
      ),
    )
    .limit(1);
  if (!drawn) await enqueue(tx, 'peaks', [{ organisation_id: ctx.actor.organisation, interaction_id: id }]);
}

/** What is to be drawn. @returns the recording's SHA-256; null when it has been drawn */
export async function startDrawing(ctx: Ctx, input: { interaction_id: string }): Promise<{ sha256: string } | null> {
  demandWorker(ctx);
  const [row] = await ctx.db
    .select({ sha256: interaction.content_sha256 })
    .from(transcript)
    .innerJoin(interaction, eq(interaction.id, transcript.interaction_id))
    .where(undrawn(ctx, input.interaction_id))
    .limit(1);
  return row ?? null;
}

/** The picture of a recording whose transcript was made elsewhere. */
export async function recordPeaks(ctx: Ctx, input: { interaction_id: string; peaks: Peaks }): Promise<void> {
  demandWorker(ctx);
  await ctx.db.update(transcript).set({ peaks: input.peaks }).where(undrawn(ctx, input.interaction_id));
}

const undrawn = (ctx: Ctx, id: string) =>
  and(
    eq(transcript.interaction_id, id),
    eq(transcript.organisation_id, ctx.actor.organisation),
    eq(transcript.origin, 'imported'),
    isNull(transcript.peaks),
  );

const ownHeard = (ctx: Ctx, id: string) =>
  and(
    eq(transcript.interaction_id, id),
    eq(transcript.organisation_id, ctx.actor.organisation),
    eq(transcript.origin, 'heard'),
  );
