// The log of business events.
import { z } from 'zod';
import { EVENT_KINDS, Id } from '../../scorecards/events/event.ts';
import { Day, Instant, Named, pageOf, paging } from '../http/contract.ts';

export const EventKind = z.enum(EVENT_KINDS).meta({ id: 'EventKind' });

const Value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const Detail = z
  .record(z.string(), z.union([Value, z.array(Value), z.record(z.string(), Value)]))
  .meta({ id: 'EventDetail', description: 'Ids, codes and numbers; each kind has its own' });

export const EventRow = z
  .object({
    id: z.string(),
    number: z.int().nullable().describe('Its place in the log; null until it is sealed'),
    at: Instant,
    kind: EventKind,
    actor: Named.nullable().describe('null: the product itself'),
    subject: z.string().describe('Id of the row it is about'),
    detail: Detail,
    words: z.record(z.string(), z.string()).describe('Words the detail refers to, by their ids'),
  })
  .meta({ id: 'EventRow' });
export type EventRow = z.infer<typeof EventRow>;

export const EventFilter = z.object({
  kind: EventKind.optional(),
  actor: Id.optional(),
  subject: Id.optional(),
  from: Day.optional(),
  to: Day.optional(),
});

export const EventQuery = EventFilter.extend(paging(200));

export const EventList = pageOf(EventRow).meta({ id: 'EventList' });
export type EventList = z.infer<typeof EventList>;
