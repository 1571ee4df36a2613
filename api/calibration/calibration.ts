import { z } from '@hono/zod-openapi';
import {
  type CalibrationPage,
  type CalibrationRow,
  closeCalibration,
  listCalibrations,
  openCalibration,
  readCalibration,
} from '../../db/calibration/calibration.ts';
import { json, jsonBody, pathId, route, router } from '../http/route.ts';

const Calibration = z.object({
  name: z.string().trim().min(1).max(200),
  interaction_id: z.string().max(100),
  scorecard_version_id: z.string().max(100).nullable().default(null).openapi({
    description: "null: the form made for the contact's channel",
  }),
  reviewers: z.array(z.string().max(100)).max(100),
});

export const calibrationApi = router()
  .openapi(
    route('calibration:manage', {
      method: 'get',
      path: '/',
      responses: { 200: json<CalibrationRow[]>('Calibrations, newest first') },
    }),
    async (c) => c.json(await listCalibrations(c.get('ctx')), 200),
  )
  .openapi(
    route('calibration:manage', {
      method: 'post',
      path: '/',
      request: jsonBody(Calibration),
      responses: { 200: json<{ id: string }>('Opened, with a review for each reviewer') },
    }),
    async (c) => {
      const { interaction_id: interaction, ...rest } = c.req.valid('json');
      return c.json(await openCalibration(c.get('ctx'), { ...rest, interaction }), 200);
    },
  )
  .openapi(
    route('calibration:manage', {
      method: 'get',
      path: '/{id}',
      request: pathId,
      responses: {
        200: json<CalibrationPage>('While open, who is in; after that, what each said and how far they agree'),
      },
    }),
    async (c) => c.json(await readCalibration(c.get('ctx'), { calibration: c.req.valid('param').id }), 200),
  )
  .openapi(
    route('calibration:manage', {
      method: 'post',
      path: '/{id}/close',
      request: pathId,
      responses: { 200: json<{ closed_at: string }>('Closed; whoever is not in is left out') },
    }),
    async (c) => c.json(await closeCalibration(c.get('ctx'), { calibration: c.req.valid('param').id }), 200),
  );

export type CalibrationApi = typeof calibrationApi;
