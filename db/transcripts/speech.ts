// Transcription settings of an organisation: model, vocabulary, languages and the agent's channel per recorder; and the
// state behind them: models on the machines of this installation, and the transcription processes.
import { and, desc, eq, isNotNull, sql } from 'drizzle-orm';
import { Problem } from '../../scorecards/problems/problem.ts';
import { memoryFor } from '../../transcription/models/capacity.ts';
import { DEFAULT_MODEL, isModelName, KNOWN_MODELS, productName } from '../../transcription/models/place.ts';
import type { RecorderSide } from '../../transcription/speakers/recorders.ts';
import { KNOWN_LANGUAGES, LANGUAGES } from '../../transcription/transcript/languages.ts';
import { type Ctx, type Db, demand } from '../database/context.ts';
import { record } from '../events/record.ts';
import { modelCopies, workersThere } from '../jobs/workers.ts';
import { interaction } from '../schema/interactions.ts';
import { type OrganisationSettings, organisation } from '../schema/people.ts';
import { model_wish } from '../schema/speech.ts';
import { transcript, transcription } from '../schema/transcripts.ts';
import { measuringOf } from './measures.ts';
import type { Progress } from './renewal.ts';

/** `wished`: no worker has begun to fetch it; `absent`: nobody asked for it. */
export type ModelState = 'ready' | 'downloading' | 'failed' | 'wished' | 'absent';

export type ModelRow = {
  model: string;
  /** null: not one of those the product knows. */
  english_only: boolean | null;
  /** Bytes on disk; about, until it is there. */
  bytes: number | null;
  /** What a process needs with it, bytes. */
  memory_bytes: number | null;
  /** Time for the same call as a multiple of the product's own model's. */
  relative_time: number | null;
  state: ModelState;
  received: number;
  total: number | null;
  /** Problem code when failed. */
  code: string | null;
  wished: boolean;
  in_use: boolean;
  /** What was measured on this organisation's calls: seconds of work for a second of sound. */
  measured: { factor: number; recordings: number } | null;
};

export type WorkerRow = {
  id: string;
  host: string;
  version: string;
  children: number;
  threads: number;
  memory_bytes: number;
  started_at: string;
  in_hand: { interaction_id: string; external_id: string; stage: string | null; progress_bp: number }[];
};

export type SpeechView = {
  model: string;
  models: ModelRow[];
  workers: WorkerRow[];
  /** Recordings that wait for a worker, and for a model. */
  queued: number;
  waiting: number;
  vocabulary: string[];
  /** That recordings may be in, the most spoken first. */
  languages: string[];
  recorders: RecorderSide[];
  /** Recorders that imports have named. */
  recorders_seen: string[];
  /** How far older transcripts are measured; null when all are. */
  measuring: Progress | null;
};

export const MOST_WORDS = 200;
export const LONGEST_WORD = 60;
export const MOST_LANGUAGES = 8;
/** So many of the newest transcripts tell how fast a model is. */
const MEASURED_OVER = 200;
/** Shorter recordings say more about the start than about the work. */
const LEAST_MEASURED_MS = 20_000;

/** Everything the page about speech shows. */
export async function showSpeech(ctx: Ctx): Promise<SpeechView> {
  demand(ctx, 'speech:read');
  const { organisation: of } = ctx.actor;
  const settings = await settingsOf(ctx.db, ctx);
  const wishes = await ctx.db.select().from(model_wish).where(eq(model_wish.organisation_id, of));
  const copies = await modelCopies(ctx);
  const measured = await measuredModels(ctx);
  const model = settings.model ?? DEFAULT_MODEL;
  const names = new Set([
    ...KNOWN_MODELS.map((one) => one.model),
    model,
    ...wishes.map((wish) => wish.model),
    ...copies.filter(({ state }) => state === 'ready').map((copy) => copy.model),
  ]);
  const models = [...names].map((name): ModelRow => {
    const known = KNOWN_MODELS.find((one) => one.model === name);
    const wished = wishes.some((wish) => wish.model === name);
    // Where some machine has it and another not yet, what is still to come is what matters.
    const own = copies.filter((copy) => copy.model === name);
    const copy = (wished && own.find(({ state }) => state === 'downloading')) || own.toSorted(readyFirst)[0];
    const bytes = copy?.total ?? known?.bytes ?? null;
    return {
      model: name,
      english_only: known?.english_only ?? null,
      bytes,
      memory_bytes: bytes === null ? null : memoryFor(bytes),
      relative_time: known?.relative_time ?? null,
      state: copy?.state ?? (wished ? 'wished' : 'absent'),
      received: copy?.received ?? 0,
      total: copy?.total ?? null,
      code: copy?.code ?? null,
      wished,
      in_use: name === model,
      measured: measured.get(name) ?? null,
    };
  });
  const [counts] = await ctx.db
    .select({
      queued: sql<number>`(count(*) filter (where ${transcription}.state = 'queued'))::int`,
      waiting: sql<number>`(count(*) filter (where ${transcription}.state = 'waiting'))::int`,
    })
    .from(transcription)
    .where(eq(transcription.organisation_id, of));
  return {
    model,
    models,
    workers: await workerRows(ctx),
    queued: counts?.queued ?? 0,
    waiting: counts?.waiting ?? 0,
    vocabulary: settings.vocabulary ?? [],
    languages: settings.languages ?? [...LANGUAGES],
    recorders: settings.recorders ?? [],
    recorders_seen: await recordersSeen(ctx),
    measuring: await measuringOf(ctx),
  };
}

const readyFirst = (a: { state: string }, b: { state: string }): number =>
  Number(b.state === 'ready') - Number(a.state === 'ready');

async function workerRows(ctx: Ctx): Promise<WorkerRow[]> {
  const workers = await workersThere(ctx);
  const running = await ctx.db
    .select({
      worker_id: transcription.worker_id,
      interaction_id: transcription.interaction_id,
      external_id: interaction.external_id,
      stage: transcription.stage,
      progress_bp: transcription.progress_bp,
    })
    .from(transcription)
    .innerJoin(interaction, eq(interaction.id, transcription.interaction_id))
    .where(and(eq(transcription.organisation_id, ctx.actor.organisation), eq(transcription.state, 'running')));
  return workers.map(({ seen_at: _, ...worker }) => ({
    ...worker,
    in_hand: running.filter((row) => row.worker_id === worker.id).map(({ worker_id: __, ...row }) => row),
  }));
}

/** How fast each model was on this organisation's newest recordings. */
async function measuredModels(ctx: Ctx): Promise<Map<string, { factor: number; recordings: number }>> {
  const rows = await ctx.db
    .select({ model: transcript.model, took_ms: transcript.took_ms, duration_ms: transcript.duration_ms })
    .from(transcript)
    .where(
      and(
        eq(transcript.organisation_id, ctx.actor.organisation),
        eq(transcript.origin, 'heard'),
        isNotNull(transcript.took_ms),
        sql`${transcript.duration_ms} >= ${LEAST_MEASURED_MS}`,
      ),
    )
    .orderBy(desc(transcript.created_at))
    .limit(MEASURED_OVER);
  const sums = new Map<string, { took: number; duration: number; recordings: number }>();
  for (const row of rows) {
    const name = productName(row.model ?? '');
    const sum = sums.get(name) ?? { took: 0, duration: 0, recordings: 0 };
    sums.set(name, {
      took: sum.took + (row.took_ms ?? 0),
      duration: sum.duration + row.duration_ms,
      recordings: sum.recordings + 1,
    });
  }
  return new Map(
    [...sums].map(([name, sum]) => [name, { factor: sum.took / sum.duration, recordings: sum.recordings }]),
  );
}

async function recordersSeen(ctx: Ctx): Promise<string[]> {
  const name = sql<string>`${interaction}.metadata ->> 'recorder'`;
  const rows = await ctx.db
    .selectDistinct({ name })
    .from(interaction)
    .where(and(eq(interaction.organisation_id, ctx.actor.organisation), sql`${name} <> ''`))
    .orderBy(name)
    .limit(50);
  return rows.map((row) => row.name);
}

/** A model is to be at hand: every worker fetches it. Said again, what failed is tried again at once. */
export async function wishModel(ctx: Ctx, input: { model: string }): Promise<SpeechView> {
  demand(ctx, 'speech:manage');
  refuseStrangeName(input.model);
  await ctx.db.transaction(async (tx) => {
    await wish(tx, ctx, input.model);
    const detail = { model: input.model };
    await record(tx, ctx, { kind: 'speech.model-wished', subject: ctx.actor.organisation, detail });
  });
  return showSpeech(ctx);
}

/** A model is not wanted any more; a download of it ends and keeps what has come in. */
export async function dropModel(ctx: Ctx, input: { model: string }): Promise<SpeechView> {
  demand(ctx, 'speech:manage');
  refuseStrangeName(input.model);
  const { organisation: of } = ctx.actor;
  await ctx.db.transaction(async (tx) => {
    const { model } = await settingsOf(tx, ctx);
    if ((model ?? DEFAULT_MODEL) === input.model) throw new Problem('model-in-use', { model: input.model });
    const gone = await tx
      .delete(model_wish)
      .where(and(eq(model_wish.organisation_id, of), eq(model_wish.model, input.model)))
      .returning({ model: model_wish.model });
    for (const detail of gone) await record(tx, ctx, { kind: 'speech.model-dropped', subject: of, detail });
  });
  return showSpeech(ctx);
}

/** From now on recordings are transcribed with this model; what is transcribed stays as it is. */
export async function useModel(ctx: Ctx, input: { model: string }): Promise<SpeechView> {
  demand(ctx, 'speech:manage');
  refuseStrangeName(input.model);
  await ctx.db.transaction(async (tx) => {
    const { model: before = DEFAULT_MODEL } = await settingsOf(tx, ctx);
    await changeSettings(tx, ctx, { model: input.model });
    await wish(tx, ctx, input.model);
    const detail = { before: before ?? null, after: input.model };
    await record(tx, ctx, { kind: 'speech.model-chosen', subject: ctx.actor.organisation, detail });
  });
  return showSpeech(ctx);
}

/** The words to be listened for, the most important first; empty lines and repetitions go. */
export async function saveVocabulary(ctx: Ctx, input: { words: string[] }): Promise<SpeechView> {
  demand(ctx, 'speech:manage');
  const lines = input.words.map((word) => word.trim().replaceAll(/\s+/g, ' '));
  const long = lines.findIndex((word) => [...word].length > LONGEST_WORD);
  if (long >= 0) throw new Problem('word-too-long', { line: long + 1, limit: LONGEST_WORD });
  const vocabulary = [...new Map(lines.filter(Boolean).map((word) => [word.toLowerCase(), word])).values()];
  if (vocabulary.length > MOST_WORDS) {
    throw new Problem('too-many-words', { count: vocabulary.length, limit: MOST_WORDS });
  }
  await ctx.db.transaction(async (tx) => {
    await changeSettings(tx, ctx, { vocabulary });
    const detail = { words: vocabulary.length };
    await record(tx, ctx, { kind: 'speech.vocabulary-changed', subject: ctx.actor.organisation, detail });
  });
  return showSpeech(ctx);
}

/** Languages that are spoken; a recording from now on is in one of them, or in several. */
export async function saveLanguages(ctx: Ctx, input: { languages: string[] }): Promise<SpeechView> {
  demand(ctx, 'speech:manage');
  const languages = [...new Set(input.languages)];
  const strange = languages.find((language) => !KNOWN_LANGUAGES.includes(language));
  if (strange !== undefined) throw new Problem('unknown-language', { language: strange });
  if (languages.length === 0) throw new Problem('no-languages');
  if (languages.length > MOST_LANGUAGES) {
    throw new Problem('too-many-languages', { count: languages.length, limit: MOST_LANGUAGES });
  }
  await ctx.db.transaction(async (tx) => {
    const { languages: before = LANGUAGES } = await settingsOf(tx, ctx);
    await changeSettings(tx, ctx, { languages });
    const detail = { before: [...before], after: languages };
    await record(tx, ctx, { kind: 'speech.languages-changed', subject: ctx.actor.organisation, detail });
  });
  return showSpeech(ctx);
}

/** Which side the agent is on, for each recorder; the row without a name is about all others. */
export async function saveRecorders(ctx: Ctx, input: { recorders: RecorderSide[] }): Promise<SpeechView> {
  demand(ctx, 'speech:manage');
  const recorders = input.recorders.map(({ recorder, agent }) => ({ recorder: recorder?.trim() || null, agent }));
  const seen = new Set<string | null>();
  for (const { recorder } of recorders) {
    const key = recorder?.toLowerCase() ?? null;
    if (seen.has(key)) throw new Problem('recorder-twice', { name: recorder ?? '' });
    seen.add(key);
  }
  await ctx.db.transaction(async (tx) => {
    await changeSettings(tx, ctx, { recorders });
    const detail = { recorders: recorders.length };
    await record(tx, ctx, { kind: 'speech.recorders-changed', subject: ctx.actor.organisation, detail });
  });
  return showSpeech(ctx);
}

function refuseStrangeName(model: string): void {
  if (!isModelName(model)) throw new Problem('unknown-model', { model });
}

async function settingsOf(db: Db, ctx: Ctx): Promise<OrganisationSettings> {
  const [row] = await db
    .select({ settings: organisation.settings })
    .from(organisation)
    .where(eq(organisation.id, ctx.actor.organisation));
  return row?.settings ?? {};
}

async function changeSettings(tx: Db, ctx: Ctx, change: Partial<OrganisationSettings>): Promise<void> {
  await tx
    .update(organisation)
    .set({ settings: sql`${organisation.settings} || ${JSON.stringify(change)}::jsonb` })
    .where(eq(organisation.id, ctx.actor.organisation));
}

async function wish(tx: Db, ctx: Ctx, model: string): Promise<void> {
  const now = ctx.now.toISOString();
  await tx
    .insert(model_wish)
    .values({ organisation_id: ctx.actor.organisation, model, wished_by: ctx.actor.member, wished_at: now })
    .onConflictDoUpdate({ target: [model_wish.organisation_id, model_wish.model], set: { wished_at: now } });
}
