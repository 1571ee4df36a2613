import { z } from '@hono/zod-openapi';
import { type QualityReport, reportQuality } from '../../db/reports/reports.ts';
import { CHANNELS } from '../../scorecards/scorecard/definition.ts';
import { json, route, router } from '../http/route.ts';

const Filter = z.object({
  team: z.string().max(100).optional(),
  channel: z.enum(CHANNELS).optional(),
  from: z.iso.date().optional().openapi({ description: 'First day of the contact' }),
  to: z.iso.date().optional().openapi({ description: 'Last day of the contact' }),
});

export const reportsApi = router().openapi(
  route('reports:read', {
    method: 'get',
    path: '/quality',
    request: { query: Filter },
    responses: { 200: json<QualityReport>('Teams and agents, by week, and what is failed most') },
  }),
  async (c) => c.json(await reportQuality(c.get('ctx'), c.req.valid('query')), 200),
);

export type ReportsApi = typeof reportsApi;
