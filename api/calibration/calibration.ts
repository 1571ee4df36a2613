import { z } from 'zod';
import {
  closeCalibration,
  listCalibrations,
  openCalibration,
  readCalibration,
} from '../../db/calibration/calibration.ts';
import { paging, Row } from '../http/contract.ts';
import { answer, jsonBody, pathId, route, router } from '../http/route.ts';
import { CalibrationList, CalibrationPage, ClosedCalibration, NewCalibration } from './contract.ts';

export const calibrationApi = router()
  .openapi(
    route('calibration:manage', {
      operationId: 'listCalibrations',
      method: 'get',
      path: '/',
      request: { query: z.object(paging(200)) },
      responses: { 200: answer(CalibrationList, 'Calibrations, newest first, a page at a time') },
    }),
    async (c) => c.json(await listCalibrations(c.get('ctx'), c.req.valid('query')), 200),
  )
  .openapi(
    route('calibration:manage', {
      operationId: 'openCalibration',
      method: 'post',
      path: '/',
      request: jsonBody(NewCalibration),
      responses: { 200: answer(Row, 'Opened, with a review for each reviewer') },
      refuses: [404, 422],
    }),
    async (c) => {
      const { interaction_id: interaction, ...rest } = c.req.valid('json');
      return c.json(await openCalibration(c.get('ctx'), { ...rest, interaction }), 200);
    },
  )
  .openapi(
    route('calibration:manage', {
      operationId: 'readCalibration',
      method: 'get',
      path: '/{id}',
      request: pathId,
      responses: {
        200: answer(CalibrationPage, 'While open, who is in; after that, what each said and how far they agree'),
      },
    }),
    async (c) => c.json(await readCalibration(c.get('ctx'), { calibration: c.req.valid('param').id }), 200),
  )
  .openapi(
    route('calibration:manage', {
      operationId: 'closeCalibration',
      method: 'post',
      path: '/{id}/close',
      request: pathId,
      responses: { 200: answer(ClosedCalibration, 'Closed; whoever is not in is left out') },
      refuses: [422],
    }),
    async (c) => c.json(await closeCalibration(c.get('ctx'), { calibration: c.req.valid('param').id }), 200),
  );

export type CalibrationApi = typeof calibrationApi;
