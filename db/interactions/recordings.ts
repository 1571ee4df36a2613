// Playback of recordings. By range, it returns the recording with personal data muted, or the recording itself if there
// is nothing to mute. Nothing is returned until the transcript has been checked. Playback is audited once a day, not at
// every seek.
import { and, desc, eq } from 'drizzle-orm';
import { orProblem, Problem, type ProblemCode } from '../../scorecards/problems/problem.ts';
import { mutedStretches, type Stretch, soundsOf } from '../../transcription/sound/mute.ts';
import type { PersonalSound } from '../../transcription/text/redaction/kinds.ts';
import type { Range, Stored } from '../blobs/blobs.ts';
import { type Ctx, demand } from '../database/context.ts';
import { theInteraction } from '../people/visible.ts';
import { blob, interaction } from '../schema/interactions.ts';
import { transcript } from '../schema/transcripts.ts';
import { type Copy, copyOf, queueCopies, type WantedCopy } from '../transcripts/copies.ts';
import { kindsOf } from '../transcripts/masking.ts';
import { noteOnceToday, type Originals, originalsOf, originalsOpened } from '../transcripts/originals.ts';
import { foundIn } from '../transcripts/personal-data.ts';
import type { FileCtx } from './uploads.ts';

export type Recording = {
  /** SHA-256 of the bytes, hex: changes when they do. */
  sha256: string;
  /** Bytes. */
  size: number;
  /** What the bytes, not the name, said on upload. */
  mime: string;
  file_name: string;
  /** Both ends of the range belong to it. */
  open: (range?: Range) => Promise<Stored['stream']>;
};

/** What can be heard of a recording now. */
export type Playback = {
  /** `unchecked`: it has no transcript yet, so nobody knows what is said in it. */
  state: 'ready' | 'preparing' | 'failed' | 'unchecked';
  /** Why the copy could not be made. */
  code: ProblemCode | null;
  /** Changes when other bytes are to be heard. */
  version: string;
  /** Made silent, in order. */
  muted: Stretch[];
  originals: Originals;
};

type Source = { sha256: string; size: number; mime: string; file_name: string };

/**
 * @param input.original as it was recorded, for anyone who has opened the originals (openOriginals)
 * @throws Problem not-found when there is none, or it is not the actor's to hear; recording-unchecked,
 *   recording-being-prepared, copy-failed (detail: the code) while it cannot be heard
 */
export async function playRecording(ctx: FileCtx, input: { id: string; original?: boolean }): Promise<Recording> {
  const source = await recordingOf(ctx, input.id);
  if (input.original) await originalsOpened(ctx, { id: input.id, use: 'heard' });
  const { state, code, file } = await audible(ctx, input.id, source, input.original ?? false);
  if (state === 'unchecked') throw new Problem('recording-unchecked');
  if (code === 'masking-failed') throw new Problem(code);
  if (state === 'failed') throw new Problem('copy-failed', {}, { code });
  if (!file) throw new Problem('recording-being-prepared');
  return {
    ...file,
    file_name: file.sha256 === source.sha256 ? source.file_name : renamed(source.file_name, file.mime),
    open: async (range) => {
      const stored = await ctx.blobs.read(ctx.actor.organisation, file.sha256, range);
      if (!stored) throw new Error(`the stored file ${file.sha256} of ${input.id} is missing`);
      await noteOnceToday(ctx, 'recording.heard', input.id);
      return stored.stream;
    },
  };
}

/** What can be heard of a recording, and why not (yet); a copy that nobody ordered is ordered now. */
export async function playbackOf(ctx: Ctx, input: { id: string }): Promise<Playback> {
  const source = await recordingOf(ctx, input.id);
  const { state, code, file, muted } = await audible(ctx, input.id, source, false);
  return { state, code, version: file?.sha256 ?? '', muted, originals: await originalsOf(ctx, input.id) };
}

/** @throws Problem not-found when there is no recording, or it is not the actor's to hear */
async function recordingOf(ctx: Ctx, id: string): Promise<Source> {
  demand(ctx, 'recordings:hear');
  const organisation = ctx.actor.organisation;
  const [found] = await ctx.db
    .select({ sha256: blob.sha256, size: blob.size, mime: blob.mime, file_name: interaction.file_name })
    .from(interaction)
    .innerJoin(blob, and(eq(blob.organisation_id, organisation), eq(blob.sha256, interaction.content_sha256)))
    .where(theInteraction(ctx, 'recordings:hear', id));
  if (!found || found.file_name === null) throw new Problem('not-found');
  return { ...found, file_name: found.file_name };
}

/** Ordered when it came in, where players do not jump in it exactly (transcription/sound/exact.ts): its header lies. */
const HEARD_AS_IT_IS = 'audio/wav';

type Audible = Pick<Playback, 'state' | 'code' | 'muted'> & { file: Omit<Source, 'file_name'> | null };

async function audible(ctx: Ctx, id: string, source: Source, original: boolean): Promise<Audible> {
  const muted = original ? [] : await mutedOf(ctx, id);
  if (muted === 'unchecked') return { state: 'unchecked', code: null, muted: [], file: null };
  if (muted instanceof Problem) return { state: 'failed', code: muted.code, muted: [], file: null };
  const { file_name: _, ...whole } = source;
  const wanted: WantedCopy = { interaction_id: id, kind: muted.length === 0 ? 'playable' : 'muted', muted };
  const copy = await copyOf(ctx, wanted);
  if (copy) return audibleCopy(copy, muted);
  if (muted.length === 0 && source.mime === HEARD_AS_IT_IS) return { state: 'ready', code: null, muted, file: whole };
  // The choice of kinds was changed, and the job that follows has not come to this one yet; or the recording was taken
  // in before every kind but plain WAV had its copy.
  await ctx.db.transaction((tx) => queueCopies(tx, ctx, [wanted]));
  return { state: 'preparing', code: null, muted, file: null };
}

function audibleCopy({ state, code, file }: Copy, muted: Stretch[]): Audible {
  if (file) return { state: 'ready', code: null, muted, file };
  return { state: state === 'failed' ? 'failed' : 'preparing', code, muted, file: null };
}

/** The spans to mute by the newest transcript; the Problem if they cannot be known. */
async function mutedOf(ctx: Ctx, id: string): Promise<Stretch[] | 'unchecked' | Problem> {
  const [row] = await ctx.db
    .select({ id: transcript.id, sounds: transcript.personal_sounds })
    .from(transcript)
    .where(and(eq(transcript.interaction_id, id), eq(transcript.organisation_id, ctx.actor.organisation)))
    .orderBy(desc(transcript.revision))
    .limit(1);
  if (!row) return 'unchecked';
  const sounds = row.sounds ?? (await soundsIn(ctx, row.id).catch(orProblem));
  return sounds instanceof Problem ? sounds : mutedStretches(sounds, await kindsOf(ctx.db, ctx));
}

/**
 * The same of a transcript of an earlier version, until the worker has come to it (maskAnew): from its ten thousands of
 * words.
 * @throws Problem masking-failed
 */
async function soundsIn(ctx: Ctx, transcript_id: string): Promise<PersonalSound[]> {
  const [row] = await ctx.db
    .select({ turns: transcript.turns, personal_data: transcript.personal_data })
    .from(transcript)
    .where(and(eq(transcript.id, transcript_id), eq(transcript.organisation_id, ctx.actor.organisation)));
  return row ? soundsOf(row.turns, await foundIn(ctx, row)) : [];
}

const renamed = (name: string, mime: string): string =>
  `${name.replace(/\.[^.]*$/, '')}${mime === 'audio/mp4' ? '.m4a' : '.wav'}`;
