// The exact text a seal covers: the same after a dump and restore, and in either database. Object keys are sorted,
// instants are ISO 8601 in UTC with milliseconds, numbers are integers.

/** An event as stored, with the number the seal gave it. */
export type SealedEvent = {
  id: string;
  number: number;
  kind: string;
  actor_id: string | null;
  subject: string;
  detail: unknown;
  at: string;
};

/** `before`: the code of the seal before; empty for the first. */
export type Stretch = {
  organisation_id: string;
  number: number;
  first: number;
  last: number;
  before: string;
  sealed_at: string;
};

/** Of this way of writing. */
const VERSION = 1;

export function sealedContent(stretch: Stretch, events: readonly SealedEvent[]): string {
  const { organisation_id, number, first, last, before, sealed_at } = stretch;
  const head = [VERSION, organisation_id, number, first, last, events.length, before, sealed_at];
  const lines = events.map((one) =>
    canonical([one.number, one.id, one.kind, one.actor_id, one.subject, one.detail, one.at]),
  );
  return [JSON.stringify(head), ...lines].join('\n');
}

/** How the log of an organisation ended that was dropped. */
export type Closing = { id: string; seals: number; head: string; events: number; closed_at: string };

export const closingContent = ({ id, seals, head, events, closed_at }: Closing): string =>
  JSON.stringify(['closed', VERSION, id, seals, head, events, closed_at]);

export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
