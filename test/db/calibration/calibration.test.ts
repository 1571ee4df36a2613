import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import {
  closeCalibration,
  listCalibrations,
  openCalibration,
  readCalibration,
} from '../../../db/calibration/calibration.ts';
import { saveDraft } from '../../../db/evaluations/drafts.ts';
import { listEvaluations } from '../../../db/evaluations/evaluations.ts';
import { reportQuality } from '../../../db/reports/reports.ts';
import { listQueue, readWorkspace, takeReview } from '../../../db/samples/reviews.ts';
import { calibration, coaching_task, member } from '../../../db/schema/tables.ts';
import { type PublishedScorecard, publishScorecard } from '../../../db/scorecards/scorecards.ts';
import { submitReview } from '../../../db/submission/submission.ts';
import type { Answer } from '../../../scorecards/scorecard/answers.ts';
import type { Scale } from '../../../scorecards/scorecard/definition.ts';
import { describeWithDatabase, type TestDatabase } from '../../support/database.ts';
import {
  at,
  type FreshOrganisation,
  freshOrganisation,
  insertInteraction,
  memberOf,
} from '../../support/organisation.ts';
import { refused } from '../../support/refusal.ts';
import { answer, answers, definition, submit, withLibrary } from '../../support/reviews.ts';

type Ready = FreshOrganisation & { cards: Record<string, PublishedScorecard> };

async function fresh(database: TestDatabase): Promise<Ready> {
  const organisation = await freshOrganisation(database.db);
  return { ...organisation, cards: await withLibrary(organisation) };
}

async function opened(organisation: Ready, reviewers: number[] = [0, 1, 2], version = organisation.cards.CH!.id) {
  const interaction = await insertInteraction(organisation.agents[0]);
  const { id } = await openCalibration(organisation.manager, {
    name: 'The wrong bill',
    interaction,
    scorecard_version_id: version,
    reviewers: reviewers.map((i) => memberOf(organisation.reviewers[i]!)),
  });
  return id;
}

/** Submits a reviewer's only review. */
async function score(organisation: Ready, who: number, otherwise: Record<string, string | Answer> = {}) {
  const reviewer = organisation.reviewers[who]!;
  const [row] = (await listQueue(reviewer)).rows;
  const { scorecard } = await readWorkspace(reviewer, { review: row!.id });
  return submit(reviewer, row!.id, answers(scorecard.definition, otherwise));
}

const read = ({ manager }: Ready, id: string) => readCalibration(manager, { calibration: id });

describeWithDatabase('a calibration', (database) => {
  it('gives each reviewer a review among their other work, on the scorecard named', async () => {
    const organisation = await fresh(database);
    const id = await opened(organisation, [0, 1]);
    for (const i of [0, 1]) {
      const { rows: reviews } = await listQueue(organisation.reviewers[i]!);
      expect(reviews).toEqual([expect.objectContaining({ kind: 'calibration', state: 'waiting' })]);
    }
    expect((await listQueue(organisation.reviewers[2])).rows).toEqual([]);
    const page = await read(organisation, id);
    expect(page).toMatchObject({
      name: 'The wrong bill',
      agent: { name: 'Ann Agent' },
      scorecard: { key: 'CH', number: 1 },
      opened_by: { name: 'Maria Manager' },
      closed_at: null,
      reviewers: 2,
      submitted: 0,
    });
  });

  it('is blind: while it is open nobody sees an answer, not even the manager, only who has submitted', async () => {
    const organisation = await fresh(database);
    const id = await opened(organisation);
    await score(organisation, 0, { CH1: 'miss' });
    const [mine] = (await listQueue(organisation.reviewers[1])).rows;
    await takeReview(organisation.reviewers[1], { review: mine!.id });
    const page = await read(organisation, id);
    expect(page.comparison).toBeNull();
    expect(page.participants.map(({ name, state, submitted_at }) => [name, state, submitted_at])).toEqual([
      ['Rita Reviewer', 'submitted', '2026-07-06T09:00:00.000Z'],
      ['Rolf Reviewer', 'taken', null],
      ['Rui Reviewer', 'waiting', null],
    ]);
    expect(JSON.stringify(page)).not.toContain('"answers"');
    for (const ctx of [organisation.manager, organisation.reviewers[1], organisation.agents[0]]) {
      expect((await listEvaluations(ctx, {})).rows).toEqual([]);
    }
    const workspace = await readWorkspace(organisation.reviewers[1], { review: mine!.id });
    expect(JSON.stringify(workspace)).not.toContain('Rita');
  });

  it('closes itself when all are in, and shows who answered what and how far they agree', async () => {
    const organisation = await fresh(database);
    const id = await opened(organisation);
    await score(organisation, 0);
    await score(organisation, 1, { CH1: 'part' });
    const last = await score(organisation, 2, { CH1: 'part', CH15: 'na', CH13: 'fail' });
    const page = await read(organisation, id);
    expect(page.closed_at).toBe('2026-07-06T09:00:00.000Z');
    const { sheets, criteria, calibrations, needed } = page.comparison!;
    expect([calibrations, needed]).toEqual([1, 10]);
    expect(sheets.map(({ reviewer, critical_count }) => [reviewer.name, critical_count])).toEqual([
      ['Rita Reviewer', 0],
      ['Rolf Reviewer', 0],
      ['Rui Reviewer', 1],
    ]);
    expect(sheets[2]!.score_bp).toBe(last.score.score_bp);
    const of = (criterion: string) => criteria.find((one) => one.criterion === criterion)!;
    expect(of('CH1').answers.map(({ reviewer, value, value_bp }) => [reviewer, value, value_bp])).toEqual([
      [memberOf(organisation.reviewers[0]), 'full', 10_000],
      [memberOf(organisation.reviewers[1]), 'part', 5000],
      [memberOf(organisation.reviewers[2]), 'part', 5000],
    ]);
    expect(of('CH1').percent_bp).toBe(3333);
    expect(of('CH2').percent_bp).toBe(10_000);
    // Not applicable counts as missing: two of three gave a value, and they agree.
    expect(of('CH15').answers[2]).toMatchObject({ value: 'na', state: 'not-applicable', value_bp: null });
    expect(of('CH15').percent_bp).toBe(10_000);
    // One call alone has no α.
    expect(of('CH1').so_far).toEqual({ units: 1, percent_bp: 3333, alpha: { kind: 'too-few', needed: 10 } });
  });

  it('the last two to submit at once close it together', async () => {
    const organisation = await fresh(database);
    const id = await opened(organisation);
    await Promise.all([0, 1, 2].map((who) => score(organisation, who)));
    const page = await read(organisation, id);
    expect(page.closed_at).not.toBeNull();
    expect(page.submitted).toBe(3);
  });

  it('closed by the manager leaves out reviewers who have not submitted, with their drafts', async () => {
    const organisation = await fresh(database);
    const id = await opened(organisation);
    await score(organisation, 0);
    const [open] = (await listQueue(organisation.reviewers[1])).rows;
    await saveDraft(organisation.reviewers[1], {
      review: open!.id,
      revision: 0,
      answers: {},
      summary: '',
      spent_ms: 0,
    });
    await closeCalibration(organisation.manager, { calibration: id });
    expect((await listQueue(organisation.reviewers[1])).rows).toEqual([]);
    await refused(submitReview(organisation.reviewers[1], { review: open!.id, revision: 1 }), 'review-withdrawn');
    const page = await read(organisation, id);
    expect(page.comparison!.sheets.map(({ reviewer }) => reviewer.name)).toEqual(['Rita Reviewer']);
    expect(page.comparison!.criteria[0]).toMatchObject({ percent_bp: null, so_far: { units: 0 } });
    expect(page.participants.map(({ state }) => state)).toEqual(['submitted', 'withdrawn', 'withdrawn']);
    await refused(closeCalibration(organisation.manager, { calibration: id }), 'calibration-closed');
  });

  it('closed during a submission ends one way or the other, and never deadlocks', async () => {
    const organisation = await fresh(database);
    const id = await opened(organisation);
    await score(organisation, 0);
    const ready = await Promise.all(
      [1, 2].map(async (who) => {
        const reviewer = organisation.reviewers[who]!;
        const review = (await listQueue(reviewer)).rows[0]!.id;
        const full = answers(definition('CH'));
        await saveDraft(reviewer, { review, revision: 0, answers: full, summary: '', spent_ms: 0 });
        return () => submitReview(reviewer, { review, revision: 1 });
      }),
    );
    const outcomes = await Promise.allSettled([
      ready[0]!(),
      closeCalibration(organisation.manager, { calibration: id }),
      ready[1]!(),
    ]);
    for (const one of outcomes) {
      if (one.status === 'rejected')
        expect(['review-withdrawn', 'calibration-closed']).toContain((one.reason as { code: string }).code);
    }
    const page = await read(organisation, id);
    expect(page.closed_at).not.toBeNull();
    expect(page.participants.every(({ state }) => state === 'submitted' || state === 'withdrawn')).toBe(true);
  });

  it('never counts in the agent’s score, reviews, coaching or figures', async () => {
    const organisation = await fresh(database);
    await opened(organisation);
    for (const who of [0, 1, 2]) await score(organisation, who, { CH13: 'fail', CH1: 'miss', CH2: 'miss' });
    const tasks = await database.db
      .select()
      .from(coaching_task)
      .where(eq(coaching_task.organisation_id, organisation.id));
    expect(tasks).toEqual([]);
    const { figures, failed_most, by_week } = await reportQuality(organisation.manager, {});
    expect(figures).toMatchObject({
      reviewed: 0,
      targeted: 0,
      critical_errors: { total: 0 },
      coverage: { reviewed: 0, interactions: 1 },
    });
    expect([failed_most, by_week]).toEqual([[], []]);
  });

  it('agreement so far joins the closed calibrations of a scorecard by criterion, over its versions', async () => {
    const organisation = await fresh(database);
    const second = await publishScorecard(organisation.manager, definition('CH'));
    let last = '';
    for (let i = 0; i < 10; i++) {
      last = await opened(organisation, [0, 1], i < 5 ? organisation.cards.CH!.id : second.id);
      // Rita always finds the greeting met; Rolf does so every other time. They agree on the rest by turns.
      await score(organisation, 0, i % 2 ? { CH3: 'miss' } : {});
      await score(organisation, 1, { ...(i % 2 ? { CH3: 'miss', CH1: 'part' } : {}) });
    }
    await opened(organisation); // still open: it counts for nothing
    const other = await opened(organisation, [0, 1], organisation.cards.CL!.id);
    await closeCalibration(organisation.manager, { calibration: other });

    const { comparison } = await read(organisation, last);
    expect(comparison!.calibrations).toBe(10);
    const of = (criterion: string) => comparison!.criteria.find((one) => one.criterion === criterion)!.so_far;
    expect(of('CH3')).toEqual({ units: 10, percent_bp: 10_000, alpha: { kind: 'alpha', alpha: 1 } });
    expect(of('CH2')).toEqual({ units: 10, percent_bp: 10_000, alpha: { kind: 'no-variation' } });
    expect(of('CH1')).toMatchObject({ units: 10, percent_bp: 5000, alpha: { kind: 'alpha' } });
    const { alpha } = of('CH1')!.alpha as { alpha: number };
    expect(alpha).toBeLessThan(0.1);
  });

  it('agreement so far leaves out answers on another kind of scale', async () => {
    const organisation = await fresh(database);
    const first = definition('CH');
    const asking = (scale: Scale) =>
      publishScorecard(organisation.manager, {
        ...first,
        sections: first.sections.map((section) => ({
          ...section,
          criteria: section.criteria.map((one) => (one.id === 'CH2' ? { ...one, scale } : one)),
        })),
      });
    const ranges = [
      { up_to: 9, label: null, value_bp: 10_000 },
      { up_to: 99, label: null, value_bp: 0 },
    ];
    const versions = [
      await asking({ type: 'number', worst: 0, best: 9 }),
      await asking({ type: 'ranges', least: 0, ranges }),
    ];
    let last = '';
    for (const { id } of versions) {
      last = await opened(organisation, [0, 1], id);
      for (const who of [0, 1]) await score(organisation, who, { CH2: answer(9) });
    }
    const { comparison } = await read(organisation, last);
    const units = (criterion: string) => comparison!.criteria.find((one) => one.criterion === criterion)!.so_far!.units;
    expect([units('CH1'), units('CH2')]).toEqual([2, 1]);
  });

  it('wants two reviewers or more who work here, none of them the agent, and words to read', async () => {
    const organisation = await fresh(database);
    const interaction = await insertInteraction(organisation.agents[0]);
    const ids = organisation.reviewers.map(memberOf);
    const open = (reviewers: string[], about = interaction) =>
      openCalibration(organisation.manager, {
        name: 'x',
        interaction: about,
        scorecard_version_id: organisation.cards.CH!.id,
        reviewers,
      });
    expect((await refused(open([ids[0]!, ids[0]!]), 'too-few-reviewers')).params).toEqual({ min: 2 });
    await refused(open([]), 'too-few-reviewers');
    await refused(open([ids[0]!, memberOf(organisation.coach)]), 'unknown-reviewer');
    await refused(open([ids[0]!, memberOf(organisation.outsider)]), 'not-found');
    await database.db
      .update(member)
      .set({ roles: ['agent', 'reviewer'] })
      .where(eq(member.id, memberOf(organisation.agents[0])));
    await refused(open([ids[0]!, memberOf(organisation.agents[0])]), 'reviewer-is-agent');
    const recording = await insertInteraction(organisation.agents[0], { file_name: 'call.wav', channel: 'voice' });
    await refused(open(ids, recording), 'not-transcribed');
    await refused(open(ids, 'int_none'), 'not-found');
    expect(
      await database.db.select().from(calibration).where(eq(calibration.organisation_id, organisation.id)),
    ).toEqual([]);
  });

  it('is the manager’s, of the organisation', async () => {
    const organisation = await fresh(database);
    const id = await opened(organisation);
    for (const ctx of [
      organisation.reviewers[0],
      organisation.coach,
      organisation.administrator,
      organisation.agents[0],
    ]) {
      await refused(readCalibration(ctx, { calibration: id }), 'not-allowed');
      await refused(listCalibrations(ctx), 'not-allowed');
      await refused(closeCalibration(ctx, { calibration: id }), 'not-allowed');
    }
    await refused(readCalibration(organisation.outsider, { calibration: id }), 'not-found');
    await refused(closeCalibration(organisation.outsider, { calibration: id }), 'not-found');
    expect((await listCalibrations(organisation.outsider)).rows).toEqual([]);
    const later = at(organisation.manager, '2026-07-07T09:00:00.000Z');
    const second = await opened({ ...organisation, manager: later });
    expect((await listCalibrations(organisation.manager)).rows.map((one) => one.id)).toEqual([second, id]);
  });

  it('is listed newest first, a page at a time', async () => {
    const organisation = await fresh(database);
    const all: { day: string; id: string }[] = [];
    for (const day of ['2026-07-06', '2026-07-07', '2026-07-07', '2026-07-08']) {
      const manager = at(organisation.manager, `${day}T09:00:00.000Z`);
      all.push({ day, id: await opened({ ...organisation, manager }) });
    }
    // Of two at the same moment the id decides.
    const ids = all.toSorted((a, b) => (`${a.day} ${a.id}` < `${b.day} ${b.id}` ? 1 : -1)).map(({ id }) => id);
    const page = (cursor?: string | null) =>
      listCalibrations(organisation.manager, { limit: 2, ...(cursor ? { cursor } : {}) });
    const first = await page();
    const second = await page(first.next);
    expect([first, second].map(({ rows }) => rows.map(({ id }) => id))).toEqual([ids.slice(0, 2), ids.slice(2)]);
    expect(second.next).toBeNull();
    await refused(page('yesterday'), 'invalid-input');
  });
});
