// The log of business events, for administrators.
import { z } from 'zod';
import { exportEvents, listEvents } from '../../db/events/log.ts';
import { answer, route, router } from '../http/route.ts';
import { EventFilter, EventList, EventQuery } from './contract.ts';

/** Asks for the next part when the one before was taken. */
function streamOf(parts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const letters = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(letters.encode(value));
    },
  });
}

export const eventsApi = router()
  .openapi(
    route('events:read', {
      operationId: 'listEvents',
      method: 'get',
      path: '/',
      request: { query: EventQuery },
      responses: { 200: answer(EventList, 'What happened, the newest first, a page at a time') },
    }),
    async (c) => c.json(await listEvents(c.get('ctx'), c.req.valid('query')), 200),
  )
  .openapi(
    route('events:read', {
      operationId: 'exportEvents',
      method: 'get',
      path: '/export',
      request: { query: EventFilter },
      responses: {
        200: { description: 'The same as a sheet', content: { 'text/csv': { schema: z.string() } } },
      },
      refuses: [422],
    }),
    async (c) => {
      const parts = await exportEvents(c.get('ctx'), c.req.valid('query'));
      return c.body(streamOf(parts), 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="events.csv"',
      });
    },
  );
export type EventsApi = typeof eventsApi;
