// Comparing models on calls an organisation chooses. Each call is transcribed with each model; its own transcript stays
// unchanged, and results are masked like everything else and count for nothing.

import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { Problem, type ProblemCode } from '../../scorecards/problems/problem.ts';
import { isModelName } from '../../transcription/models/place.ts';
import { type Marked, markDifferences, wordErrors } from '../../transcription/text/writing/word-errors.ts';
import type { AgentChannel, Transcript, Turn } from '../../transcription/transcript/transcript.ts';
import { type Ctx, type Db, demand, demandWorker } from '../database/context.ts';
import { newId } from '../database/id.ts';
import { record } from '../events/record.ts';
import { enqueue } from '../jobs/jobs.ts';
import { agentsVisible } from '../people/visible.ts';
import { interaction } from '../schema/interactions.ts';
import { member, organisation } from '../schema/people.ts';
import { model_trial, model_trial_run } from '../schema/speech.ts';
import { transcript, transcription } from '../schema/transcripts.ts';
import { shownTurns } from './masking.ts';
import { soundOf } from './transcripts.ts';

export const MOST_CALLS = 5;
export const MOST_MODELS = 3;

/** Words that differ from the first model's, for one speaker. */
export type ShownTurn = { speaker: Turn['speaker']; start_ms: number; parts: Marked[] };

export type TrialRun = {
  model: string;
  state: (typeof model_trial_run.$inferSelect)['state'];
  progress_bp: number;
  code: string | null;
  language: string | null;
  /** Seconds of work for a second of sound; null until it is done. */
  factor: number | null;
  /** Compared with the corrected transcript; null if there is none. */
  errors: { errors: number; tokens: number } | null;
  turns: ShownTurn[];
};

export type TrialCall = {
  interaction_id: string;
  external_id: string;
  agent: string;
  language: string | null;
  duration_ms: number;
  /** Whether a person has corrected its transcript, so that errors can be counted. */
  corrected: boolean;
  runs: TrialRun[];
};

export type TrialView = {
  id: string;
  created_at: string;
  under_way: boolean;
  models: { model: string; factor: number | null; errors: { errors: number; tokens: number } | null }[];
  calls: TrialCall[];
};

/** What a worker needs to know of one run. */
export type RunWork = {
  sha256: string;
  file_name: string;
  agent_channel: AgentChannel | null;
  language: string | null;
  model: string;
  vocabulary: string[];
  languages: string[] | null;
  direction: 'inbound' | 'outbound' | null;
};

/** Begins a comparison. The calls are the actor's to read, and have been transcribed. */
export async function startTrial(ctx: Ctx, input: { interactions: string[]; models: string[] }): Promise<TrialView> {
  demand(ctx, 'speech:manage');
  const { organisation: of } = ctx.actor;
  const models = [...new Set(input.models)];
  const strange = models.find((model) => !isModelName(model));
  if (strange !== undefined) throw new Problem('unknown-model', { model: strange });
  const wanted = [...new Set(input.interactions)];
  await ctx.db.transaction(async (tx) => {
    await tx.select({ id: organisation.id }).from(organisation).where(eq(organisation.id, of)).for('update');
    const [open] = await tx
      .select({ id: model_trial_run.id })
      .from(model_trial_run)
      .where(and(eq(model_trial_run.organisation_id, of), inArray(model_trial_run.state, ['queued', 'running'])))
      .limit(1);
    if (open) throw new Problem('trial-under-way');
    const calls = await tx
      .select({ id: interaction.id })
      .from(interaction)
      .innerJoin(transcription, eq(transcription.interaction_id, interaction.id))
      .where(
        and(
          eq(interaction.organisation_id, of),
          inArray(interaction.id, wanted),
          eq(transcription.state, 'done'),
          agentsVisible(ctx, 'interactions:read', interaction.agent_id),
        ),
      );
    if (calls.length < wanted.length) throw new Problem('not-a-recording');
    const trial = newId('tri', ctx.now);
    await tx
      .insert(model_trial)
      .values({ id: trial, organisation_id: of, asked_by: ctx.actor.member, created_at: ctx.now.toISOString() });
    // Call by call: what was heard with one model is read beside the other as soon as possible.
    const runs = wanted.flatMap((interaction_id) =>
      models.map((model) => ({
        id: newId('run', ctx.now),
        trial_id: trial,
        organisation_id: of,
        interaction_id,
        model,
        state: 'queued' as const,
      })),
    );
    await tx.insert(model_trial_run).values(runs);
    await enqueue(
      tx,
      'try-model',
      runs.map(({ id }) => ({ organisation_id: of, run_id: id })),
    );
    await record(tx, ctx, { kind: 'trial.started', subject: trial, detail: { models, calls: wanted.length } });
  });
  const trial = await showTrial(ctx);
  if (!trial) throw new Problem('not-found');
  return trial;
}

/** Ends a comparison; what was heard stays. */
export async function stopTrial(ctx: Ctx, input: { id: string }): Promise<{ stopped: number }> {
  demand(ctx, 'speech:manage');
  return await ctx.db.transaction(async (tx) => {
    const own = and(eq(model_trial.id, input.id), eq(model_trial.organisation_id, ctx.actor.organisation));
    const [trial] = await tx.select({ id: model_trial.id }).from(model_trial).where(own);
    if (!trial) throw new Problem('not-found');
    const rows = await tx
      .update(model_trial_run)
      .set({ state: 'failed', code: 'cancelled', finished_at: ctx.now.toISOString() })
      .where(and(eq(model_trial_run.trial_id, trial.id), inArray(model_trial_run.state, ['queued', 'running'])))
      .returning({ id: model_trial_run.id });
    if (rows.length > 0) await record(tx, ctx, { kind: 'trial.stopped', subject: trial.id, detail: {} });
    return { stopped: rows.length };
  });
}

/** The newest comparison, with those of its calls the actor may read; null if there is none. */
export async function showTrial(ctx: Ctx): Promise<TrialView | null> {
  demand(ctx, 'speech:read');
  const { organisation: of } = ctx.actor;
  const [trial] = await ctx.db
    .select()
    .from(model_trial)
    .where(eq(model_trial.organisation_id, of))
    .orderBy(desc(model_trial.created_at), desc(model_trial.id))
    .limit(1);
  if (!trial) return null;
  const rows = await ctx.db
    .select({
      run: model_trial_run,
      external_id: interaction.external_id,
      agent: member.name,
      duration_ms: interaction.duration_ms,
    })
    .from(model_trial_run)
    .innerJoin(interaction, eq(interaction.id, model_trial_run.interaction_id))
    .innerJoin(member, eq(member.id, interaction.agent_id))
    .where(
      and(
        eq(model_trial_run.trial_id, trial.id),
        eq(model_trial_run.organisation_id, of),
        agentsVisible(ctx, 'interactions:read', interaction.agent_id),
      ),
    )
    .orderBy(asc(model_trial_run.id));
  const references = await referencesOf(
    ctx,
    rows.map(({ run }) => run.interaction_id),
  );
  const calls: TrialCall[] = [];
  for (const [interaction_id, group] of Map.groupBy(rows, ({ run }) => run.interaction_id)) {
    const [first] = group;
    if (!first) continue;
    const reference = references.get(interaction_id) ?? null;
    calls.push({
      interaction_id,
      external_id: first.external_id,
      agent: first.agent,
      language: reference?.language ?? group.find(({ run }) => run.language)?.run.language ?? null,
      duration_ms: reference?.duration_ms ?? first.duration_ms ?? 0,
      corrected: reference?.corrected === true,
      runs: await shownRuns(
        ctx,
        group.map(({ run }) => run),
        reference?.corrected ? reference.turns : null,
      ),
    });
  }
  const models = [...new Set(calls.flatMap(({ runs }) => runs.map(({ model }) => model)))];
  return {
    id: trial.id,
    created_at: trial.created_at,
    under_way: rows.some(({ run }) => run.state === 'queued' || run.state === 'running'),
    models: models.map((model) => sumOf(model, calls)),
    calls,
  };
}

type Reference = { turns: Turn[]; corrected: boolean; language: string | null; duration_ms: number };

/** The newest transcript of each call; a corrected one is what errors are counted against. */
async function referencesOf(ctx: Ctx, ids: string[]): Promise<Map<string, Reference>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({
      interaction_id: transcript.interaction_id,
      turns: transcript.turns,
      origin: transcript.origin,
      language: transcript.language,
      duration_ms: transcript.duration_ms,
    })
    .from(transcript)
    .where(
      and(
        eq(transcript.organisation_id, ctx.actor.organisation),
        inArray(transcript.interaction_id, [...new Set(ids)]),
      ),
    )
    .orderBy(asc(transcript.revision));
  return new Map(
    rows.map(({ interaction_id, origin, ...row }) => [interaction_id, { ...row, corrected: origin === 'corrected' }]),
  );
}

type Run = typeof model_trial_run.$inferSelect;

async function shownRuns(ctx: Ctx, runs: readonly Run[], reference: Turn[] | null): Promise<TrialRun[]> {
  const masked = await Promise.all(
    runs.map((run) => (run.turns ? shownTurns(ctx, { turns: run.turns, personal_data: null }) : [])),
  );
  const base = masked.find((turns) => turns.length > 0) ?? [];
  return runs.map((run, i): TrialRun => {
    const language = run.language ?? 'en';
    const own = masked[i] ?? [];
    // The first is compared with the second, every other with the first.
    const against = own === base ? (masked.find((turns) => turns !== base && turns.length > 0) ?? own) : base;
    return {
      model: run.model,
      state: run.state,
      progress_bp: run.progress_bp,
      code: run.code,
      language: run.language,
      factor: run.took_ms !== null && run.duration_ms ? run.took_ms / run.duration_ms : null,
      errors: reference && run.turns ? wordErrors(textOf(reference), textOf(run.turns), language) : null,
      turns: markTurns(own, against, language),
    };
  });
}

/** The order of overlapping speech is not a word error, so each side's text is compared separately. */
function textOf(turns: readonly Turn[]): string {
  const sides = Map.groupBy(turns, (turn) => turn.channel);
  return [...sides]
    .toSorted(([a], [b]) => a - b)
    .map(([, side]) => side.map((turn) => turn.text).join(' '))
    .join(' ');
}

/** Each turn against what the other has at about the same time on the same channel. */
function markTurns(turns: readonly Turn[], against: readonly Turn[], language: string): ShownTurn[] {
  return turns.map((turn) => {
    const near = against.filter(
      (other) =>
        other.channel === turn.channel &&
        other.start_ms < turn.end_ms + NEAR_MS &&
        other.end_ms > turn.start_ms - NEAR_MS,
    );
    const other = near.map(({ text }) => text).join(' ');
    return { speaker: turn.speaker, start_ms: turn.start_ms, parts: markDifferences(turn.text, other, language) };
  });
}

/** Two models cut turns at other moments. */
const NEAR_MS = 1500;

function sumOf(model: string, calls: readonly TrialCall[]): TrialView['models'][number] {
  const done = calls.flatMap(({ runs, duration_ms }) =>
    runs.filter((run) => run.model === model && run.state === 'done').map((run) => ({ run, duration_ms })),
  );
  const sound = done.reduce((sum, { duration_ms }) => sum + duration_ms, 0);
  const work = done.reduce((sum, { run, duration_ms }) => sum + (run.factor ?? 0) * duration_ms, 0);
  const counted = done.flatMap(({ run }) => run.errors ?? []);
  return {
    model,
    factor: sound > 0 ? work / sound : null,
    errors:
      counted.length === 0
        ? null
        : {
            errors: counted.reduce((sum, one) => sum + one.errors, 0),
            tokens: counted.reduce((sum, one) => sum + one.tokens, 0),
          },
  };
}

/** A worker begins one run. null: it was called off, or is done. */
export async function startRun(ctx: Ctx, input: { run_id: string }): Promise<RunWork | null> {
  demandWorker(ctx);
  return await ctx.db.transaction(async (tx) => {
    const [run] = await tx
      .update(model_trial_run)
      .set({ state: 'running', progress_bp: 0 })
      .where(open(ctx, input.run_id))
      .returning({ interaction_id: model_trial_run.interaction_id, model: model_trial_run.model });
    if (!run) return null;
    const sound = await soundOf(tx, run.interaction_id);
    return sound && { ...sound, model: run.model };
  });
}

/** @returns false when the run was called off */
export async function reportRun(ctx: Ctx, input: { run_id: string; progress_bp: number }): Promise<boolean> {
  demandWorker(ctx);
  const rows = await ctx.db
    .update(model_trial_run)
    .set({ progress_bp: Math.max(0, Math.min(10_000, Math.round(input.progress_bp))) })
    .where(open(ctx, input.run_id))
    .returning({ id: model_trial_run.id });
  return rows.length > 0;
}

/** What one model heard on one call. */
export async function recordRun(ctx: Ctx, input: { run_id: string; transcript: Transcript }): Promise<void> {
  demandWorker(ctx);
  const { language, duration_ms, took_ms, turns } = input.transcript;
  await finish(ctx.db, ctx, input.run_id, {
    state: 'done',
    progress_bp: 10_000,
    code: null,
    language,
    duration_ms,
    took_ms: Math.round(took_ms),
    turns,
  });
}

export async function failRun(ctx: Ctx, input: { run_id: string; code: ProblemCode }): Promise<void> {
  demandWorker(ctx);
  await finish(ctx.db, ctx, input.run_id, { state: 'failed', code: input.code });
}

async function finish(db: Db, ctx: Ctx, runId: string, row: Partial<Run>): Promise<void> {
  await db
    .update(model_trial_run)
    .set({ ...row, finished_at: ctx.now.toISOString() })
    .where(open(ctx, runId));
}

const open = (ctx: Ctx, runId: string) =>
  and(
    eq(model_trial_run.id, runId),
    eq(model_trial_run.organisation_id, ctx.actor.organisation),
    inArray(model_trial_run.state, ['queued', 'running']),
  );
