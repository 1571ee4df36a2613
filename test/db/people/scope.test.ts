// What a manager of some teams may do: everything for their own teams' agents, nothing for another's. What they import
// is answered truthfully without revealing anything about the other team.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readChatFile } from '../../../api/interactions/rows.ts';
import { localBlobs } from '../../../db/blobs/local.ts';
import {
  closeCalibration,
  listCalibrations,
  openCalibration,
  readCalibration,
} from '../../../db/calibration/calibration.ts';
import { createGoal } from '../../../db/coaching/development.ts';
import type { Ctx } from '../../../db/database/context.ts';
import { importChats } from '../../../db/interactions/chats.ts';
import { checkMetadata } from '../../../db/interactions/metadata-check.ts';
import { importTranscript } from '../../../db/interactions/transcript-files.ts';
import { beginUpload, type FileCtx, finishUpload, receivePiece } from '../../../db/interactions/uploads.ts';
import { assignReview, withdrawReview } from '../../../db/samples/assignments.ts';
import { drawWeek } from '../../../db/samples/draws.ts';
import { createPlan, listPlans, readPlan, setPlanActive } from '../../../db/samples/samples.ts';
import { interaction, member, review, team_member } from '../../../db/schema/tables.ts';
import { listScorecards } from '../../../db/scorecards/scorecards.ts';
import { retryCopies } from '../../../db/transcripts/copies.ts';
import { correctTranscript } from '../../../db/transcripts/corrections.ts';
import { openOriginals } from '../../../db/transcripts/originals.ts';
import { retryTranscription } from '../../../db/transcripts/transcripts.ts';
import type { Problem } from '../../../scorecards/problems/problem.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { type FreshOrganisation, freshOrganisation, insertInteraction, memberOf } from '../../support/organisation.ts';
import { refused } from '../../support/refusal.ts';
import { answers, definition, giveReview, submit, withLibrary } from '../../support/reviews.ts';
import { wav } from '../../support/sound.ts';

const VTT = 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Agent>Good morning.</v>\n';

describeWithDatabase('a manager of some teams', (database) => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'attune-scope-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** The manager, looking after the first team alone. Agent 0 is in it, agent 2 is in the other. */
  async function scoped() {
    const people = await freshOrganisation(database.db);
    const ours: Ctx = { ...people.manager, actor: { ...people.manager.actor, scope: [people.teams[0].id] } };
    return { people, ours, everywhere: people.manager, library: await withLibrary(people) };
  }
  const emailOf = (people: FreshOrganisation, i: number) =>
    people.people.find(({ id }) => id === memberOf(people.agents[i]!))!.email;

  it('replaces, corrects and retranscribes transcripts of their own teams only', async () => {
    const { people, ours } = await scoped();
    const theirs = await insertInteraction(people.agents[2], { channel: 'voice', file_name: 'a.wav' });
    const own = await insertInteraction(people.agents[0], { channel: 'voice', file_name: 'b.wav' });
    const attempts: ((id: string) => Promise<unknown>)[] = [
      (id) => importTranscript({ ...ours, blobs: localBlobs(folder) }, { id, text: VTT, file_name: 'a.vtt' }),
      (id) => retryTranscription(ours, { id }),
      (id) => retryCopies(ours, { id }),
      (id) => correctTranscript(ours, { id, revision: 1, changes: [{ kind: 'swap' }] }),
      (id) => openOriginals(ours, { id, reason: 'A complaint' }),
    ];
    for (const attempt of attempts) await refused(attempt(theirs), 'not-found');
    expect(
      await importTranscript({ ...ours, blobs: localBlobs(folder) }, { id: own, text: VTT, file_name: 'a.vtt' }),
    ).toMatchObject({
      outcome: 'created',
    });
    expect(await correctTranscript(ours, { id: own, revision: 1, changes: [{ kind: 'swap' }] })).toMatchObject({
      revision: 2,
    });
  });

  it('reassigns and withdraws reviews of their own teams only', async () => {
    const { people, ours, library } = await scoped();
    const given = { reviewer: people.reviewers[0], version: library.VG!.id };
    const theirs = await giveReview({ agent: people.agents[2], ...given });
    const own = await giveReview({ agent: people.agents[0], ...given });
    const to = memberOf(people.reviewers[1]);
    await refused(withdrawReview(ours, { review: theirs.review, reason: 'Not needed' }), 'not-found');
    await refused(assignReview(ours, { review: theirs.review, reviewer: to }), 'not-found');
    const [kept] = await database.db.select().from(review).where(eq(review.id, theirs.review));
    expect(kept).toMatchObject({ state: 'waiting', reviewer_id: memberOf(people.reviewers[0]) });
    await assignReview(ours, { review: own.review, reviewer: to });
    await withdrawReview(ours, { review: own.review, reason: 'Not needed' });
  });

  it('sees, opens and closes calibrations about their own teams alone, and counts no other', async () => {
    const { people, ours, everywhere, library } = await scoped();
    const open = async (by: Ctx, i: number) =>
      openCalibration(by, {
        name: `Of agent ${i}`,
        interaction: await insertInteraction(people.agents[i]!),
        scorecard_version_id: library.VG!.id,
        reviewers: people.reviewers.slice(0, 2).map(memberOf),
      });
    await refused(open(ours, 2), 'not-found');
    const theirs = await open(everywhere, 2);
    const own = await open(ours, 0);
    expect((await listCalibrations(ours)).rows.map(({ id }) => id)).toEqual([own.id]);
    await refused(readCalibration(ours, { calibration: theirs.id }), 'not-found');
    await refused(closeCalibration(ours, { calibration: theirs.id }), 'not-found');

    for (const row of await database.db.select().from(review).where(eq(review.organisation_id, people.id))) {
      const reviewer = people.reviewers.find((one) => memberOf(one) === row.reviewer_id)!;
      await submit(reviewer, row.id, answers(definition('VG')));
    }
    expect((await readCalibration(ours, { calibration: own.id })).comparison?.calibrations).toBe(1);
    expect((await readCalibration(everywhere, { calibration: own.id })).comparison?.calibrations).toBe(2);
  });

  it('plans and draws samples of their own teams only', async () => {
    const { people, ours, everywhere } = await scoped();
    const scorecard = (await listScorecards(ours)).rows[0]!.id;
    const [first, second] = people.teams;
    const plan = (who: { teams?: string[]; agents?: string[] }) => ({
      name: 'Weekly',
      who: { teams: who.teams ?? [], agents: who.agents ?? [] },
      what: { channels: [], queues: [], duration_min_ms: null, duration_max_ms: null },
      per_agent_per_week: 5,
      scorecard,
      reviewers: [memberOf(people.reviewers[0])],
    });
    const beyond = [
      {},
      { teams: [second.id] },
      { teams: [first.id, second.id] },
      { agents: [memberOf(people.agents[2])] },
    ];
    for (const who of beyond) {
      await refused(createPlan(ours, plan(who)), 'plan-out-of-scope');
      const theirs = await createPlan(everywhere, plan(who));
      await refused(readPlan(ours, { plan: theirs.id }), 'not-found');
      await refused(setPlanActive(ours, { plan: theirs.id, active: false }), 'not-found');
      await refused(drawWeek(ours, { plan: theirs.id, week: '2026-07-06' }), 'not-found');
    }
    const own = await createPlan(ours, plan({ teams: [first.id], agents: [memberOf(people.agents[1])] }));
    expect((await listPlans(ours)).rows.map(({ id }) => id)).toEqual([own.id]);
    expect((await listPlans(people.administrator)).rows.length).toBe(beyond.length + 1);
    const drawn = await drawWeek(ours, { plan: own.id, week: '2026-07-06' });
    expect(drawn.excluded['other-agent']).toBeUndefined();
    expect(await setPlanActive(ours, { plan: own.id, active: false })).toMatchObject({ active: false });
  });

  it('sets goals for their own teams alone', async () => {
    const { people, ours } = await scoped();
    const goal = (i: number) =>
      createGoal(ours, {
        agent: memberOf(people.agents[i]!),
        competency: 'listening',
        level_now: 'junior',
        level_wanted: 'senior',
        due_on: '2026-12-01',
        steps: null,
      });
    await refused(goal(2), 'not-allowed');
    await goal(0);
  });

  describe('bringing recordings in', () => {
    const files = (ctx: Ctx): FileCtx => ({ ...ctx, blobs: localBlobs(folder) });
    const given = (people: FreshOrganisation, i: number, external_id: string) => ({
      external_id,
      agent: emailOf(people, i),
      channel: 'voice',
      started_at: '2026-07-03T10:00:00Z',
    });
    async function bring(ctx: Ctx, metadata: Record<string, string>, bytes: Uint8Array) {
      const { id, issues } = await beginUpload(files(ctx), { file_name: 'a.wav', size: bytes.byteLength, metadata });
      await receivePiece(files(ctx), { id, offset: 0, piece: bytes });
      return { id, issues, finish: () => finishUpload(files(ctx), { id }) };
    }
    const decision = (problem: Problem) => JSON.stringify([problem.params, problem.detail]);

    it('an agent of another team is treated as unknown', async () => {
      const { people, ours } = await scoped();
      const bytes = wav(400);
      const theirs = await bring(ours, given(people, 2, 'x-1'), bytes);
      expect(theirs.issues.map(({ code }) => code)).toEqual(['agent-out-of-scope']);
      await refused(theirs.finish(), 'agent-out-of-scope');
      const nobody = await bring(ours, { ...given(people, 0, 'x-1'), agent: 'nobody@example.com' }, bytes);
      await refused(nobody.finish(), 'agent-out-of-scope');
      expect((await (await bring(ours, given(people, 0, 'x-1'), bytes)).finish()).outcome).toBe('created');
    });

    it('an interaction that exists in another team is refused with the same sentence for the id, the content and both', async () => {
      const { people, ours, everywhere } = await scoped();
      const [bytes, other, longer] = [wav(400, 300), wav(400, 310), wav(900, 320)];
      await (await bring(everywhere, given(people, 2, 'secret-7'), bytes)).finish();
      const cases: [string, Uint8Array][] = [
        ['secret-7', bytes],
        ['secret-7', other],
        ['secret-7', longer],
        ['mine-1', bytes],
      ];
      const answers: string[] = [];
      for (const [id, content] of cases) {
        const problem = await refused(
          (await bring(ours, given(people, 0, id), content)).finish(),
          'known-out-of-scope',
        );
        if (id !== 'secret-7') expect(decision(problem)).not.toContain('secret-7');
        answers.push(decision(problem).replaceAll(id, ''));
      }
      expect(new Set(answers).size).toBe(1);
      expect(answers[0]).not.toContain(emailOf(people, 2));
    });

    it('finishing twice answers the same, also when the agent has changed teams in between', async () => {
      const { people, ours } = await scoped();
      const upload = await bring(ours, given(people, 0, 'twice'), wav(400, 330));
      const first = await upload.finish();
      await database.db
        .update(team_member)
        .set({ team_id: people.teams[1].id })
        .where(eq(team_member.member_id, memberOf(people.agents[0])));
      const again = await upload.finish();
      expect(again).toMatchObject({ outcome: 'created', interaction: { id: first.interaction.id } });
    });

    it('a list of recordings is checked under the same rules', async () => {
      const { people, ours } = await scoped();
      await insertInteraction(people.agents[2], { external_id: 'secret-8' });
      const records = [
        { ...given(people, 2, 'a'), file: 'a.wav' },
        { ...given(people, 0, 'secret-8'), file: 'b.wav' },
      ];
      const cells = [Object.keys(records[0]!), ...records.map((record) => Object.values(record))];
      const { rows } = await checkMetadata(ours, {
        sheet: { format: 'csv', delimiter: ',', lines: cells.map((one, i) => ({ line: i + 1, cells: one })) },
        files: ['a.wav', 'b.wav'],
      });
      expect(rows.map(({ issues, known }) => [issues.map(({ code }) => code), known])).toEqual([
        [['agent-out-of-scope'], false],
        [['known-out-of-scope'], false],
      ]);
    });

    it('chats too', async () => {
      const { people, ours, everywhere } = await scoped();
      const chat = (external_id: string, i: number, text: string) => ({
        external_id,
        agent: emailOf(people, i),
        channel: 'chat',
        started_at: '2026-07-03T10:00:00Z',
        turns: [{ speaker: 'customer', at: '2026-07-03T10:00:00Z', text }],
      });
      const send = (ctx: Ctx, chats: unknown[]) =>
        importChats(ctx, { file: readChatFile(JSON.stringify(chats), 'json'), dry_run: false });
      expect(await send(everywhere, [chat('secret-9', 2, 'Of the other team')])).toMatchObject({ created: 1 });
      const answer = await send(ours, [
        chat('c-1', 2, 'For the other team'),
        chat('secret-9', 0, 'Another text'),
        chat('c-2', 0, 'Of our own'),
      ]);
      expect(answer).toMatchObject({ chats: 3, created: 1, already_there: 0 });
      expect(answer.refused.map(({ issues }) => issues.map(({ code }) => code))).toEqual([
        ['agent-out-of-scope'],
        ['known-out-of-scope'],
      ]);
      const rows = await database.db
        .select({ id: interaction.external_id })
        .from(interaction)
        .innerJoin(member, eq(member.id, interaction.agent_id))
        .where(eq(interaction.organisation_id, people.id));
      expect(rows.map(({ id }) => id).toSorted()).toEqual(['c-2', 'secret-9']);
    });
  });
});
