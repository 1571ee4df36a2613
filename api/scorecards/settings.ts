import { changeSettings, readSettings, settingHistory } from '../../db/scorecards/settings.ts';
import { answer, jsonBody, route, router } from '../http/route.ts';
import { ScorecardSettings, SettingChange, SettingHistory, SettingHistoryQuery } from './settings-contract.ts';

export const scorecardSettingsApi = router()
  .openapi(
    route('scorecards:settings', {
      operationId: 'readScorecardSettings',
      method: 'get',
      path: '/',
      responses: { 200: answer(ScorecardSettings, 'Each part as it holds now') },
    }),
    async (c) => c.json(await readSettings(c.get('ctx')), 200),
  )
  .openapi(
    route('scorecards:settings', {
      operationId: 'changeScorecardSettings',
      method: 'put',
      path: '/',
      request: jsonBody(SettingChange),
      responses: { 200: answer(ScorecardSettings, 'The part has a new version; earlier ones stay as they are') },
      refuses: [404, 409, 422],
    }),
    async (c) => c.json(await changeSettings(c.get('ctx'), c.req.valid('json')), 200),
  )
  .openapi(
    route('scorecards:settings', {
      operationId: 'listScorecardSettingVersions',
      method: 'get',
      path: '/versions',
      request: { query: SettingHistoryQuery },
      responses: { 200: answer(SettingHistory, 'The versions of a part, the newest first') },
    }),
    async (c) => c.json(await settingHistory(c.get('ctx'), c.req.valid('query')), 200),
  );

export type ScorecardSettingsApi = typeof scorecardSettingsApi;
