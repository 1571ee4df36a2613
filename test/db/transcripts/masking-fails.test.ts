import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { expect, it, onTestFinished } from 'vitest';
import { localBlobs } from '../../../db/blobs/local.ts';
import type { Ctx } from '../../../db/database/context.ts';
import { importChats } from '../../../db/interactions/chats.ts';
import { playbackOf, playRecording } from '../../../db/interactions/recordings.ts';
import { importTranscript } from '../../../db/interactions/transcript-files.ts';
import { blob, interaction, transcript, transcript_search, transcription } from '../../../db/schema/tables.ts';
import { correctTranscript } from '../../../db/transcripts/corrections.ts';
import { maskQuotes } from '../../../db/transcripts/masking.ts';
import { maskAnew } from '../../../db/transcripts/revisions.ts';
import { hitsIn, hitsOf, sayingOf } from '../../../db/transcripts/search.ts';
import {
  queueTranscription,
  recordTranscript,
  startTranscription,
  transcriptOf,
} from '../../../db/transcripts/transcripts.ts';
import type { Problem } from '../../../scorecards/problems/problem.ts';
import type { Transcript, Turn } from '../../../transcription/transcript/transcript.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { freshOrganisation, insertInteraction } from '../../support/organisation.ts';
import { refused } from '../../support/refusal.ts';

const CARD = '4111 1111 1111 1111';
const HEARD: Transcript = {
  duration_ms: 3000,
  language: 'en',
  languages: ['en'],
  method: 'channels',
  speakers_confidence: null,
  turns: [
    { speaker: 'customer', channel: 0, start_ms: 0, end_ms: 2500, text: `It is ${CARD}.`, confidence: 0.9, words: [] },
  ],
  peaks: { bucket_ms: 20, channels: [[1]] },
  model: 'whisper-tiny.en',
  pipeline: '1',
  took_ms: 1,
};

/** The state if the search for personal data throws, or is stopped because it takes too long. */
const blind = <C extends Ctx>(ctx: C): C => ({ ...ctx, lookFor: () => Promise.reject(new Error(`no: ${CARD}`)) });

describeWithDatabase('where personal data cannot be looked for', (database) => {
  const blobs = localBlobs(join(tmpdir(), 'attune-nothing'));
  const revisions = (id: string) => database.db.select().from(transcript).where(eq(transcript.interaction_id, id));
  const aRecording = async () => {
    const people = await freshOrganisation(database.db);
    const id = await insertInteraction(people.agents[0], { channel: 'voice', file_name: 'call.wav' });
    await people.manager.db.transaction((tx) => queueTranscription(tx, people.manager, id));
    return { people, id };
  };
  /** Kept before anybody looked. */
  const unlooked = async (turns: Turn[]) => {
    const people = await freshOrganisation(database.db);
    const id = await insertInteraction(people.agents[0], {}, turns);
    await database.db
      .update(transcript)
      .set({ personal_data: null, personal_sounds: null })
      .where(eq(transcript.interaction_id, id));
    return { people, id };
  };
  const typed = (text: string): Turn => ({
    ...{ speaker: 'customer', channel: 0, start_ms: 0, end_ms: 0, confidence: null, words: [] },
    text,
  });

  it('a chat is refused with a sentence, the others of its file are kept, and nothing of it is written', async () => {
    const people = await freshOrganisation(database.db);
    const agent = people.agents[0];
    const chat = (external_id: string, text: string) => ({
      line: 1,
      value: {
        ...{ external_id, agent: `${external_id}-nobody`, channel: 'chat', started_at: '2026-07-03T10:00:00Z' },
        turns: [{ speaker: 'customer', text }],
      },
    });
    const [member] = await database.db.query.member.findMany({
      where: (m, { eq: is }) => is(m.id, agent.actor.member ?? ''),
    });
    const items = [chat('good', 'where is it'), chat('bad', `my card is ${CARD}`)].map((one, i) => ({
      line: i + 1,
      value: { ...one.value, agent: member!.employee_number ?? '' },
    }));
    const ctx: Ctx = {
      ...people.manager,
      lookFor: async (turns) => {
        if (turns.some(({ text }) => text.includes('4111'))) throw new Error(CARD);
        return [];
      },
    };
    const decision = await importChats(ctx, { file: { kind: 'objects', unit: 'line', items }, dry_run: false });
    expect(decision).toMatchObject({
      created: 1,
      refused: [{ external_id: 'bad', issues: [{ code: 'masking-failed' }] }],
    });
    const rows = await database.db.select().from(interaction).where(eq(interaction.organisation_id, people.id));
    expect(rows.map(({ external_id }) => external_id)).toEqual(['good']);
  });

  it('a transcript made elsewhere, one that was heard and a correction are refused, and nothing is written', async () => {
    const { people, id } = await aRecording();
    const text = `WEBVTT\n\n00:01.000 --> 00:03.000\n<v Agent>It is ${CARD}\n`;
    await refused(
      importTranscript(blind({ ...people.manager, blobs }), { id, text, file_name: 'a.vtt' }),
      'masking-failed',
    );
    await startTranscription(people.worker, { interaction_id: id });
    const heard = recordTranscript(blind(people.worker), { interaction_id: id, transcript: HEARD });
    await refused(heard, 'masking-failed');
    await heard.catch((error: Problem) => expect(JSON.stringify([error.message, error.detail])).not.toContain('4111'));
    expect(await revisions(id)).toEqual([]);
    const [state] = await database.db.select().from(transcription).where(eq(transcription.interaction_id, id));
    expect(state?.state).toBe('running');

    await recordTranscript(people.worker, { interaction_id: id, transcript: HEARD });
    const correction = {
      id,
      revision: 1,
      changes: [{ kind: 'words' as const, turn: 0, text: 'It is [[card]], yes.' }],
    };
    await refused(correctTranscript(blind(people.manager), correction), 'masking-failed');
    expect(await revisions(id)).toHaveLength(1);
  });

  it('an unsearched transcript is not shown, found or quoted', async () => {
    const { people, id } = await unlooked([typed(`my card is ${CARD}`)]);
    const reviewer = blind(people.reviewers[0]);
    await refused(transcriptOf(reviewer, { id }), 'masking-failed');
    await refused(hitsOf(reviewer, { id, q: 'card' }), 'masking-failed');
    const quotes = await maskQuotes(reviewer, [{ interaction_id: id, turn: 0, quote: `card is ${CARD}` }]);
    expect(quotes.map(({ quote }) => quote)).toEqual(['']);
    await database.db.delete(transcript_search).where(eq(transcript_search.interaction_id, id));
    expect(await maskAnew(blind(people.worker), { after: null })).toBe(1);
    expect((await revisions(id)).map(({ personal_data }) => personal_data)).toEqual([null]);
    expect((await hitsIn(reviewer, { ids: [id], q: '4111' })).size).toBe(0);
    expect(await sayingOf(reviewer, '4111')).not.toBeNull();
    // As soon as it can be looked through, it is there.
    await maskAnew(people.worker, { after: null });
    expect((await transcriptOf(reviewer, { id }))?.turns[0]?.text).toBe('my card is [[card]]');
    expect((await hitsIn(reviewer, { ids: [id], q: 'card' })).size).toBe(1);
    expect((await hitsIn(reviewer, { ids: [id], q: '4111' })).size).toBe(0);
  });

  it('the recording is not played, and the player says why', async () => {
    const { people, id } = await aRecording();
    const folder = mkdtempSync(join(tmpdir(), 'attune-fails-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const [row] = await database.db.select().from(interaction).where(eq(interaction.id, id));
    await database.db.insert(blob).values({
      ...{ organisation_id: people.id, sha256: row!.content_sha256 ?? '', size: 9, mime: 'audio/wav' },
      created_at: people.manager.now.toISOString(),
    });
    await startTranscription(people.worker, { interaction_id: id });
    await recordTranscript(people.worker, { interaction_id: id, transcript: HEARD });
    const files = { ...people.reviewers[0], blobs: localBlobs(folder) };
    // A turn whose words have no times is silent as a whole, with a margin.
    expect(await playbackOf(files, { id })).toMatchObject({
      state: 'preparing',
      muted: [{ start_ms: 0, end_ms: 2750 }],
    });
    await database.db
      .update(transcript)
      .set({ personal_data: null, personal_sounds: null })
      .where(eq(transcript.interaction_id, id));
    expect(await playbackOf(blind(files), { id })).toMatchObject({
      state: 'failed',
      code: 'masking-failed',
      version: '',
    });
    await refused(playRecording(blind(files), { id }), 'masking-failed');
  });
});
