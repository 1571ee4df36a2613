// Drafts of reviews. Every change in the workspace is saved immediately, so this is the busiest verb of the product:
// two prepared statements, each its own transaction, and no event, because a keystroke is not one.
import { and, eq, inArray, sql } from 'drizzle-orm';
import { leaseFrom } from '../../scorecards/evaluations/evaluation.ts';
import { Problem } from '../../scorecards/problems/problem.ts';
import type { Answers } from '../../scorecards/scorecard/answers.ts';
import { answerProblems } from '../../scorecards/scorecard/completeness.ts';
import type { Scorecard } from '../../scorecards/scorecard/definition.ts';
import { type Ctx, type Db, demand, self } from '../database/context.ts';
import { type DraftVersion, draftColumns, explainProblem } from '../samples/reviews.ts';
import { draft } from '../schema/evaluations.ts';
import { review } from '../schema/samples.ts';
import { definitionOf } from '../scorecards/scorecards.ts';
import { maskAnswers } from '../transcripts/masking.ts';

export type DraftInput = {
  review: string;
  /** The revision the change was made on; 0 for the first. */
  revision: number;
  answers: Answers;
  summary: string;
  /** Time the workspace was open and in use so far, ms. */
  spent_ms: number;
};

export type SavedDraft = { revision: number; saved_at: string; lease_until: string };

/**
 * Keeps a draft and renews the lease. A draft that was changed elsewhere in the meantime is not overwritten: `stale`,
 * with the other version. An answer that does not fit the scorecard is refused with the list of such answers.
 */
export async function saveDraft(ctx: Ctx, input: DraftInput): Promise<SavedDraft> {
  demand(ctx, 'reviews:work');
  const hot = statements(ctx.db);
  const whose = { review: input.review, organisation: ctx.actor.organisation, reviewer: self(ctx) };
  const [found] = await hot.find.execute(whose);
  if (!found) throw new Problem('not-found');
  refuseMisfits(await definitionOf(ctx.db, found.version), input.answers);

  const saved_at = ctx.now.toISOString();
  const lease_until = leaseFrom(saved_at);
  const [saved] = await hot.save.execute({
    ...whose,
    revision: input.revision,
    answers: JSON.stringify(input.answers),
    summary: input.summary,
    spent_ms: input.spent_ms,
    saved_at,
    lease_until,
  });
  if (saved) return { revision: saved.revision, saved_at, lease_until };
  await explainProblem(ctx.db, ctx, input.review, 'take');
  throw await outdated(ctx.db, ctx, input.review);
}

/** For anyone who found their own draft outdated: with the other version, as they may read it. */
export async function outdated(db: Db, ctx: Ctx, review_id: string): Promise<Problem> {
  const other = await otherVersion(db, review_id);
  const [of] = await db.select({ id: review.interaction_id }).from(review).where(eq(review.id, review_id));
  const answers = other && of && (await maskAnswers({ ...ctx, db }, of.id, other.answers));
  return new Problem('stale', {}, answers ? { ...other, answers } : other);
}

/** The draft as it stands. */
export async function otherVersion(db: Db, review_id: string): Promise<DraftVersion | null> {
  const [row] = await db.select(draftColumns).from(draft).where(eq(draft.review_id, review_id));
  return row ?? null;
}

/** Throws the first answer that does not fit the scorecard, with all of them in the detail. */
export function refuseMisfits(definition: Scorecard, answers: Answers): void {
  const misfits = answerProblems(definition, answers);
  const [first] = misfits;
  if (first) throw new Problem(first.problem, { criterion: first.criterion }, misfits);
}

type Statements = ReturnType<typeof prepare>;
/** Once a connection: in a Worker that is once a request. */
const prepared = new WeakMap<Db, Statements>();

function statements(db: Db): Statements {
  const kept = prepared.get(db) ?? prepare(db);
  prepared.set(db, kept);
  return kept;
}

function prepare(db: Db) {
  const given = sql.placeholder;
  const mine = and(
    eq(review.id, given('review')),
    eq(review.organisation_id, given('organisation')),
    eq(review.reviewer_id, given('reviewer')),
  );
  // Locks the review's row first: of two saves at once the second sees the first one's revision and comes back empty.
  const held = db.$with('held').as(
    db
      .update(review)
      .set({ state: 'taken', lease_until: sql`${given('lease_until')}::timestamptz` })
      .where(and(mine, inArray(review.state, ['waiting', 'taken'])))
      .returning({ id: review.id, organisation_id: review.organisation_id }),
  );
  return {
    find: db.select({ version: review.scorecard_version_id }).from(review).where(mine).prepare('draft_find'),
    save: db
      .with(held)
      .insert(draft)
      .select(
        db
          .select({
            review_id: held.id,
            organisation_id: held.organisation_id,
            revision: sql<number>`1`.as('revision'),
            answers: sql<Answers>`${given('answers')}::jsonb`.as('answers'),
            summary: sql<string>`${given('summary')}::text`.as('summary'),
            spent_ms: sql<number>`${given('spent_ms')}::int`.as('spent_ms'),
            saved_at: sql<string>`${given('saved_at')}::timestamptz`.as('saved_at'),
          })
          .from(held)
          .where(
            sql`${given('revision')}::int = 0 or exists (select 1 from ${draft} d where d.review_id = ${held.id})`,
          ),
      )
      .onConflictDoUpdate({
        target: draft.review_id,
        set: {
          revision: sql`${draft.revision} + 1`,
          answers: sql`excluded.answers`,
          summary: sql`excluded.summary`,
          spent_ms: sql`excluded.spent_ms`,
          saved_at: sql`excluded.saved_at`,
        },
        setWhere: sql`${draft.revision} = ${given('revision')}::int`,
      })
      .returning({ revision: draft.revision })
      .prepare('draft_save'),
  };
}
