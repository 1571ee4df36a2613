import { reportQuality } from '../../db/reports/reports.ts';
import { answer, route, router } from '../http/route.ts';
import { QualityReport, ReportFilter } from './contract.ts';

export const reportsApi = router().openapi(
  route('reports:read', {
    operationId: 'reportQuality',
    method: 'get',
    path: '/quality',
    request: { query: ReportFilter },
    responses: { 200: answer(QualityReport, 'Teams and agents, by week, and what is failed most') },
  }),
  async (c) => c.json(await reportQuality(c.get('ctx'), c.req.valid('query')), 200),
);

export type ReportsApi = typeof reportsApi;
