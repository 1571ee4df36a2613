// Checks for incoming interactions: the agents they may name, and what the organisation already has. Written for whole
// files as well as single recordings, so lookups are batched.
import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { Known } from '../../scorecards/interactions/duplicates.ts';
import { LIMITS } from '../../scorecards/interactions/limits.ts';
import type { Issue } from '../../scorecards/interactions/metadata.ts';
import { type ProblemCode, sentence } from '../../scorecards/problems/problem.ts';
import type { Ctx, Db } from '../database/context.ts';
import type { Person } from '../people/references.ts';
import { agentsVisible, reachesAll } from '../people/visible.ts';
import { interaction } from '../schema/interactions.ts';
import { member } from '../schema/people.ts';

/** An interaction to be written; its teams are looked up when it is. */
export type NewInteraction = Omit<typeof interaction.$inferInsert, 'team_ids'> & { team_ids: SQL<string[]> };

type Reads = Pick<Db, 'select'>;

/** Why one value of a row, or the row itself (`column` empty), is refused. */
export type RowIssue = {
  column: string;
  code: ProblemCode;
  params: Record<string, string | number>;
  reason: { en: string; zh: string };
  /** Of the file, where it is another than the row's own. */
  line?: number;
};

/** A row that is not imported. `line` counts from 1; of a JSON array it is the place in it. */
export type RefusedRow = {
  line: number;
  external_id: string;
  issues: RowIssue[];
  /** The row, or the rows of one chat, as uploaded: to be fixed and sent again. */
  given: unknown;
};

const MIB = 1024 * 1024;

const LIMIT_OF: Partial<Record<ProblemCode, number>> = {
  'value-too-long': LIMITS.value_characters,
  'chat-too-many-turns': LIMITS.chat_turns,
  'chat-too-large': LIMITS.chat_bytes / MIB,
};

/** A finding with its sentence in both languages. */
export function rowIssue(code: ProblemCode, params: Record<string, string | number>): RowIssue {
  const limit = LIMIT_OF[code];
  const filled = limit === undefined ? params : { limit, ...params };
  const reason = { en: sentence(code, filled, 'en'), zh: sentence(code, filled, 'zh') };
  return { column: String(params.column ?? ''), code, params: filled, reason };
}

/** Findings about a row, as shown to people. Long values are truncated: they only need to be recognisable. */
export const rowIssues = (issues: readonly Issue[]): RowIssue[] =>
  issues.map(({ column, code, value, line, limit, ...others }) => {
    const params = Object.fromEntries(
      Object.entries({ ...others, line, limit }).filter(([, one]) => one !== undefined),
    ) as Record<string, string | number>;
    const cut = Object.fromEntries(
      Object.entries(params).map(([name, one]) => [name, typeof one === 'string' ? shortened(one) : one]),
    );
    const issue = rowIssue(code, { ...cut, column, value: shortened(value) });
    return line === undefined ? issue : { ...issue, line };
  });

const shortened = (value: string): string => (value.length > 60 ? `${value.slice(0, 60)}…` : value);

const CHUNK = 1000;

/** Why an agent was not found. To whom only some teams are open, one of another team is as unknown as none at all. */
export const unknownAgent = (ctx: Ctx, value: string): RowIssue =>
  rowIssue(reachesAll(ctx, 'interactions:import') ? 'unknown-agent' : 'agent-out-of-scope', { column: 'agent', value });

/**
 * Agents the actor may import for, by email or employee number, whatever the case of the letters; forms of our own
 * name them by id. Those who have left are found too: their interactions may still come in.
 */
export async function findAgents(
  db: Reads,
  ctx: Ctx,
  names: Iterable<string>,
): Promise<(name: string) => Person | null> {
  const wanted = [...new Set([...names].map(key))].filter((name) => name !== '');
  const found = new Map<string, Person>();
  for (let i = 0; i < wanted.length; i += CHUNK) {
    const some = wanted.slice(i, i + CHUNK);
    const rows = await db
      .select({ id: member.id, name: member.name, email: member.email, number: member.employee_number })
      .from(member)
      .where(
        and(
          eq(member.organisation_id, ctx.actor.organisation),
          sql`'agent' = any(${member.roles})`,
          agentsVisible(ctx, 'interactions:import', member.id),
          or(
            inArray(member.email, some),
            inArray(sql`lower(${member.employee_number})`, some),
            inArray(member.id, some),
          ),
        ),
      );
    for (const { id, name, email, number } of rows) {
      // A number that reads like someone's email does not take it over.
      if (number !== null && !found.has(key(number))) found.set(key(number), { id, name });
      found.set(key(email), { id, name });
      found.set(id, { id, name });
    }
  }
  return (name) => found.get(key(name)) ?? null;
}

const key = (name: string): string => name.trim().toLowerCase();

/** Agents by their names as chats write them beside what they said. A name that two agents have is nobody's. */
export async function findAgentsByName(
  db: Reads,
  ctx: Ctx,
  names: Iterable<string>,
): Promise<(name: string) => Person | null> {
  const wanted = [...new Set([...names].map(key))].filter((name) => name !== '');
  const found = new Map<string, Person | null>();
  for (let i = 0; i < wanted.length; i += CHUNK) {
    const rows = await db
      .select({ id: member.id, name: member.name })
      .from(member)
      .where(
        and(
          eq(member.organisation_id, ctx.actor.organisation),
          sql`'agent' = any(${member.roles})`,
          inArray(sql`lower(${member.name})`, wanted.slice(i, i + CHUNK)),
        ),
      );
    for (const row of rows) found.set(key(row.name), found.has(key(row.name)) ? null : row);
  }
  return (name) => found.get(key(name)) ?? null;
}

export type Incoming = { external_id: string; content: string };

/** What the organisation has under the same ids and with the same contents. */
export async function findKnown(db: Reads, ctx: Ctx, incoming: readonly Incoming[]): Promise<(one: Incoming) => Known> {
  const contentById = new Map<string, string>();
  const idByContent = new Map<string, string>();
  const closed = { ids: new Set<string>(), contents: new Set<string>() };
  for (let i = 0; i < incoming.length; i += CHUNK) {
    const some = incoming.slice(i, i + CHUNK);
    const ids = some.map((one) => one.external_id);
    const contents = some.map((one) => one.content);
    const rows = await db
      .select({
        external_id: interaction.external_id,
        content: interaction.content_sha256,
        open: sql<boolean>`${agentsVisible(ctx, 'interactions:import', interaction.agent_id)}`,
      })
      .from(interaction)
      .where(
        and(
          eq(interaction.organisation_id, ctx.actor.organisation),
          or(inArray(interaction.external_id, ids), inArray(interaction.content_sha256, contents)),
        ),
      );
    for (const { external_id, content, open } of rows) {
      if (!open) {
        closed.ids.add(external_id);
        closed.contents.add(content);
      }
      contentById.set(external_id, content);
      idByContent.set(content, external_id);
    }
  }
  return ({ external_id, content }) => {
    const sameId = contentById.get(external_id);
    const sameContent = idByContent.get(content);
    return {
      sameId: sameId === undefined ? null : { content: sameId },
      sameContent: sameContent === undefined ? null : { external_id: sameContent },
      out_of_scope: closed.ids.has(external_id) || closed.contents.has(content),
    };
  };
}
