// Masking: the organisation's choice of types, and what readers see under it. Transcripts are stored in full and masked
// when read, so a change applies immediately. Data derived under the old choice (search index, muted copies) is rebuilt
// by a job that resumes where it was interrupted.
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { orProblem, Problem } from '../../scorecards/problems/problem.ts';
import type { Answers, Evidence } from '../../scorecards/scorecard/answers.ts';
import { PERSONAL_DATA, type PersonalData, type PersonalDataKind } from '../../transcription/text/redaction/kinds.ts';
import { maskedKinds, maskedQuote, maskedTurns } from '../../transcription/text/redaction/masking.ts';
import type { Turn } from '../../transcription/transcript/transcript.ts';
import { type Ctx, type Db, demand, self, type Visitor } from '../database/context.ts';
import { organisationsUnmasked } from '../database/crossing.ts';
import { keepText, record } from '../events/record.ts';
import { enqueue } from '../jobs/jobs.ts';
import { member, organisation } from '../schema/people.ts';
import { transcript } from '../schema/transcripts.ts';
import { foundIn } from './personal-data.ts';

export type Masking = {
  /** Those that are masked. */
  kinds: PersonalDataKind[];
  /** Those that can be. */
  choices: PersonalDataKind[];
  /** Whether anything is still being rebuilt after the last choice. */
  under_way: boolean;
};

/** The kinds the actor's organisation masks. */
export async function kindsOf(db: Db, ctx: Pick<Ctx, 'actor'>): Promise<PersonalDataKind[]> {
  const [row] = await db
    .select({ settings: organisation.settings })
    .from(organisation)
    .where(eq(organisation.id, ctx.actor.organisation));
  return maskedKinds(row?.settings ?? {});
}

export async function readMasking(ctx: Ctx): Promise<Masking> {
  demand(ctx, 'masking:manage');
  return { kinds: await kindsOf(ctx.db, ctx), choices: [...PERSONAL_DATA], under_way: await underWay(ctx) };
}

/**
 * Chooses the types; what was built under the old choice is rebuilt.
 * @param input.reason required if a type would no longer be masked; shown to everyone who reads it
 */
export async function changeMasking(ctx: Ctx, input: { kinds: PersonalDataKind[]; reason: string }): Promise<Masking> {
  demand(ctx, 'masking:manage');
  const { organisation: of } = ctx.actor;
  const reason = input.reason.trim();
  await ctx.db.transaction(async (tx) => {
    const before = await kindsOf(tx, ctx);
    const mask = maskedKinds({ mask: input.kinds });
    if (before.join() === mask.join()) return;
    const less = before.some((kind) => !mask.includes(kind));
    if (less && reason === '') throw new Problem('reason-needed');
    const unmasked = less ? { unmasked: { at: ctx.now.toISOString(), by: await nameOf(tx, ctx), reason } } : {};
    await tx
      .update(organisation)
      .set({ settings: sql`${organisation.settings} || ${JSON.stringify({ mask, ...unmasked })}::jsonb` })
      .where(eq(organisation.id, of));
    await enqueue(tx, 'mask', [{ organisation_id: of, after: null }]);
    const detail = { before, after: mask, reason: await keepText(tx, ctx, less ? reason : null) };
    await record(tx, ctx, { kind: 'masking.changed', subject: of, detail });
  });
  return readMasking(ctx);
}

async function nameOf(tx: Db, ctx: Ctx): Promise<string> {
  const [row] = await tx
    .select({ name: member.name })
    .from(member)
    .where(and(eq(member.id, self(ctx)), eq(member.organisation_id, ctx.actor.organisation)));
  return row?.name ?? '';
}

/** Transcripts that came in before personal data was looked for wait for it no longer: a job for each organisation. */
export async function maskOldTranscripts(ctx: Pick<Visitor, 'db'>): Promise<number> {
  const all = await organisationsUnmasked(ctx.db);
  await ctx.db.transaction((tx) =>
    enqueue(
      tx,
      'mask',
      all.map((organisation_id) => ({ organisation_id, after: null })),
    ),
  );
  return all.length;
}

/** A transcript's turns as the actor is shown them. @throws Problem masking-failed where nobody knows what to mask */
export async function shownTurns(
  ctx: Ctx,
  row: { turns: Turn[]; personal_data: PersonalData[] | null },
): Promise<Turn[]> {
  return maskedTurns(row.turns, await foundIn(ctx, row), await kindsOf(ctx.db, ctx));
}

/** Rows with a quote out of an interaction, with personal data in the quotes as marks. */
export async function maskQuotes<Row extends { interaction_id: string; turn: number | null; quote: string }>(
  ctx: Ctx,
  rows: readonly Row[],
): Promise<Row[]> {
  const quoted = rows.filter(({ quote }) => quote !== '');
  const known = await hiddenIn(
    ctx,
    quoted.map(({ interaction_id }) => interaction_id),
  );
  if (known.size === 0) return [...rows];
  const kinds = await kindsOf(ctx.db, ctx);
  return rows.map((row) => {
    const found = known.get(row.interaction_id);
    if (found === undefined) return row;
    // Where nobody knows what to mask, nothing is shown.
    if (found === 'unknown') return { ...row, quote: '' };
    return { ...row, quote: maskedQuote(row.quote, row.turn, found.turns, found.personal_data, kinds) };
  });
}

/** Answers to a form, with personal data in the quotes of their evidence as marks. */
export async function maskAnswers(ctx: Ctx, interaction_id: string, answers: Answers): Promise<Answers> {
  const given: Evidence[] = Object.values(answers).flatMap(({ evidence }) => evidence);
  const masked = await maskQuotes(
    ctx,
    given.map((one) => ({ ...one, interaction_id })),
  );
  const quotes = new Map(given.map((one, i) => [one, masked[i]?.quote ?? one.quote]));
  return Object.fromEntries(
    Object.entries(answers).map(([criterion, answer]) => [
      criterion,
      { ...answer, evidence: answer.evidence.map((one) => ({ ...one, quote: quotes.get(one) ?? one.quote })) },
    ]),
  );
}

type Known = { turns: Turn[]; personal_data: PersonalData[] };

/** The newest transcripts of interactions in which there is anything to hide. */
async function hiddenIn(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Known | 'unknown'>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .selectDistinctOn([transcript.interaction_id], {
      interaction_id: transcript.interaction_id,
      turns: sql<
        Turn[] | null
      >`case when ${transcript}.personal_data = '[]'::jsonb then null else ${transcript}.turns end`.mapWith(
        transcript.turns,
      ),
      personal_data: transcript.personal_data,
    })
    .from(transcript)
    .where(
      and(
        eq(transcript.organisation_id, ctx.actor.organisation),
        inArray(transcript.interaction_id, [...new Set(ids)]),
      ),
    )
    .orderBy(transcript.interaction_id, desc(transcript.revision));
  const known = new Map<string, Known | 'unknown'>();
  for (const { interaction_id, turns, personal_data } of rows) {
    if (turns === null) continue;
    const found = await foundIn(ctx, { turns, personal_data }).catch(orProblem);
    known.set(interaction_id, found instanceof Problem ? 'unknown' : { turns, personal_data: found });
  }
  return known;
}

async function underWay(ctx: Ctx): Promise<boolean> {
  const [row] = await ctx.db.execute<{ busy: boolean }>(sql`
    select exists (select 1 from recording_copy c where c.organisation_id = ${ctx.actor.organisation}
      and c.state in ('queued', 'running')) as busy`);
  return row?.busy ?? false;
}
