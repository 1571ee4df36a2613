// What the index and the row-by-row search find, compared with reading every turn.
import { and, eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { listInteractions } from '../../../db/interactions/interactions.ts';
import { interaction, transcript_search } from '../../../db/schema/tables.ts';
import { sayingOf } from '../../../db/transcripts/search.ts';
import { placesOf } from '../../../transcription/text/search/hits.ts';
import { termsOf } from '../../../transcription/text/search/query.ts';
import type { Turn } from '../../../transcription/transcript/transcript.ts';
import { chance } from '../../bench/chance.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { freshOrganisation, insertInteraction } from '../../support/organisation.ts';
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
const TALKS = 60;
const QUERIES = 80;

describeWithDatabase('a search', (database) => {
  it('finds what reading every turn finds', { timeout: 120_000 }, async () => {
    const people = await freshOrganisation(database.db);
    const next = chance(20_261_127);
    const one = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
    const some = (most: number): string[] => Array.from({ length: 1 + Math.floor(next() * most) }, () => one(SPOKEN));
    const talks = new Map<string, Turn[]>();
    const keep = async (turns: Turn[]): Promise<void> => {
      const id = await insertInteraction(people.agents[0], { external_id: `#${talks.size}` }, turns);
      talks.set(id, turns);
    };
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
      const read = [...talks].flatMap(([id, turns]) => (reads(turns) ? [id] : []));
      const listed = await listInteractions(people.manager, { q });
      expect(listed.rows.map(({ id }) => id).sort(), q).toEqual(read.toSorted());
      const walked = await database.db
        .select({ id: interaction.id })
        .from(interaction)
        .where(and(eq(interaction.organisation_id, people.id), (await sayingOf(people.manager, q))!.holds));
      expect(walked.map(({ id }) => id).sort(), q).toEqual(read.toSorted());
    }
  });
});

/** A made-up word, never part of another one. */
const word = (n: number): string =>
  [...n.toString().padStart(5, '0')].map((digit) => SYLLABLES[Number(digit)]).join('');
const SYLLABLES = ['ba', 'co', 'du', 'fe', 'gi', 'ho', 'ju', 'ly', 'me', 'no'];
