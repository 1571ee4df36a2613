// What a search finds, filtered and page by page, compared with reading every turn.
import { and, eq, sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { type InteractionFilter, listInteractions } from '../../../db/interactions/interactions.ts';
import { transcript_search } from '../../../db/schema/tables.ts';
import { placesOf } from '../../../transcription/text/search/hits.ts';
import { termsOf } from '../../../transcription/text/search/query.ts';
import type { Turn } from '../../../transcription/transcript/transcript.ts';
import { chance } from '../../bench/chance.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { freshOrganisation, insertInteraction, memberOf } from '../../support/organisation.ts';
import { wrote } from '../../transcription/text/measures/given.ts';

const SPOKEN = [
  'kettle',
  'kett',
  'lid',
  'a lid',
  'the kettle',
  "lid's",
  '退',
  '退款',
  '款',
  '订单退',
  'wifi',
  'WiFi坏了',
];
const SPEAKERS = ['agent', 'customer', 'unknown'] as const;
/** Days before the newest: what a search looks through at once (migration 0018), and what lies at its edges. */
const AGO = [0, 0, 1, 3, 4, 5, 30, 55, 90, 180, 240, 800];
const TALKS = 60;
const QUERIES = 80;
const PAGE = 7;
const day = (ago: number): string => new Date(Date.UTC(2026, 6, 1, 12) - ago * 86_400_000).toISOString();

type Talk = { turns: Turn[]; at: string; agent: string; channel: 'voice' | 'chat' };

describeWithDatabase('a search', (database) => {
  it('finds what reading every turn finds', { timeout: 120_000 }, async () => {
    const people = await freshOrganisation(database.db);
    const next = chance(20_261_127);
    const one = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
    const some = (most: number): string[] => Array.from({ length: 1 + Math.floor(next() * most) }, () => one(SPOKEN));
    const talks = new Map<string, Talk>();
    const keep = async (turns: Turn[]): Promise<void> => {
      const [agent, channel, at] = [one(people.agents), one(['voice', 'chat'] as const), day(one(AGO))];
      const row = { external_id: `#${talks.size}`, channel, started_at: at };
      const id = await insertInteraction(agent, row, turns);
      talks.set(id, { turns, at, channel, agent: memberOf(agent) });
    };
    const filtered = (): InteractionFilter => {
      const some_day = one(AGO);
      const days = { from: day(some_day + one([0, 2, 100])).slice(0, 10), to: day(some_day).slice(0, 10) };
      const [who, how] = [{ agent: memberOf(one(people.agents)) }, { channel: one(['voice', 'chat'] as const) }];
      return one([{}, who, how, days, { from: days.from }, { to: days.to }, { ...who, ...days }]);
    };
    const lets = ({ agent, channel, from = '', to = '9' }: InteractionFilter, talk: Talk): boolean =>
      (agent ?? talk.agent) === talk.agent &&
      (channel ?? talk.channel) === talk.channel &&
      talk.at.slice(0, 10) >= from &&
      talk.at.slice(0, 10) <= to;
    for (let i = 0; i < TALKS; i++)
      await keep(
        Array.from({ length: 1 + Math.floor(next() * 3) }, (_, n) =>
          wrote(one(SPEAKERS), n * 1000, some(4).join(one([' ', ', ', '']))),
        ),
      );
    // Too long to be indexed with pairs.
    const long = Array.from({ length: 60_000 }, (_, i) => word(i)).join(' ');
    await keep([
      wrote('agent', 0, 'the kettle lid'),
      wrote('customer', 1000, '退款 lid'),
      wrote('unknown', 2000, long),
    ]);
    await keep([wrote('customer', 0, 'the lid'), wrote('agent', 1000, 'kettle, a lid'), wrote('unknown', 2000, long)]);
    const unpaired = await database.db
      .select({ id: transcript_search.interaction_id })
      .from(transcript_search)
      .where(and(eq(transcript_search.organisation_id, people.id), eq(transcript_search.paired, false)));
    expect(unpaired).toHaveLength(2);

    for (let i = 0; i < QUERIES; i++) {
      const q = Array.from({ length: 1 + Math.floor(next() * 2) }, () => {
        const words = some(3).join(' ');
        return one(['', '', '-']) + one(['', 'agent:', 'customer:']) + one([words, `"${words}"`]);
      }).join(' ');
      const terms = termsOf(q);
      const reads = (turns: Turn[]): boolean =>
        terms.every((term) => placesOf(turns, [{ ...term, without: false }]).length > 0 === !term.without);
      const filter = filtered();
      const read = [...talks]
        .filter(([, talk]) => lets(filter, talk) && reads(talk.turns))
        .sort(([a, one], [b, other]) => other.at.localeCompare(one.at) || (a < b ? -1 : 1))
        .map(([id]) => id);
      const asked = JSON.stringify({ q, ...filter });
      const listed = await listInteractions(people.manager, { q, ...filter });
      expect(
        listed.rows.map(({ id }) => id),
        asked,
      ).toEqual(read);
      expect(listed, asked).toMatchObject({ total: read.length, total_exact: true });
      const paged: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = await listInteractions(people.manager, {
          q,
          ...filter,
          limit: PAGE,
          ...(cursor ? { cursor } : {}),
        });
        paged.push(...page.rows.map(({ id }) => id));
        cursor = page.next;
      }
      expect(paged, asked).toEqual(read);
    }
  });

  it('counts no more than a thousand, and leads through all of them, newest first', { timeout: 120_000 }, async () => {
    const people = await freshOrganisation(database.db);
    const [agent] = people.agents;
    const first = await insertInteraction(agent, { started_at: day(0) }, [wrote('agent', 0, 'the kettle lid')]);
    await database.db.execute(sql`insert into interaction (id, organisation_id, external_id, agent_id, channel, started_at, tags,
        metadata, content_sha256, team_ids, created_at)
      select id || '-' || n, organisation_id, external_id || '-' || n, agent_id, channel, started_at - n / 2 * interval '7 hours',
        tags, metadata, content_sha256 || n, team_ids, created_at
      from interaction, generate_series(1, 1200) n where id = ${first}`);
    await database.db.execute(sql`insert into transcript_search (interaction_id, organisation_id, revision, masked, version, agent_id,
        channel, started_at, terms, paired, agent, customer, others, lines)
      select i.id, s.organisation_id, 1, s.masked, s.version, s.agent_id, s.channel, i.started_at,
        ts_delete(s.terms, array['^2026-07', '^2026-07-01']) || array_to_tsvector(array['^' || to_char(i.started_at at time zone 'UTC',
          'YYYY-MM'), '^' || to_char(i.started_at at time zone 'UTC', 'YYYY-MM-DD')]), s.paired, s.agent, s.customer, s.others, s.lines
      from transcript_search s, interaction i where s.interaction_id = ${first} and i.id like ${`${first}-%`}`);
    for (const q of ['kettle', '"the kettle lid"']) {
      const ids: string[] = [];
      let before = '9';
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = await listInteractions(people.manager, { q, limit: 300, ...(cursor ? { cursor } : {}) });
        expect(page).toMatchObject({ total: 1000, total_exact: false });
        for (const { id, started_at } of page.rows) {
          expect(started_at <= before).toBe(true);
          before = started_at;
          ids.push(id);
        }
        cursor = page.next;
      }
      expect(new Set(ids).size).toBe(1201);
      expect(ids).toHaveLength(1201);
    }
  });
});

/** A made-up word, never part of another one. */
const word = (n: number): string =>
  [...n.toString().padStart(5, '0')].map((digit) => SYLLABLES[Number(digit)]).join('');
const SYLLABLES = ['ba', 'co', 'du', 'fe', 'gi', 'ho', 'ju', 'ly', 'me', 'no'];
