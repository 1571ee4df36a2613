// Finding interactions by what was said in them, and the places in each. The language of queries is that of
// transcription/text/search/query.ts; what is masked is not found.
import { and, inArray, type SQL, sql } from 'drizzle-orm';
import type { PersonalDataKind } from '../../transcription/text/redaction/kinds.ts';
import { momentsOf, phrasesOf, searchLine, vectorQuery } from '../../transcription/text/search/document.ts';
import { placesOf, type Snippet, snippetOf } from '../../transcription/text/search/hits.ts';
import { type Term, termsOf } from '../../transcription/text/search/query.ts';
import type { Speaker } from '../../transcription/transcript/transcript.ts';
import { type Ctx, demand } from '../database/context.ts';
import { transcript_search } from '../schema/transcripts.ts';
import { kindsOf } from './masking.ts';
import { transcriptOf } from './transcripts.ts';

/** A place where something that was searched for was said; `start_ms` is the start of its first word. */
export type SearchHit = Snippet & { turn: number; speaker: Speaker; start_ms: number };

export type Found = {
  /** The first three. */
  hits: SearchHit[];
  hit_count: number;
};

/** A place in the transcript that is shown: letters `from` to `to` of the turn's text. */
export type TranscriptHit = { turn: number; from: number; to: number; start_ms: number };

const SHOWN = 3;

/**
 * What the SQL function `interactions_saying` is asked for: its first arguments, before the filters.
 * @returns null when the text has no word in it, only punctuation
 */
export async function sayingOf(ctx: Ctx, q: string): Promise<SQL | null> {
  const terms = termsOf(q);
  if (terms.length === 0) return null;
  const kinds = await kindsOf(ctx.db, ctx);
  const { always, unpaired } = phrasesOf(terms);
  const list = (values: string[]): SQL => sql`${sql.param(values, transcript_search.masked)}::text[]`;
  return sql`${vectorQuery(terms)}::tsquery, ${list(always)}, ${list(unpaired)}, ${list(kinds)}`;
}

/**
 * Where it is said in some interactions; those in which it is not are left out. The caller has asked who may see them.
 */
export async function hitsIn(ctx: Ctx, input: { ids: readonly string[]; q: string }): Promise<Map<string, Found>> {
  const terms = termsOf(input.q);
  if (terms.length === 0 || input.ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({
      id: sql<string>`s.interaction_id`,
      lines: sql`s.lines`.mapWith(transcript_search.lines),
    })
    .from(sql`${transcript_search} s`)
    .where(and(inArray(sql`s.interaction_id`, [...input.ids]), said(ctx, terms, await kindsOf(ctx.db, ctx))));
  return new Map(
    rows.map(({ id, lines }): [string, Found] => {
      const turns = lines.map(({ s, x }) => ({ speaker: s, text: x }));
      const places = placesOf(turns, terms);
      const hits = places.slice(0, SHOWN).flatMap(({ turn, from, to }): SearchHit[] => {
        const line = lines[turn];
        if (!line) return [];
        return [{ turn, speaker: line.s, start_ms: momentsOf(line)(from), ...snippetOf(line.x, { from, to }) }];
      });
      return [id, { hits, hit_count: places.length }];
    }),
  );
}

/**
 * Every place in the newest transcript as the actor is shown it.
 * @param input.original unmasked, for whoever has opened the originals
 */
export async function hitsOf(
  ctx: Ctx,
  input: { id: string; q: string; original?: boolean },
): Promise<{ hits: TranscriptHit[] }> {
  demand(ctx, 'interactions:read');
  const turns = (await transcriptOf(ctx, { id: input.id, original: input.original ?? false }))?.turns ?? [];
  let of = -1;
  let moment = (_from: number): number => 0;
  const hits = placesOf(turns, termsOf(input.q)).map((place) => {
    const turn = turns[place.turn];
    if (turn && place.turn !== of) [of, moment] = [place.turn, momentsOf(searchLine(turn))];
    return { ...place, start_ms: moment(place.from) };
  });
  return { hits };
}

/** What a row `s` must hold: every term that is wanted, none that is not. */
function said(ctx: Ctx, terms: readonly Term[], kinds: readonly PersonalDataKind[]): SQL {
  const { always, unpaired } = phrasesOf(terms);
  const holds = (phrase: string): SQL => sql`phrase_holds(s.agent, s.customer, s.others, ${phrase})`;
  return and(
    sql`s.organisation_id = ${ctx.actor.organisation}`,
    sql`s.masked @> ${sql.param([...kinds], transcript_search.masked)}`,
    sql`s.terms @@ ${vectorQuery(terms)}::tsquery`,
    ...always.map(holds),
    ...unpaired.map((phrase) => sql`(s.paired or ${holds(phrase)})`),
  )!;
}
