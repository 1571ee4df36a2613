// Importing chats and emails from files. Each conversation is independent: valid ones are stored, with their text, even
// if others are refused. A file is imported in slices, each in one transaction, so that a long import neither blocks
// others nor leaves an interaction without text. Sending the file again continues where it stopped.
import { type Chat, canonicalChat, readChat } from '../../scorecards/interactions/chat.ts';
import { arrivalOf } from '../../scorecards/interactions/duplicates.ts';
import type { Read } from '../../scorecards/interactions/metadata.ts';
import { AS_WRITTEN, type Reading, type Understood } from '../../scorecards/interactions/reading.ts';
import { orProblem, Problem, type ProblemCode } from '../../scorecards/problems/problem.ts';
import { type Ctx, demand } from '../database/context.ts';
import { newId } from '../database/id.ts';
import { record } from '../events/record.ts';
import { type Person, teamsOf } from '../people/references.ts';
import { interaction } from '../schema/interactions.ts';
import { type LookedThrough, lookThrough } from '../transcripts/personal-data.ts';
import { recordTexts } from '../transcripts/transcripts.ts';
import { inTurn } from '../transcripts/turns.ts';
import {
  findAgents,
  findKnown,
  type NewInteraction,
  type RefusedRow,
  type RowIssue,
  rowIssue,
  rowIssues,
  unknownAgent,
} from './arrivals.ts';
import { type ChatFile, type HandedChat, readChats } from './chat-files.ts';

export type { ChatFile } from './chat-files.ts';

export type ChatImport = {
  /** true: nothing was written, and the figures tell what would be. */
  dry_run: boolean;
  /** What `line` counts: lines of the file, or places in its array. */
  unit: 'line' | 'item';
  understood: Understood;
  chats: number;
  created: number;
  already_there: number;
  /** Chats whose turns did not stand in the order of their times, and how many of them did not. */
  reordered: { line: number; external_id: string; turns: number }[];
  /** Chats that ran from the newest turn to the oldest and were turned round. */
  newest_first: { line: number; external_id: string }[];
  /** Chats that several agents answered; each turn keeps its own. */
  handed_over: { line: number; external_id: string; agents: string[] }[];
  /** What turns carry beside speaker, time and text, and is not kept. */
  not_kept: string[];
  refused: RefusedRow[];
};

type ReadOne = Omit<HandedChat, 'chat'> & { chat: Read<Chat> };
type Good = { line: number; external_id: string; given: unknown; chat: Chat; content: string; agent: Person };

/** Chats held in memory at once: an embedded database answers nothing else while a slice is written. */
const SLICE = 200;

/**
 * Takes a file of chats in, or tells what would become of it.
 * @throws Problem `import-broken-off` when the database went away on the way; its detail tells what was imported
 */
export async function importChats(
  ctx: Ctx,
  input: { file: ChatFile; dry_run: boolean; reading?: Reading },
): Promise<ChatImport> {
  demand(ctx, 'interactions:import');
  const { file, dry_run } = input;
  const { chats, understood, reading, not_kept } = await readChats(ctx, file, input.reading ?? AS_WRITTEN);
  const report: ChatImport = {
    dry_run,
    unit: file.kind === 'objects' ? file.unit : 'line',
    understood,
    chats: chats.length,
    created: 0,
    already_there: 0,
    reordered: [],
    newest_first: [],
    handed_over: [],
    not_kept,
    refused: [],
  };
  const seen = { ids: new Map<string, number>(), contents: new Map<string, string>() };
  for (let i = 0; i < chats.length; i += SLICE) {
    const slice = chats.slice(i, i + SLICE).map(
      ({ chat, ...one }): ReadOne => ({
        ...one,
        chat: Array.isArray(chat) ? { ok: false, issues: chat } : readChat(chat, reading),
      }),
    );
    try {
      const good = await judge(ctx, slice, seen, report);
      if (dry_run) report.created += good.length;
      else if (good.length > 0) await write(ctx, good, seen, report);
    } catch (error) {
      if (report.created === 0 || dry_run) throw error;
      const left = chats.length - report.created - report.already_there - report.refused.length;
      throw new Problem('import-broken-off', { written: report.created, left }, report);
    }
  }
  return report;
}

type Seen = { ids: Map<string, number>; contents: Map<string, string> };

/** The chats of a slice that are to be imported; what becomes of the others goes into `told`. */
async function judge(ctx: Ctx, slice: ReadOne[], seen: Seen, report: ChatImport): Promise<Good[]> {
  const agentOf = await findAgents(
    ctx.db,
    ctx,
    slice.flatMap(({ chat }) => (chat.ok ? [chat.value.metadata.agent, ...chat.value.agents] : [])),
  );
  const readable: Good[] = [];
  for (const one of slice) {
    const issues: RowIssue[] = one.chat.ok ? [] : rowIssues(one.chat.issues);
    const first = seen.ids.get(one.external_id);
    if (first !== undefined)
      issues.push(rowIssue('duplicate-row', { column: 'external_id', value: one.external_id, first }));
    else if (one.external_id !== '') seen.ids.set(one.external_id, one.line);
    const agent = one.chat.ok ? agentOf(one.chat.value.metadata.agent) : null;
    if (one.chat.ok && agent === null) {
      issues.push(unknownAgent(ctx, one.chat.value.metadata.agent));
    }
    if (issues.length > 0 || !one.chat.ok || agent === null) {
      report.refused.push({ line: one.line, external_id: one.external_id, issues, given: one.given });
      continue;
    }
    const chat = {
      ...one.chat.value,
      turn_agents: one.chat.value.turn_agents.map((name) => name && (agentOf(name)?.name ?? name)),
    };
    readable.push({ ...one, chat, agent, content: await sha256(canonicalChat(one.chat.value)) });
  }

  const fresh = await withoutKnown(ctx, readable, seen, report);
  for (const { line, external_id, chat, content } of fresh) {
    seen.contents.set(content, external_id);
    if (chat.reordered > 0) report.reordered.push({ line, external_id, turns: chat.reordered });
    if (chat.newest_first) report.newest_first.push({ line, external_id });
    const agents = [...new Set(chat.turn_agents.filter((name) => name !== null))];
    if (agents.length > 1) report.handed_over.push({ line, external_id, agents });
  }
  return fresh;
}

/** Those that neither the organisation nor an earlier part of the file has. */
async function withoutKnown(ctx: Ctx, good: Good[], seen: Seen, report: ChatImport): Promise<Good[]> {
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
        report.already_there++;
        return false;
      default: {
        const first = arrival.kind === 'same-content-other-id' ? arrival.first : '';
        const issue = rowIssue(arrival.kind, { column: 'external_id', value: external_id, external_id, first });
        report.refused.push({ line, external_id, issues: [issue], given });
        return false;
      }
    }
  });
}

/**
 * One slice, in one transaction. Chats that someone else imported since they were judged are judged again. Where the
 * database cannot keep one of them, each is written alone, and that one is refused.
 */
async function write(ctx: Ctx, good: Good[], seen: Seen, report: ChatImport): Promise<void> {
  const rows = await lookedThrough(ctx, good, report);
  if (rows.length === 0) return;
  const made = new Set<string>();
  const unkept = new Set<string>();
  try {
    for (const id of await store(ctx, rows)) made.add(id);
  } catch (error) {
    if (!isOfTheRows(error)) throw error;
    for (const one of rows) {
      try {
        for (const id of await store(ctx, [one])) made.add(id);
      } catch (alone) {
        if (!isOfTheRows(alone)) throw alone;
        unkept.add(one.row.id);
        refuse(report, one.one, 'not-stored');
      }
    }
  } finally {
    report.created += made.size;
  }
  const forestalled = rows.filter(({ row }) => !made.has(row.id) && !unkept.has(row.id)).map(({ one }) => one);
  if (forestalled.length > 0) await withoutKnown(ctx, forestalled, seen, report);
}

type NewRow = { one: Good; row: NewInteraction; said: LookedThrough };

/** Chats with the personal data in them; one that cannot be looked through is refused. */
async function lookedThrough(ctx: Ctx, good: readonly Good[], report: ChatImport): Promise<NewRow[]> {
  const rows: NewRow[] = [];
  for (const one of good) {
    const said = await lookThrough(ctx, turnsOf(one.chat)).catch(orProblem);
    if (said instanceof Problem) refuse(report, one, said.code);
    else rows.push({ one, row: interactionRow(ctx, one), said });
  }
  return rows;
}

function refuse(report: ChatImport, { line, external_id, given }: Good, code: ProblemCode): void {
  report.refused.push({ line, external_id, issues: [rowIssue(code, {})], given });
}

/** Writes chats with their words, all or none. @returns ids of those that were not written already */
function store(ctx: Ctx, rows: NewRow[]): Promise<Set<string>> {
  return inTurn(ctx.db, () =>
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
        await record(tx, ctx, ...[...ids].map(imported));
        await recordTexts(tx, ctx, texts);
      }
      return ids;
    }),
  );
}

const imported = (subject: string) => ({
  kind: 'interaction.imported' as const,
  subject,
  detail: { from: 'text' as const },
});

/** SQLSTATE classes of what a row holds: data, constraints, limits of an index. Anything else is the database's. */
function isOfTheRows(error: unknown): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && /^(22|23|54)\w{3}$/.test(String(cause.code))) return true;
  }
  return false;
}

/** Every turn of a chat that changed hands keeps its agent's name. */
const turnsOf = ({ turns, turn_agents, agents }: Chat) =>
  agents.length < 2 ? turns : turns.map((turn, i) => (turn_agents[i] ? { ...turn, agent: turn_agents[i] } : turn));

function interactionRow(ctx: Ctx, { chat, agent, content }: Good): NewInteraction {
  const { file: _file, agent: _agent, metadata, ...columns } = chat.metadata;
  return {
    ...columns,
    duration_ms: columns.duration_ms ?? chat.turns.at(-1)?.end_ms ?? 0,
    declared_duration_ms: columns.duration_ms,
    declared_language: columns.language,
    team_ids: teamsOf(agent.id),
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
