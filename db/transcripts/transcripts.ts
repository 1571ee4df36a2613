// From a recording to its transcript. A recording is queued, a worker transcribes it, and the result is stored exactly
// once, even if a worker believed dead also delivers one. `attempt` distinguishes workers: only the latest may report
// progress or failure, but a valid transcript is accepted from any.
import { and, desc, eq, inArray, isNotNull, ne, sql } from 'drizzle-orm';
import { Problem, type ProblemCode } from '../../scorecards/problems/problem.ts';
import type { Stage, TranscriptionState } from '../../scorecards/transcripts/states.ts';
import { sideOf } from '../../transcription/speakers/recorders.ts';
import type { Measures } from '../../transcription/text/measures/schema.ts';
import type {
  AgentChannel,
  Peaks,
  RecordingNotes,
  SpeakerMethod,
  Transcript,
  Turn,
} from '../../transcription/transcript/transcript.ts';
import { type Ctx, type Db, demandWorker } from '../database/context.ts';
import { record } from '../events/record.ts';
import { enqueue } from '../jobs/jobs.ts';
import { demandInteraction } from '../people/visible.ts';
import { interaction } from '../schema/interactions.ts';
import { organisation } from '../schema/people.ts';
import { transcript, transcript_measures, transcription } from '../schema/transcripts.ts';
import { dropCheckpoints } from './checkpoints.ts';
import { shownTurns } from './masking.ts';
import { measuresOfTranscript } from './measures.ts';
import { originalsOpened } from './originals.ts';
import { type LookedThrough, lookThrough } from './personal-data.ts';
import { keepTranscript, keepTranscripts } from './revisions.ts';

/** What a worker needs to know of a recording. */
export type TranscriptionWork = {
  attempt: number;
  sha256: string;
  file_name: string;
  agent_channel: AgentChannel | null;
  /** As imported; null: to be detected. */
  language: string | null;
  /** The organisation's choice; null: the product's. */
  model: string | null;
  /** Names and words to be listened for. */
  vocabulary: string[];
  /** The organisation's; null: the product's. */
  languages: string[] | null;
  /** Who called whom; null: not known. */
  direction: 'inbound' | 'outbound' | null;
};

export type TranscriptView = {
  revision: number;
  language: string | null;
  /** null for text. */
  method: SpeakerMethod | null;
  /** How sure it is who speaks; null where there was nothing to tell apart. */
  speakers_confidence_bp: number | null;
  duration_ms: number;
  /** Of a recording that was cut off: how long its file says it should be. */
  announced_ms: number | null;
  /** What had to be assumed or left out when the recording was read. */
  recording_notes: RecordingNotes | null;
  turns: Turn[];
  /** null until they are taken, after an upgrade. */
  measures: Measures | null;
};

type Attempt = { interaction_id: string; attempt: number };

/** A recording that has come in waits for its words; part of the import's transaction. */
export async function queueTranscription(tx: Db, ctx: Ctx, interactionId: string): Promise<void> {
  await tx.insert(transcription).values({
    interaction_id: interactionId,
    organisation_id: ctx.actor.organisation,
    state: 'queued',
    queued_at: ctx.now.toISOString(),
  });
  await enqueue(tx, 'transcribe', [{ organisation_id: ctx.actor.organisation, interaction_id: interactionId }]);
}

/** A worker begins. null: there is nothing to do (any more). */
export async function startTranscription(
  ctx: Ctx,
  input: { interaction_id: string; worker_id?: string },
): Promise<TranscriptionWork | null> {
  demandWorker(ctx);
  const now = ctx.now.toISOString();
  return await ctx.db.transaction(async (tx) => {
    const [begun] = await tx
      .update(transcription)
      .set({
        state: 'running',
        stage: null,
        progress_bp: 0,
        code: null,
        attempt: sql`${transcription.attempt} + 1`,
        worker_id: input.worker_id ?? null,
        started_at: now,
        seen_at: now,
      })
      .where(and(own(ctx, input.interaction_id), inArray(transcription.state, ['queued', 'running', 'waiting'])))
      .returning({ attempt: transcription.attempt });
    if (!begun) return null;
    const sound = await soundOf(tx, input.interaction_id);
    return sound && { ...begun, ...sound };
  });
}

/** What is listened to, and with what the organisation says of it. */
export async function soundOf(tx: Db, interactionId: string): Promise<Omit<TranscriptionWork, 'attempt'> | null> {
  const [row] = await tx
    .select({
      sha256: interaction.content_sha256,
      file_name: interaction.file_name,
      agent_channel: interaction.agent_channel,
      language: interaction.declared_language,
      direction: interaction.direction,
      metadata: interaction.metadata,
      settings: organisation.settings,
    })
    .from(interaction)
    .innerJoin(organisation, eq(organisation.id, interaction.organisation_id))
    .where(eq(interaction.id, interactionId));
  if (!row) return null;
  const { settings, metadata, ...found } = row;
  return {
    ...found,
    file_name: found.file_name ?? 'recording',
    agent_channel: found.agent_channel ?? sideOf(settings.recorders ?? [], metadata),
    model: settings.model ?? null,
    vocabulary: settings.vocabulary ?? [],
    languages: settings.languages ?? null,
  };
}

/**
 * How far a worker is; called at most about once a second.
 * @param input.progress_bp parts in ten thousand: of the download in stage `model`, of the recording in the others
 * @returns false when the recording is not this worker's any more: it can stop
 */
export async function reportProgress(
  ctx: Ctx,
  input: Attempt & { stage: Stage; progress_bp: number },
): Promise<boolean> {
  demandWorker(ctx);
  const rows = await ctx.db
    .update(transcription)
    .set({
      stage: input.stage,
      progress_bp: Math.max(0, Math.min(10_000, Math.round(input.progress_bp))),
      seen_at: ctx.now.toISOString(),
    })
    .where(mine(ctx, input))
    .returning({ id: transcription.interaction_id });
  return rows.length > 0;
}

/** What was heard; `took_ms` is null when it was heard elsewhere, where nobody asks how long it took. */
export type HeardTranscript = Omit<Transcript, 'took_ms'> & { took_ms: number | null };

/** Keeps what was heard as revision 1. @returns false when there was one already, which stays */
export async function recordTranscript(
  ctx: Ctx,
  input: { interaction_id: string; transcript: HeardTranscript },
): Promise<boolean> {
  demandWorker(ctx);
  const heard = input.transcript;
  const took_ms = heard.took_ms === null ? null : Math.round(heard.took_ms);
  const now = ctx.now.toISOString();
  const said = await lookThrough(ctx, heard.turns);
  return await ctx.db.transaction(async (tx) => {
    const [done] = await tx
      .update(transcription)
      .set({ state: 'done', stage: null, progress_bp: 10_000, code: null, finished_at: now, seen_at: now })
      .where(and(own(ctx, input.interaction_id), ne(transcription.state, 'done')))
      .returning({ attempt: transcription.attempt });
    if (!done) return false;
    await dropCheckpoints(tx, ctx, input.interaction_id);
    const made = await keepTranscript(tx, ctx, {
      interaction_id: input.interaction_id,
      revision: 1,
      origin: 'heard',
      language: heard.language,
      languages: heard.languages,
      method: heard.method,
      speakers_confidence_bp:
        heard.speakers_confidence === null ? null : Math.round(heard.speakers_confidence * 10_000),
      duration_ms: heard.duration_ms,
      announced_ms: heard.announced_ms ?? null,
      recording_notes: heard.recording_notes ?? null,
      said,
      peaks: heard.peaks,
      model: heard.model,
      pipeline: heard.pipeline,
      took_ms,
    });
    if (!made) return false;
    const detail = { revision: 1, origin: 'heard' as const, attempt: done.attempt, model: heard.model, took_ms };
    await record(tx, ctx, { kind: 'transcript.ready', subject: input.interaction_id, detail });
    return true;
  });
}

/**
 * A recording that cannot be transcribed.
 * @param input.attempt null for a job whose workers died again and again
 */
export async function failTranscription(
  ctx: Ctx,
  input: { interaction_id: string; attempt: number | null; code: ProblemCode },
): Promise<void> {
  demandWorker(ctx);
  const { interaction_id, attempt, code } = input;
  const still =
    attempt === null
      ? and(own(ctx, interaction_id), inArray(transcription.state, ['queued', 'running']))
      : mine(ctx, { interaction_id, attempt });
  await ctx.db.transaction(async (tx) => {
    const [failed] = await tx
      .update(transcription)
      .set({ state: 'failed', stage: null, code, finished_at: ctx.now.toISOString() })
      .where(still)
      .returning({ attempt: transcription.attempt });
    if (!failed) return;
    await dropCheckpoints(tx, ctx, interaction_id);
    const detail = { code, attempt: failed.attempt };
    await record(tx, ctx, { kind: 'transcription.failed', subject: interaction_id, detail });
  });
}

/** The model is not available: the recording waits until resumeWaiting() finds it. */
export async function waitForModel(ctx: Ctx, input: Attempt & { code?: ProblemCode }): Promise<void> {
  demandWorker(ctx);
  await ctx.db
    .update(transcription)
    .set({ state: 'waiting', stage: null, code: input.code ?? 'model-unavailable' })
    .where(mine(ctx, input));
}

/**
 * A worker releases what it has in progress; it starts again.
 * @param input.requeue also adds a job: for a worker whose own job is not released automatically
 */
export async function handBack(ctx: Ctx, input: Attempt & { requeue: boolean }): Promise<void> {
  demandWorker(ctx);
  await ctx.db.transaction(async (tx) => {
    const rows = await tx
      .update(transcription)
      .set({ state: 'queued', stage: null, progress_bp: 0 })
      .where(mine(ctx, input))
      .returning({ organisation_id: transcription.organisation_id, interaction_id: transcription.interaction_id });
    if (input.requeue) await enqueue(tx, 'transcribe', rows);
  });
}

/** Someone wants a failed (or waiting) recording tried again. Nothing happens to one that is under way or done. */
export async function retryTranscription(ctx: Ctx, input: { id: string }): Promise<{ state: TranscriptionState }> {
  await demandInteraction(ctx, 'interactions:import', input.id);
  return await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .select({ state: transcription.state })
      .from(transcription)
      .where(own(ctx, input.id))
      .for('update');
    if (!row) throw new Problem('not-found');
    if (row.state !== 'failed' && row.state !== 'waiting') return row;
    await tx
      .update(transcription)
      .set({
        state: 'queued',
        stage: null,
        progress_bp: 0,
        code: null,
        queued_at: ctx.now.toISOString(),
        finished_at: null,
      })
      .where(own(ctx, input.id));
    await enqueue(tx, 'transcribe', [{ organisation_id: ctx.actor.organisation, interaction_id: input.id }]);
    await record(tx, ctx, { kind: 'transcription.retried', subject: input.id, detail: {} });
    return { state: 'queued' };
  });
}

/** Text that came in as text: its words are there at once. Part of the import's transaction. */
export async function recordTexts(
  tx: Db,
  ctx: Ctx,
  texts: { interaction_id: string; language: string | null; said: LookedThrough }[],
): Promise<void> {
  const revisions = texts.map(({ interaction_id, language, said }) => ({
    interaction_id,
    revision: 1,
    origin: 'typed' as const,
    language,
    languages: language === null ? [] : [language],
    duration_ms: said.turns.reduce((last, turn) => Math.max(last, turn.end_ms), 0),
    said,
  }));
  await keepTranscripts(tx, ctx, revisions);
}

/**
 * The newest transcript of an interaction, personal data masked; null if there is none.
 * @param input.revision as it stood then, in place of the newest
 * @param input.original unmasked, for anyone who has opened the originals (openOriginals)
 */
export async function transcriptOf(
  ctx: Ctx,
  input: { id: string; original?: boolean; revision?: number },
): Promise<TranscriptView | null> {
  await demandInteraction(ctx, 'interactions:read', input.id);
  if (input.original) await originalsOpened(ctx, { id: input.id, use: 'read' });
  const [row] = await ctx.db
    .select({
      revision: transcript.revision,
      language: transcript.language,
      method: transcript.method,
      speakers_confidence_bp: transcript.speakers_confidence_bp,
      duration_ms: transcript.duration_ms,
      announced_ms: transcript.announced_ms,
      recording_notes: transcript.recording_notes,
      turns: transcript.turns,
      personal_data: transcript.personal_data,
      measures: transcript_measures.measures,
    })
    .from(transcript)
    .leftJoin(transcript_measures, measuresOfTranscript)
    .where(
      and(
        eq(transcript.interaction_id, input.id),
        eq(transcript.organisation_id, ctx.actor.organisation),
        input.revision === undefined ? undefined : eq(transcript.revision, input.revision),
      ),
    )
    .orderBy(desc(transcript.revision))
    .limit(1);
  if (!row) return null;
  const { personal_data, ...shown } = row;
  const turns = input.original ? row.turns : await shownTurns(ctx, { turns: row.turns, personal_data });
  return { ...shown, turns };
}

/** What to draw of a recording; null while there is nothing, and for text. */
export async function peaksOf(ctx: Ctx, input: { id: string }): Promise<Peaks | null> {
  await demandInteraction(ctx, 'interactions:read', input.id);
  const [row] = await ctx.db
    .select({ peaks: transcript.peaks })
    .from(transcript)
    .where(
      and(
        eq(transcript.interaction_id, input.id),
        isNotNull(transcript.peaks),
        eq(transcript.organisation_id, ctx.actor.organisation),
      ),
    )
    .orderBy(desc(transcript.revision))
    .limit(1);
  return row?.peaks ?? null;
}

const own = (ctx: Ctx, id: string) =>
  and(eq(transcription.interaction_id, id), eq(transcription.organisation_id, ctx.actor.organisation));

const mine = (ctx: Ctx, { interaction_id, attempt }: Attempt) =>
  and(own(ctx, interaction_id), eq(transcription.attempt, attempt), eq(transcription.state, 'running'));
