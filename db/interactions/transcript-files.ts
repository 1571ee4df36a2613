// Adds a transcript from another system to its recording, as the next or the first revision. Existing revisions stay,
// and a queued recording is no longer transcribed.
import { and, desc, eq, isNotNull, isNull, ne, or } from 'drizzle-orm';
import { Problem } from '../../scorecards/problems/problem.ts';
import type { TranscriptFormat } from '../../transcription/import/said.ts';
import { type NamedSpeaker, type ReadTranscript, readTranscript } from '../../transcription/import/transcript-file.ts';
import { wavLength } from '../../transcription/sound/wav.ts';
import type { Drawn, Turn } from '../../transcription/transcript/transcript.ts';
import { type Ctx, type Db, demand, demandWorker, self } from '../database/context.ts';
import { keepText, record } from '../events/record.ts';
import { enqueue } from '../jobs/jobs.ts';
import { theInteraction } from '../people/visible.ts';
import { blob, interaction } from '../schema/interactions.ts';
import { member } from '../schema/people.ts';
import { transcript, transcription } from '../schema/transcripts.ts';
import { dropCheckpoints } from '../transcripts/checkpoints.ts';
import { measureDrawn } from '../transcripts/measures.ts';
import { type LookedThrough, lookThrough } from '../transcripts/personal-data.ts';
import { keepTranscript } from '../transcripts/revisions.ts';
import type { FileCtx } from './uploads.ts';

export type ImportedTranscript = {
  /** `already-there`: the newest revision is this very transcript; nothing happened. */
  outcome: 'created' | 'already-there';
  revision: number;
  format: TranscriptFormat;
  language: string | null;
  turns: number;
  /** Stretches that stood in another order than they were said in. */
  reordered: number;
  /** Sounds that are no speech and were left out, as the file writes them: `[Music]`. */
  marks: number;
  /** Captions that repeated words of earlier ones; these are kept once. */
  repeated: number;
  /** Whom the file names, and the side each was given. */
  speakers: NamedSpeaker[];
};

/**
 * Attaches a transcript to a recording.
 * @param input.text of the file, decoded
 * @throws Problem `not-found`; `transcript-of-text` for chats and emails; the `transcript-…` refusals of
 *   transcription/import, with the line or place in the file; `stale` when someone else was faster
 */
export async function importTranscript(
  ctx: FileCtx,
  input: { id: string; text: string; file_name: string },
): Promise<ImportedTranscript> {
  demand(ctx, 'interactions:import');
  const recording = await recordingOf(ctx, input.id);
  const { read, problem } = readTranscript(input.text, recording);
  if (problem) throw new Problem(problem.code, problem.params);
  const said = await lookThrough(ctx, read.turns);
  return await ctx.db.transaction((tx) =>
    attach(tx, ctx, { ...input, read, said, measured_ms: recording.measured_ms }),
  );
}

async function recordingOf(ctx: FileCtx, id: string) {
  const [row] = await ctx.db
    .select({
      channel: interaction.channel,
      agent_channel: interaction.agent_channel,
      language: interaction.declared_language,
      direction: interaction.direction,
      agent_name: member.name,
      announced_ms: interaction.declared_duration_ms,
      sha256: interaction.content_sha256,
      mime: blob.mime,
      size: blob.size,
    })
    .from(interaction)
    .innerJoin(member, eq(member.id, interaction.agent_id))
    .leftJoin(blob, and(eq(blob.organisation_id, ctx.actor.organisation), eq(blob.sha256, interaction.content_sha256)))
    .where(theInteraction(ctx, 'interactions:import', id));
  if (!row) throw new Problem('not-found');
  if (row.channel !== 'voice') throw new Problem('transcript-of-text');
  const measured_ms = (await lengthFromSound(ctx, id)) ?? (await lengthFromHeader(ctx, row));
  // Where the sound has not been read yet, what came with the recording is the next best.
  return { ...row, measured_ms, duration_ms: measured_ms ?? row.announced_ms };
}

/** How long the recording was found to be when it was listened to, or drawn; null before. */
async function lengthFromSound(ctx: Ctx, id: string): Promise<number | null> {
  const [found] = await ctx.db
    .select({ duration_ms: transcript.duration_ms })
    .from(transcript)
    .where(
      and(
        eq(transcript.interaction_id, id),
        eq(transcript.organisation_id, ctx.actor.organisation),
        or(eq(transcript.origin, 'heard'), isNotNull(transcript.peaks)),
      ),
    )
    .orderBy(desc(transcript.revision))
    .limit(1);
  return found?.duration_ms ?? null;
}

/** WAV states its length; other formats have to be decoded first. */
async function lengthFromHeader(
  { blobs, actor }: FileCtx,
  { sha256, mime, size }: { sha256: string; mime: string | null; size: number | null },
): Promise<number | null> {
  if (mime !== 'audio/wav' || size === null) return null;
  const read = async (position: number, length: number): Promise<Uint8Array> => {
    const range = { start: position, end: Math.min(size, position + length) - 1 };
    if (range.end < position) return new Uint8Array();
    const stored = await blobs.read(actor.organisation, sha256, range);
    return stored ? new Uint8Array(await new Response(stored.stream).arrayBuffer()) : new Uint8Array();
  };
  return await wavLength({ size, read });
}

async function attach(
  tx: Db,
  ctx: Ctx,
  given: { id: string; file_name: string; read: ReadTranscript; said: LookedThrough; measured_ms: number | null },
): Promise<ImportedTranscript> {
  const { id, file_name, read, said, measured_ms } = given;
  const [newest] = await tx
    .select()
    .from(transcript)
    .where(and(eq(transcript.interaction_id, id), eq(transcript.organisation_id, ctx.actor.organisation)))
    .orderBy(desc(transcript.revision))
    .limit(1);
  const counts = { turns: read.turns.length, reordered: read.reordered, repeated: read.repeated };
  const noted = { format: read.format, language: read.language, ...counts, marks: read.marks.length };
  const facts = { ...noted, speakers: read.speakers };
  if (newest?.origin === 'imported' && plainly(newest.turns) === plainly(read.turns)) {
    return { outcome: 'already-there', revision: newest.revision, ...facts };
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
    // The recording's own length counts; until its sound is read, the last word's end stands in for it.
    duration_ms: measured_ms ?? read.duration_ms,
    announced_ms: newest?.announced_ms ?? null,
    recording_notes: newest?.recording_notes ?? null,
    said,
    model: read.model,
    made_by: self(ctx),
  });
  if (!kept) throw new Problem('stale');
  await needsNoListening(tx, ctx, id);
  await needsPeaks(tx, ctx, id);
  await dropCheckpoints(tx, ctx, id);
  const detail = { revision, origin: 'imported' as const, file_name: await keepText(tx, ctx, file_name), ...noted };
  await record(tx, ctx, { kind: 'transcript.ready', subject: id, detail });
  return { outcome: 'created', revision, ...facts };
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

/** A worker that is processing it notices when it next says how far it is; one in the queue finds nothing to do. */
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

/** A worker that transcribes a recording draws it as well; where nobody will, that is a job of its own. */
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

/** What is to be drawn. @returns the recording; null when it has been drawn */
export async function startDrawing(
  ctx: Ctx,
  input: { interaction_id: string },
): Promise<{ sha256: string; file_name: string | null } | null> {
  demandWorker(ctx);
  const [row] = await ctx.db
    .select({ sha256: interaction.content_sha256, file_name: interaction.file_name })
    .from(transcript)
    .innerJoin(interaction, eq(interaction.id, transcript.interaction_id))
    .where(undrawn(ctx, input.interaction_id))
    .limit(1);
  return row ?? null;
}

/**
 * What a recording tells whose transcript was made elsewhere: picture, length, notes; corrections of it have the same.
 */
export async function recordPeaks(ctx: Ctx, input: Drawn & { interaction_id: string }): Promise<void> {
  demandWorker(ctx);
  const { interaction_id, peaks, ...facts } = input;
  await ctx.db.transaction(async (tx) => {
    await tx
      .update(transcript)
      .set(facts)
      .where(
        and(
          eq(transcript.interaction_id, interaction_id),
          eq(transcript.organisation_id, ctx.actor.organisation),
          ne(transcript.origin, 'heard'),
        ),
      );
    await tx.update(transcript).set({ peaks }).where(undrawn(ctx, interaction_id));
    await measureDrawn(tx, ctx, interaction_id);
  });
}

const undrawn = (ctx: Ctx, id: string) =>
  and(
    eq(transcript.interaction_id, id),
    eq(transcript.organisation_id, ctx.actor.organisation),
    eq(transcript.origin, 'imported'),
    isNull(transcript.peaks),
  );
