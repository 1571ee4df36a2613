// The log as a test reads it: with the words an event refers to in place of their ids.
import { asc, eq } from 'drizzle-orm';
import type { Handle } from '../../db/database/context.ts';
import { event, event_text } from '../../db/schema/tables.ts';
import type { EventKind } from '../../scorecards/events/event.ts';

export type Shown = { kind: string; actor_id: string | null; detail: Record<string, unknown> };

/** Events about a row, the first first. @param kinds none: all */
export async function eventsAbout(db: Handle, subject: string, ...kinds: EventKind[]): Promise<Shown[]> {
  const rows = await db.select().from(event).where(eq(event.subject, subject)).orderBy(asc(event.at), asc(event.id));
  const [first] = rows;
  const texts = first
    ? await db.select().from(event_text).where(eq(event_text.organisation_id, first.organisation_id))
    : [];
  const words = new Map(texts.map(({ id, text }) => [id, text]));
  const spelled = (_key: string, value: unknown) => (typeof value === 'string' ? (words.get(value) ?? value) : value);
  return rows
    .filter(({ kind }) => kinds.length === 0 || kinds.includes(kind as EventKind))
    .map(({ kind, actor_id, detail }) => ({ kind, actor_id, detail: JSON.parse(JSON.stringify(detail, spelled)) }));
}
