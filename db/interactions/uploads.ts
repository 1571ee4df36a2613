// Uploading recordings in pieces, so that a lost connection costs at most one piece. The first bytes show whether a
// file is audio at all. Once it is complete and its metadata is valid it becomes an interaction queued for
// transcription, in one transaction. A file with invalid metadata is kept for a day, so only the metadata needs fixing.
import { and, eq, gte, lt, sql } from 'drizzle-orm';
import { type Arrival, arrivalOf } from '../../scorecards/interactions/duplicates.ts';
import { LIMITS } from '../../scorecards/interactions/limits.ts';
import { type InteractionMetadata, readMetadata } from '../../scorecards/interactions/metadata.ts';
import { invalidInput, Problem } from '../../scorecards/problems/problem.ts';
import { playsExactly } from '../../transcription/sound/exact.ts';
import { SNIFF_BYTES, sniff } from '../../transcription/sound/sniff.ts';
import { type BlobStore, type Piece, TooLong } from '../blobs/blobs.ts';
import { boundTo } from '../database/bound.ts';
import { type Ctx, type Db, demand, self, type Visitor } from '../database/context.ts';
import { uploadsOver } from '../database/crossing.ts';
import { zoneOf } from '../database/days.ts';
import { newId } from '../database/id.ts';
import { record } from '../events/record.ts';
import { teamsOf } from '../people/references.ts';
import { agentsVisible } from '../people/visible.ts';
import { blob, interaction, upload } from '../schema/interactions.ts';
import { queueCopies } from '../transcripts/copies.ts';
import { queueTranscription } from '../transcripts/transcripts.ts';
import { inTurn } from '../transcripts/turns.ts';
import {
  findAgents,
  findKnown,
  type NewInteraction,
  type RowIssue,
  rowIssue,
  rowIssues,
  unknownAgent,
} from './arrivals.ts';
import { type InteractionDetail, readInteraction } from './interactions.ts';

/** A verb on stored files is handed the store beside its context. */
export type FileCtx = Ctx & { blobs: BlobStore };

/** Columns of the metadata by name, as a form or a row of a file has them. */
export type GivenMetadata = Record<string, string>;

export type UploadProgress = {
  id: string;
  size: number;
  /** Bytes that have come in. The next piece begins there. */
  received: number;
  /** How long a piece should be. */
  piece_bytes: number;
  /** What would be refused at the end, as far as it is known now. */
  issues: RowIssue[];
};

/** `already-there`: the same recording under the same id; nothing happened. */
export type FinishedUpload = { outcome: 'created' | 'already-there'; interaction: InteractionDetail };

const MIB = 1024 * 1024;
/** An upload nobody goes on with. */
const KEPT_MS = 24 * 60 * 60 * 1000;

/** Announces a file. Refused here, before a byte is sent: an empty one, and one larger than the limit. */
export async function beginUpload(
  ctx: FileCtx,
  input: { file_name: string; size: number; metadata: GivenMetadata },
): Promise<UploadProgress> {
  demand(ctx, 'interactions:import');
  if (input.size === 0) throw new Problem('empty-file');
  if (input.size > LIMITS.recording_bytes) {
    throw new Problem('recording-too-large', { limit: LIMITS.recording_bytes / MIB });
  }
  return inTurn(ctx.db, () => begin(ctx, input));
}

async function begin(
  ctx: FileCtx,
  input: { file_name: string; size: number; metadata: GivenMetadata },
): Promise<UploadProgress> {
  await sweepOwn(ctx);
  const id = newId('upl', ctx.now);
  const row = {
    id,
    organisation_id: ctx.actor.organisation,
    member_id: self(ctx),
    file_name: bareName(input.file_name),
    size: input.size,
    metadata: input.metadata,
    created_at: ctx.now.toISOString(),
    expires_at: expiry(ctx),
  };
  await ctx.db.insert(upload).values(row);
  const { issues } = await readRow(ctx.db, ctx, row);
  return { id, size: input.size, received: 0, piece_bytes: ctx.blobs.pieceBytes, issues };
}

/** How much of a file is here: where to go on after the connection was lost. */
export async function readUpload(ctx: FileCtx, input: { id: string }): Promise<UploadProgress> {
  demand(ctx, 'interactions:import');
  const row = await myUpload(ctx, input.id);
  const { issues } = await readRow(ctx.db, ctx, row);
  const received = await ctx.blobs.received(row.id);
  return { id: row.id, size: row.size, received, piece_bytes: ctx.blobs.pieceBytes, issues };
}

/**
 * Takes a piece. Refused: one that does not begin where the last one ended (`upload-offset`; detail has the true
 * place), and, as soon as the first bytes are here, a file that is no sound: then the upload is gone.
 */
export async function receivePiece(
  ctx: FileCtx,
  input: { id: string; offset: number; piece: Piece },
): Promise<{ received: number }> {
  demand(ctx, 'interactions:import');
  const row = await myUpload(ctx, input.id);
  const { received, appended } = await append(ctx, row, input);
  if (!appended) throw new Problem('upload-offset', { expected: received }, { received });
  const enough = Math.min(SNIFF_BYTES, row.size);
  if (input.offset < enough && received >= enough) await refuseWhatIsNoSound(ctx, row);
  await ctx.db
    .update(upload)
    .set({ received, expires_at: expiry(ctx) })
    .where(eq(upload.id, row.id));
  return { received };
}

/** Nothing is kept of it. An upload that is not there any more is no mistake. */
export async function cancelUpload(ctx: FileCtx, input: { id: string }): Promise<void> {
  demand(ctx, 'interactions:import');
  const gone = await ctx.db
    .update(upload)
    .set({ expires_at: OVER })
    .where(and(eq(upload.id, input.id), own(ctx)))
    .returning({ id: upload.id });
  if (gone.length > 0) await letGo(ctx, input.id);
}

/** The row goes last: a process killed in between leaves it to `sweepUploads`. */
async function letGo(ctx: Pick<FileCtx, 'db' | 'blobs'>, id: string): Promise<void> {
  await ctx.blobs.discard(id);
  await ctx.db.delete(upload).where(eq(upload.id, id));
}

/**
 * Makes the interaction. Finishing again, at the same moment or because the answer got lost, makes no second one.
 * @param input.metadata replaces what was announced
 * @throws Problem of the first thing wrong with the metadata (detail: `issues`, all of them), or of a duplicate
 */
export async function finishUpload(
  ctx: FileCtx,
  input: { id: string; metadata?: GivenMetadata },
): Promise<FinishedUpload> {
  demand(ctx, 'interactions:import');
  return inTurn(ctx.db, () => finish(ctx, input));
}

async function finish(ctx: FileCtx, input: { id: string; metadata?: GivenMetadata }): Promise<FinishedUpload> {
  const id = interactionOf(input.id);
  const before = await findUpload(ctx, input.id);
  if (!before) {
    const made = await madeBefore(ctx, id);
    if (made) return made;
    throw new Problem('upload-gone');
  }
  const row = input.metadata ? { ...before, metadata: input.metadata } : before;
  if (input.metadata) {
    await ctx.db
      .update(upload)
      .set({ metadata: input.metadata, expires_at: expiry(ctx) })
      .where(eq(upload.id, row.id));
  }
  try {
    return await makeInteraction(ctx, id, row);
  } catch (error) {
    // Another request finished the same upload in the meantime and has taken its pieces away.
    const made = await madeBefore(ctx, id);
    if (made) return made;
    throw error;
  }
}

async function makeInteraction(ctx: FileCtx, id: string, row: UploadRow): Promise<FinishedUpload> {
  const received = await ctx.blobs.received(row.id);
  if (received < row.size) throw new Problem('upload-incomplete', { received, size: row.size }, { received });
  const { issues, found } = await readRow(ctx.db, ctx, row);
  if (found === null) throw new Problem(issues[0]!.code, issues[0]!.params, { issues });
  await refuseOtherSize(ctx, found.metadata.external_id, row.size);

  const { mime, exact } = await refuseWhatIsNoSound(ctx, row);
  const { sha256, size } = await ctx.blobs.finish(ctx.actor.organisation, row.id);
  const values = interactionRow(ctx, { id, sha256, file_name: row.file_name, ...found });
  const kept = { organisation_id: ctx.actor.organisation, sha256, size, mime, created_at: ctx.now.toISOString() };
  const created = await ctx.db.transaction(async (tx) => {
    // A concurrent finish of the same upload waits here, and finds it made.
    const [made] = await tx.insert(interaction).values(values).onConflictDoNothing().returning({ id: interaction.id });
    if (!made) return false;
    await Promise.all([
      tx.insert(blob).values(kept).onConflictDoNothing(),
      queueTranscription(tx, ctx, id),
      queueCopies(tx, ctx, exact ? [] : [{ interaction_id: id, kind: 'playable', muted: [] }]),
      record(tx, ctx, { kind: 'interaction.imported', subject: id, detail: { from: 'recording' } }),
      tx.update(upload).set({ expires_at: OVER }).where(eq(upload.id, row.id)),
    ]);
    return true;
  });
  if (created) {
    await letGo(ctx, row.id);
    return { outcome: 'created', interaction: await readInteraction(ctx, { id }) };
  }
  const there = await sameOrRefused(ctx, found.metadata.external_id, sha256);
  return { outcome: there.id === id ? 'created' : 'already-there', interaction: there };
}

/** Forgets uploads that nobody went on with for a day, and what is left of finished ones; of every organisation. */
export async function sweepUploads(ctx: Pick<Visitor, 'db' | 'now'> & { blobs: BlobStore }): Promise<number> {
  const over = await uploadsOver(ctx.db, ctx.now);
  for (const { id, organisation_id } of over)
    await letGo({ db: boundTo(ctx.db, organisation_id), blobs: ctx.blobs }, id);
  return over.length;
}

/** The same of one organisation. */
async function sweepOwn(ctx: FileCtx): Promise<void> {
  const over = await ctx.db
    .select({ id: upload.id })
    .from(upload)
    .where(and(lt(upload.expires_at, ctx.now.toISOString()), eq(upload.organisation_id, ctx.actor.organisation)));
  for (const { id } of over) await letGo(ctx, id);
}

type UploadRow = Pick<typeof upload.$inferSelect, 'id' | 'file_name' | 'size' | 'metadata'>;

/** An interaction's id is its upload's with its own prefix: finishing twice names the same interaction twice. */
const interactionOf = (uploadId: string): string => uploadId.replace(/^upl_/, 'int_');

/** When an upload expired that is finished or was cancelled. */
const OVER = new Date(0).toISOString();

const expiry = (ctx: Ctx): string => new Date(ctx.now.getTime() + KEPT_MS).toISOString();

const own = (ctx: Ctx) => and(eq(upload.organisation_id, ctx.actor.organisation), eq(upload.member_id, self(ctx)));

async function findUpload(ctx: Ctx, id: string): Promise<UploadRow | null> {
  const [row] = await ctx.db
    .select({ id: upload.id, file_name: upload.file_name, size: upload.size, metadata: upload.metadata })
    .from(upload)
    .where(and(eq(upload.id, id), own(ctx), gte(upload.expires_at, ctx.now.toISOString())));
  return row ?? null;
}

async function myUpload(ctx: Ctx, id: string): Promise<UploadRow> {
  const row = await findUpload(ctx, id);
  if (!row) throw new Problem('upload-gone');
  return row;
}

async function append(ctx: FileCtx, row: UploadRow, { offset, piece }: { offset: number; piece: Piece }) {
  try {
    return await ctx.blobs.append(row.id, offset, piece, row.size - offset);
  } catch (error) {
    if (!(error instanceof TooLong)) throw error;
    throw invalidInput('', 'longer-than-announced', { limit: row.size });
  }
}

/** @returns what the bytes show, and whether players seek in the recording exactly as it is */
async function refuseWhatIsNoSound(ctx: FileCtx, row: UploadRow): Promise<{ mime: string; exact: boolean }> {
  const head = await ctx.blobs.peek(row.id, SNIFF_BYTES);
  const sniffed = sniff(head, row.file_name);
  if (sniffed.kind !== null) return { mime: sniffed.mime, exact: await playsExactly(head, row.size) };
  await letGo(ctx, row.id);
  throw new Problem('not-sound', { why: sniffed.why }, { why: sniffed.why });
}

type FoundRow = { metadata: InteractionMetadata; agent: string };

/** The metadata of an upload, and everything wrong with it. `found` is null when anything is. */
async function readRow(db: Db, ctx: Ctx, row: UploadRow): Promise<{ issues: RowIssue[]; found: FoundRow | null }> {
  const zone = await zoneOf(db, ctx);
  const record = { ...row.metadata, file: row.file_name };
  const read = readMetadata(record, {
    zone,
    kind: 'recording',
    date_order: null,
    workbook: false,
    now: ctx.now.getTime(),
    confirm_dates: false,
  });
  const issues = read.ok ? [] : rowIssues(read.issues);
  const name = (read.ok ? read.value.agent : (row.metadata.agent ?? '')).trim();
  const agent = name === '' ? null : (await findAgents(db, ctx, [name]))(name);
  if (name !== '' && agent === null) issues.push(unknownAgent(ctx, name));
  if (!read.ok || agent === null) return { issues, found: null };
  return { issues, found: { metadata: read.value, agent: agent.id } };
}

/** A different size means a different recording: no second copy is needed to tell. */
async function refuseOtherSize(ctx: Ctx, external_id: string, size: number): Promise<void> {
  const [there] = await ctx.db
    .select({
      size: blob.size,
      open: sql<boolean>`${agentsVisible(ctx, 'interactions:import', interaction.agent_id)}`,
    })
    .from(interaction)
    .leftJoin(
      blob,
      and(eq(blob.organisation_id, interaction.organisation_id), eq(blob.sha256, interaction.content_sha256)),
    )
    .where(and(eq(interaction.organisation_id, ctx.actor.organisation), eq(interaction.external_id, external_id)));
  if (there && !there.open) refuseArrival({ kind: 'known-out-of-scope' }, external_id);
  if (there && there.size !== size) refuseArrival({ kind: 'same-id-other-content' }, external_id);
}

/** The interaction that stood in the way is either this very recording, or the reason why this one is refused. */
async function sameOrRefused(ctx: Ctx, external_id: string, content: string): Promise<InteractionDetail> {
  const arrival = arrivalOf(
    { external_id, content },
    (await findKnown(ctx.db, ctx, [{ external_id, content }]))({ external_id, content }),
  );
  refuseArrival(arrival, external_id);
  const [there] = await ctx.db
    .select({ id: interaction.id })
    .from(interaction)
    .where(and(eq(interaction.organisation_id, ctx.actor.organisation), eq(interaction.external_id, external_id)));
  if (!there) throw new Problem('upload-gone');
  return readInteraction(ctx, { id: there.id });
}

function refuseArrival(arrival: Arrival, external_id: string): void {
  if (arrival.kind === 'new' || arrival.kind === 'already-there') return;
  const first = arrival.kind === 'same-content-other-id' ? arrival.first : '';
  const issue = rowIssue(arrival.kind, { column: 'external_id', value: external_id, external_id, first });
  throw new Problem(issue.code, issue.params, { issues: [issue] });
}

/**
 * The result of this upload when its owner finished it before: returned again, whatever team its agent is in by now.
 */
async function madeBefore(ctx: Ctx, id: string): Promise<FinishedUpload | null> {
  const [made] = await ctx.db
    .select({ id: interaction.id })
    .from(interaction)
    .where(
      and(
        eq(interaction.id, id),
        eq(interaction.organisation_id, ctx.actor.organisation),
        eq(interaction.imported_by, self(ctx)),
      ),
    );
  if (!made) return null;
  const owner = { ...ctx, actor: { ...ctx.actor, scope: null } };
  return { outcome: 'created', interaction: await readInteraction(owner, { id }) };
}

function interactionRow(
  ctx: Ctx,
  { id, sha256, file_name, agent, metadata }: FoundRow & { id: string; sha256: string; file_name: string },
): NewInteraction {
  const { file: _file, agent: _agent, metadata: other, ...columns } = metadata;
  return {
    ...columns,
    id,
    organisation_id: ctx.actor.organisation,
    agent_id: agent,
    declared_duration_ms: columns.duration_ms,
    declared_language: columns.language,
    team_ids: teamsOf(agent),
    metadata: other,
    content_sha256: sha256,
    file_name,
    imported_by: ctx.actor.member,
    created_at: ctx.now.toISOString(),
  };
}

/** The last part of a path, without what no file name holds. */
function bareName(name: string): string {
  const bare = (name.split(/[\\/]/).at(-1) ?? '')
    .replace(/\p{Cc}/gu, '')
    .trim()
    .slice(0, 255);
  return bare || 'recording';
}
