// Which scorecards an interaction can be reviewed on, and which of them is proposed for it.
import { and, asc, desc, eq, isNull, ne, sql } from 'drizzle-orm';
import { Problem } from '../../scorecards/problems/problem.ts';
import { type Heard, propose, type Reason } from '../../scorecards/samples/propose.ts';
import type { Channel, Scorecard } from '../../scorecards/scorecard/definition.ts';
import type { ComplaintRules } from '../../scorecards/scorecard/settings.ts';
import type { Text } from '../../scorecards/scorecard/text.ts';
import { momentsOf, searchLine } from '../../transcription/text/search/document.ts';
import { snippetOf } from '../../transcription/text/search/hits.ts';
import { firstSaid } from '../../transcription/text/search/phrases.ts';
import { type Ctx, demand, self } from '../database/context.ts';
import { theInteraction } from '../people/visible.ts';
import { interaction } from '../schema/interactions.ts';
import { review } from '../schema/samples.ts';
import { scorecard, scorecard_version } from '../schema/scorecards.ts';
import { transcript } from '../schema/transcripts.ts';
import { settingOf } from '../scorecards/settings.ts';
import { shownTurns } from '../transcripts/masking.ts';
import { openReview } from './assignments.ts';

/** A scorecard that new work is done on, as its newest version has it. */
export type ReviewScorecard = {
  version_id: string;
  key: string;
  number: number;
  name: Text;
  channel: Scorecard['channel'];
};

/**
 * `proposed` null: the person chooses without a proposal. `my_review`: the actor's own review of it that is still open;
 * beginning another gives that one back.
 */
export type ScorecardChoice = {
  my_review: string | null;
  scorecards: ReviewScorecard[];
  proposed: { version_id: string; reason: Reason } | null;
};

/** The scorecards an interaction can be reviewed on, by key, with the one proposed and the reason for it. */
export async function chooseScorecard(ctx: Ctx, input: { id: string }): Promise<ScorecardChoice> {
  demand(ctx, 'reviews:work');
  const [about] = await ctx.db
    .select({
      id: interaction.id,
      channel: interaction.channel,
      tags: interaction.tags,
      queue: interaction.queue,
      revision: interaction.transcript_revision,
    })
    .from(interaction)
    .where(theInteraction(ctx, 'interactions:read', input.id));
  if (!about) throw new Problem('not-found');
  const [open, scorecards, rules, used] = await Promise.all([
    openReview(ctx.db, about.id, self(ctx)),
    published(ctx),
    settingOf(ctx.db, ctx, 'complaints'),
    lastUsed(ctx, about.channel),
  ]);
  const heard = await complaintHeard(ctx, about, rules);
  const found = propose({ ...about, heard, used }, scorecards, rules);
  return {
    my_review: open?.id ?? null,
    scorecards,
    proposed: found && { version_id: found.scorecard.version_id, reason: found.reason },
  };
}

async function published(ctx: Ctx): Promise<ReviewScorecard[]> {
  const rows = await ctx.db
    .selectDistinctOn([scorecard.key], {
      version_id: scorecard_version.id,
      key: scorecard.key,
      number: scorecard_version.number,
      definition: scorecard_version.definition,
    })
    .from(scorecard)
    .innerJoin(scorecard_version, eq(scorecard_version.scorecard_id, scorecard.id))
    .where(and(eq(scorecard.organisation_id, ctx.actor.organisation), isNull(scorecard.retired_at)))
    .orderBy(asc(scorecard.key), desc(scorecard_version.number));
  return rows.map(({ definition: { name, channel }, ...row }) => ({ ...row, name, channel }));
}

/** Keys of the scorecards that interactions of a channel are reviewed on, the one used last first. */
async function lastUsed(ctx: Ctx, channel: Channel): Promise<string[]> {
  const last = ctx.db
    .select({ at: review.created_at })
    .from(review)
    .innerJoin(interaction, eq(interaction.id, review.interaction_id))
    .where(
      and(
        eq(review.organisation_id, ctx.actor.organisation),
        eq(review.scorecard_version_id, scorecard_version.id),
        ne(review.state, 'withdrawn'),
        eq(interaction.channel, channel),
      ),
    )
    .orderBy(desc(review.created_at))
    .limit(1);
  const at = sql`max((${last}))`;
  const rows = await ctx.db
    .select({ key: scorecard.key })
    .from(scorecard)
    .innerJoin(scorecard_version, eq(scorecard_version.scorecard_id, scorecard.id))
    .where(eq(scorecard.organisation_id, ctx.actor.organisation))
    .groupBy(scorecard.key)
    .having(sql`${at} is not null`)
    .orderBy(sql`${at} desc`, asc(scorecard.key));
  return rows.map(({ key }) => key);
}

/** The first complaint phrase in what the customer says, in the words the reader is shown. */
async function complaintHeard(
  ctx: Ctx,
  about: { id: string; revision: number | null },
  rules: ComplaintRules,
): Promise<Heard | null> {
  if (rules.scorecard === null || about.revision === null) return null;
  const [row] = await ctx.db
    .select({ turns: transcript.turns, personal_data: transcript.personal_data })
    .from(transcript)
    .where(
      and(
        eq(transcript.interaction_id, about.id),
        eq(transcript.organisation_id, ctx.actor.organisation),
        eq(transcript.revision, about.revision),
      ),
    );
  if (!row) return null;
  const turns = await shownTurns(ctx, row);
  const said = firstSaid(turns, [...rules.phrases.en, ...rules.phrases.zh]);
  if (!said) return null;
  const turn = turns[said.turn]!;
  return {
    phrase: said.phrase,
    turn: said.turn,
    start_ms: momentsOf(searchLine(turn))(said.from),
    end_ms: turn.end_ms,
    ...snippetOf(turn.text, said),
  };
}
