import { and, eq, getTableColumns, inArray } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { recordPeaks } from '../../../db/interactions/transcript-files.ts';
import { organisation, transcript, transcript_measures } from '../../../db/schema/tables.ts';
import { correctTranscript } from '../../../db/transcripts/corrections.ts';
import { measureAnew, measureOldTranscripts, measuringOf } from '../../../db/transcripts/measures.ts';
import { showSpeech } from '../../../db/transcripts/speech.ts';
import { queueTranscription, recordTranscript, transcriptOf } from '../../../db/transcripts/transcripts.ts';
import { figuresOf, MEASURES_VERSION, measuresOf } from '../../../transcription/text/measures/stored.ts';
import type { Turn } from '../../../transcription/transcript/transcript.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { measuredAsToday } from '../../support/measured.ts';
import { type FreshOrganisation, freshOrganisation, insertInteraction } from '../../support/organisation.ts';
import { said, wrote } from '../../transcription/text/measures/given.ts';

/** With a hold of 9 s. */
const CALL: Turn[] = [
  said('agent', 1000, 4000, 'Good morning how can I help you today'),
  said('customer', 5000, 8000, 'Hello I would like to know my balance please'),
  said('agent', 9000, 10_000, 'One moment please'),
  said('agent', 19_000, 22_000, 'Thank you for waiting it is twelve pounds'),
];
const HEARD = {
  duration_ms: 25_000,
  language: 'en',
  languages: ['en'],
  method: 'channels' as const,
  speakers_confidence: null,
  turns: CALL,
  model: 'tiny',
  pipeline: '1',
  took_ms: 100,
};
/** Silence in the hold, or something that sounds all through it. */
const peaks = (level: number) => {
  const bucket = (i: number) => (i >= 110 && i < 185 ? level : i % 5 === 0 ? 90 : 0);
  return { bucket_ms: 100, channels: [Array.from({ length: 250 }, (_, i) => bucket(i))] };
};

async function heard(people: FreshOrganisation): Promise<string> {
  const id = await insertInteraction(people.agents[0], { file_name: 'call.wav', channel: 'voice' });
  await people.manager.db.transaction((tx) => queueTranscription(tx, people.manager, id));
  await recordTranscript(people.worker, { interaction_id: id, transcript: { ...HEARD, peaks: peaks(0) } });
  return id;
}

describeWithDatabase('measures of a conversation', (database) => {
  it('are stored with the transcript and with each correction, and read as stored', async () => {
    const people = await freshOrganisation(database.db);
    const id = await heard(people);
    const first = await transcriptOf(people.manager, { id });
    expect(first?.measures).toMatchObject({ kind: 'call', holds: [{ announced: true, sound: 'silence' }] });
    const changes = [{ kind: 'speaker' as const, turn: 3, speaker: 'customer' as const }];
    const corrected = await correctTranscript(people.manager, { id, revision: 1, changes });
    expect(corrected.measures).toMatchObject({ holds: [{ sound: 'silence', after: null }] });
    expect((await transcriptOf(people.manager, { id, revision: 1 }))?.measures).toEqual(first?.measures);
    expect(await measuredAsToday(database.db, people.id)).toBe(2);
  });

  it('come from the row: nothing is measured when a page asks', async () => {
    const people = await freshOrganisation(database.db);
    const id = await heard(people);
    await database.db
      .update(transcript_measures)
      .set({ measures: { ...measuresOf({ ...HEARD, turns: [] }, null) } })
      .where(eq(transcript_measures.interaction_id, id));
    expect((await transcriptOf(people.manager, { id }))?.measures).toMatchObject({ kind: 'call', agent_talk_ms: null });
    await database.db.update(transcript_measures).set({ version: 0 }).where(eq(transcript_measures.interaction_id, id));
    expect((await transcriptOf(people.manager, { id }))?.measures).toBeNull();
  });

  it('are those of written conversations for typed text; what was not measured is null, not 0', async () => {
    const people = await freshOrganisation(database.db);
    const id = await insertInteraction(people.agents[0], {}, [
      wrote('customer', 0, 'Where is my parcel?'),
      wrote('agent', 40_000, 'On its way.'),
    ]);
    const [row] = await database.db
      .select()
      .from(transcript_measures)
      .where(eq(transcript_measures.interaction_id, id));
    expect(row).toMatchObject({
      kind: 'text',
      first_response_ms: 40_000,
      rounds: 1,
      unanswered: 0,
      leave_taken: false,
    });
    expect(row).toMatchObject({ agent_talk_ms: null, silences: null, holds: null, agent_interruptions: null });
    const figures = Object.keys(figuresOf(row!.measures));
    const keys = ['interaction_id', 'revision', 'organisation_id', 'version', 'measures'];
    expect(Object.keys(getTableColumns(transcript_measures)).sort()).toEqual([...keys, ...figures].sort());
  });

  it('are computed again when a recording with an imported transcript gets its waveform', async () => {
    const people = await freshOrganisation(database.db);
    const id = await heard(people);
    // As an import of a transcript beside a recording leaves it.
    await database.db
      .update(transcript)
      .set({ origin: 'imported', method: 'named', peaks: null })
      .where(eq(transcript.interaction_id, id));
    const drawn = { peaks: peaks(90), duration_ms: 26_000, announced_ms: null, recording_notes: null };
    await recordPeaks(people.worker, { interaction_id: id, ...drawn });
    expect((await transcriptOf(people.manager, { id }))?.measures).toMatchObject({ holds: [{ sound: 'music' }] });
    expect(await measuredAsToday(database.db, people.id)).toBe(1);
  });
});

/** More than two steps of the job. */
const MANY = 120;

describeWithDatabase('after an upgrade', (database) => {
  /** Half of them without measures, half with those of an older program, which this one may not be able to read. */
  async function upgraded(many: number): Promise<FreshOrganisation> {
    const people = await freshOrganisation(database.db);
    const ids: string[] = [];
    for (let i = 0; i < many; i++) {
      ids.push(await insertInteraction(people.agents[0], {}, [wrote('customer', 0, 'Hello'), wrote('agent', i, 'Hi')]));
    }
    const own = inArray(transcript_measures.interaction_id, ids);
    await database.sql`update transcript_measures set version = 0, measures = '{"kind":"older"}' where interaction_id in ${database.sql(ids)}`;
    const without = ids.filter((_, i) => i % 2 === 1);
    await database.db.delete(transcript_measures).where(and(own, inArray(transcript_measures.interaction_id, without)));
    return people;
  }

  it('older transcripts are measured in batches; an interrupted job continues where it was', async () => {
    const people = await upgraded(MANY);
    const reads = { ...people.manager };
    expect((await showSpeech(reads)).measuring).toEqual({ done: 0, total: MANY });
    expect(await measureAnew(people.worker, { after: null })).toBe(50);
    expect(await measuringOf(reads)).toEqual({ done: 50, total: MANY });
    // The next step breaks off before its transaction ends, and is begun from the start.
    const broken = people.worker.db.transaction(async (tx) => {
      await measureAnew({ ...people.worker, db: tx }, { after: null });
      throw new Error('killed');
    });
    await expect(broken).rejects.toThrow('killed');
    expect(await measuringOf(reads)).toEqual({ done: 50, total: MANY });
    expect(await measureAnew(people.worker, { after: null })).toBe(50);
    expect(await measureAnew(people.worker, { after: null })).toBe(MANY - 100);
    expect((await showSpeech(reads)).measuring).toBeNull();
    expect(await measuredAsToday(database.db, people.id)).toBe(MANY);
    const [row] = await database.db.select().from(organisation).where(eq(organisation.id, people.id));
    expect(row?.settings).toEqual({ measured: MEASURES_VERSION });
  });

  it('one job is ordered for an organisation, however often workers start, and none where all is measured', async () => {
    const people = await upgraded(2);
    const waiting = async () =>
      (
        await database.sql`select 1 from pgboss.job where name = 'measure' and state < 'completed' and data ->> 'organisation_id' = ${people.id}`
      ).length;
    await measureOldTranscripts({ db: database.installation });
    await measureOldTranscripts({ db: database.installation });
    expect(await waiting()).toBe(1);
    expect(await measureAnew(people.worker, { after: null })).toBe(2);
    await database.sql`delete from pgboss.job where name = 'measure'`;
    await measureOldTranscripts({ db: database.installation });
    expect(await waiting()).toBe(0);
  });
});
