// Chats and e-mails come in as files of many. Every one stands for itself: the good ones are kept when others are
// refused, each with its words at once, so that it can be reviewed. A file is taken in slices, each one transaction, so
// that a long import neither blocks the others nor leaves a contact without its words; sending it again goes on where
// it broke off.
import { type Chat, canonicalChat, readChatObject, readChatRows } from '../scorecards/interactions/chat.ts';
import { arrivalOf } from '../scorecards/interactions/duplicates.ts';
import { LIMITS } from '../scorecards/interactions/limits.ts';
import type { Read } from '../scorecards/interactions/metadata.ts';
import { orProblem, Problem } from '../scorecards/problem.ts';
import { findAgents, findKnown, type RefusedRow, type RowIssue, rowIssue, rowIssues } from './arrivals.ts';
import { audit } from './audit.ts';
import type { Person } from './contacts.ts';
import { type Ctx, demand } from './context.ts';
import { zoneOf } from './days.ts';
import { newId } from './id.ts';
import { type LookedThrough, lookThrough } from './personal-data.ts';
import { interaction } from './schema/interactions.ts';
import { recordTexts } from './transcripts.ts';
import { inTurn } from './turns.ts';

/** What a file of chats holds, before anything is made of it. */
export type ChatFile =
  /** One chat a value; `line` is its line, or its place in the array. */
  | { kind: 'objects'; unit: 'line' | 'item'; items: { line: number; value: unknown }[] }
  /** One turn a row. `wide`: the row has more cells than the first line names columns. */
  | { kind: 'rows'; rows: { line: number; record: Record<string, string>; wide: boolean }[] };

export type ChatImport = {
  /** true: nothing was written, and the figures tell what would be. */
  dry_run: boolean;
  /** What `line` counts: lines of the file, or places in its array. */
  unit: 'line' | 'item';
  chats: number;
  created: number;
  already_there: number;
  /** Chats whose turns did not stand in the order of their times, and how many of them did not. */
  reordered: { line: number; external_id: string; turns: number }[];
  refused: RefusedRow[];
};

type ReadChat = { line: number; external_id: string; given: unknown; chat: Read<Chat>; wide: number[] };
type Good = { line: number; external_id: string; given: unknown; chat: Chat; content: string; agent: Person };

/** Chats held in hand at once: an embedded database answers nobody else while one slice is written. */
const SLICE = 200;

/** Takes a file of chats in, or tells what would become of it. */
export async function importChats(ctx: Ctx, input: { file: ChatFile; dry_run: boolean }): Promise<ChatImport> {
  demand(ctx, 'interactions:import');
  const { file, dry_run } = input;
  const given = file.kind === 'objects' ? file.items.length : file.rows.length;
  if (given === 0) throw new Problem('no-rows');
  if (given > LIMITS.rows) throw new Problem('too-many-rows', { limit: LIMITS.rows });
  const zone = await zoneOf(ctx.db, ctx);
  const told: ChatImport = {
    dry_run,
    unit: file.kind === 'objects' ? file.unit : 'line',
    chats: 0,
    created: 0,
    already_there: 0,
    reordered: [],
    refused: [],
  };
  const seen = { ids: new Map<string, number>(), contents: new Map<string, string>() };
  for (const slice of slicesOf(file, zone)) {
    told.chats += slice.length;
    const good = await judge(ctx, slice, seen, told);
    if (!dry_run && good.length > 0) await write(ctx, good, seen, told);
    else told.created += good.length;
  }
  return told;
}

function* slicesOf(file: ChatFile, zone: string): Generator<ReadChat[]> {
  if (file.kind === 'objects') {
    for (let i = 0; i < file.items.length; i += SLICE) {
      yield file.items.slice(i, i + SLICE).map(({ line, value }) => {
        const external_id = String((value as { external_id?: unknown } | null)?.external_id ?? '').trim();
        return { line, external_id, given: value, chat: readChatObject(value, { zone }), wide: [] };
      });
    }
    return;
  }
  const byLine = new Map(file.rows.map((row) => [row.line, row]));
  const chats = readChatRows(file.rows, { zone });
  for (let i = 0; i < chats.length; i += SLICE) {
    yield chats.slice(i, i + SLICE).map(({ external_id, lines, chat }) => ({
      line: lines[0] ?? 0,
      external_id,
      given: lines.map((line) => byLine.get(line)?.record),
      chat,
      wide: lines.filter((line) => byLine.get(line)?.wide),
    }));
  }
}

type Seen = { ids: Map<string, number>; contents: Map<string, string> };

/** The chats of a slice that are to be taken in; what becomes of the others goes into `told`. */
async function judge(ctx: Ctx, slice: ReadChat[], seen: Seen, told: ChatImport): Promise<Good[]> {
  const agentOf = await findAgents(
    ctx.db,
    ctx,
    slice.flatMap(({ chat }) => (chat.ok ? [chat.value.metadata.agent, ...chat.value.agents] : [])),
  );
  const readable: Good[] = [];
  for (const one of slice) {
    const issues: RowIssue[] = one.wide.map((line) => rowIssue('too-many-cells', { line }));
    if (!one.chat.ok) issues.push(...rowIssues(one.chat.issues));
    const first = seen.ids.get(one.external_id);
    if (first !== undefined)
      issues.push(rowIssue('duplicate-row', { column: 'external_id', value: one.external_id, first }));
    else if (one.external_id !== '') seen.ids.set(one.external_id, one.line);
    const agent = one.chat.ok ? agentOf(one.chat.value.metadata.agent) : null;
    if (one.chat.ok && agent === null) {
      issues.push(rowIssue('unknown-agent', { column: 'agent', value: one.chat.value.metadata.agent }));
    }
    if (issues.length > 0 || !one.chat.ok || agent === null) {
      told.refused.push({ line: one.line, external_id: one.external_id, issues, given: one.given });
      continue;
    }
    const chat = {
      ...one.chat.value,
      turn_agents: one.chat.value.turn_agents.map((name) => name && (agentOf(name)?.name ?? name)),
    };
    readable.push({ ...one, chat, agent, content: await sha256(canonicalChat(one.chat.value)) });
  }

  const fresh = await withoutKnown(ctx, readable, seen, told);
  for (const { line, external_id, chat, content } of fresh) {
    seen.contents.set(content, external_id);
    if (chat.reordered > 0) told.reordered.push({ line, external_id, turns: chat.reordered });
  }
  return fresh;
}

/** Those that neither the organisation nor an earlier part of the file has. */
async function withoutKnown(ctx: Ctx, good: Good[], seen: Seen, told: ChatImport): Promise<Good[]> {
  const knownOf = await findKnown(ctx.db, ctx, good);
  const inSlice = new Map<string, string>();
  return good.filter((one) => {
    const { line, external_id, content, given } = one;
    const known = knownOf(one);
    const earlier = seen.contents.get(content) ?? inSlice.get(content);
    const sameContent = known.sameContent ?? (earlier === undefined ? null : { external_id: earlier });
    const arrival = arrivalOf(one, { ...known, sameContent });
    switch (arrival.kind) {
      case 'new':
        inSlice.set(content, external_id);
        return true;
      case 'already-there':
        told.already_there++;
        return false;
      default: {
        const first = arrival.kind === 'same-content-other-id' ? arrival.first : '';
        const issue = rowIssue(arrival.kind, { column: 'external_id', value: external_id, external_id, first });
        told.refused.push({ line, external_id, issues: [issue], given });
        return false;
      }
    }
  });
}

/** One slice, in one transaction. Chats that somebody else brought in since they were judged are judged again. */
async function write(ctx: Ctx, good: Good[], seen: Seen, told: ChatImport): Promise<void> {
  const rows: { one: Good; row: ReturnType<typeof interactionRow>; said: LookedThrough }[] = [];
  for (const one of good) {
    const said = await lookThrough(ctx, turnsOf(one.chat)).catch(orProblem);
    if (!(said instanceof Problem)) rows.push({ one, row: interactionRow(ctx, one), said });
    else {
      const { line, external_id, given } = one;
      told.refused.push({ line, external_id, issues: [rowIssue(said.code, {})], given });
    }
  }
  if (rows.length === 0) return;
  const made = await inTurn(ctx.db, () =>
    ctx.db.transaction(async (tx) => {
      const inserted = await tx
        .insert(interaction)
        .values(rows.map(({ row }) => row))
        .onConflictDoNothing()
        .returning({ id: interaction.id });
      const ids = new Set(inserted.map(({ id }) => id));
      const texts = rows
        .filter(({ row }) => ids.has(row.id))
        .map(({ row, said }) => ({ interaction_id: row.id, language: row.language ?? null, said }));
      if (texts.length > 0) {
        await recordTexts(tx, ctx, texts);
        await audit(tx, ctx, 'interactions.imported', texts[0]!.interaction_id, { interactions: [...ids] });
      }
      return ids;
    }),
  );
  told.created += made.size;
  const forestalled = rows.filter(({ row }) => !made.has(row.id)).map(({ one }) => one);
  if (forestalled.length > 0) await withoutKnown(ctx, forestalled, seen, told);
}

/** Every turn of a chat that changed hands keeps its agent's name. */
const turnsOf = ({ turns, turn_agents, agents }: Chat) =>
  agents.length < 2 ? turns : turns.map((turn, i) => (turn_agents[i] ? { ...turn, agent: turn_agents[i] } : turn));

function interactionRow(ctx: Ctx, { chat, agent, content }: Good): typeof interaction.$inferInsert & { id: string } {
  const { file: _file, agent: _agent, metadata, ...columns } = chat.metadata;
  return {
    ...columns,
    duration_ms: columns.duration_ms ?? chat.turns.at(-1)?.end_ms ?? 0,
    id: newId('int', ctx.now),
    organisation_id: ctx.actor.organisation,
    agent_id: agent.id,
    metadata,
    content_sha256: content,
    imported_by: ctx.actor.member,
    created_at: ctx.now.toISOString(),
  };
}

async function sha256(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
