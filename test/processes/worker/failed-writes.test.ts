// Whatever write of the worker fails: neither its log nor the table of jobs holds what was said, and what failed is made
// good as soon as the database takes it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eq, isNotNull } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import { localBlobs } from '../../../db/blobs/local.ts';
import { importTranscript } from '../../../db/interactions/transcript-files.ts';
import { recording_copy, transcript, transcription } from '../../../db/schema/tables.ts';
import { SPEECH } from '../../support/calls.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { freshOrganisation, insertInteraction } from '../../support/organisation.ts';
import { jobsAsText, refusedWrites } from '../../support/refused-writes.ts';
import { bringRecording, dataFolder, startWorker } from '../../support/worker.ts';

const SHORT = SPEECH.newAddress;
const SOON_MS = 120_000;
const SAID = 'Zanzibar quokka, my number is 0171 5550199';
const WORDS = /zanzibar|quokka|5550199/i;

/** What is refused to the jobs that are about no recording to be heard. */
const NOT_HEARD: Record<string, (drawn: string, old: string) => readonly [string, string]> = {
  peaks: (drawn) => ['transcript', drawn],
  copy: (drawn) => ['recording_copy', drawn],
  mask: (_, old) => ['transcript', old],
};

describe('a write of the worker that fails', () => {
  describeWithDatabase('leaves no words behind', (database) => {
    it('in its log or with its jobs, and is made good', { timeout: 300_000 }, async () => {
      const writes = await refusedWrites(database);
      const { people: _, ...people } = await freshOrganisation(database.db, new Date());
      const [agent] = people.agents;
      const data = dataFolder();
      // The same sound; what stands behind it makes each a file of its own.
      const bring = (n: number) => {
        const file = join(data, `${n}.wav`);
        writeFileSync(file, Buffer.concat([readFileSync(SHORT), Buffer.alloc(2 * n)]));
        return bringRecording(agent, data, file, { language: 'en' });
      };
      const turns = [
        { speaker: 'customer' as const, channel: 0, start_ms: 0, end_ms: 0, text: SAID, confidence: null, words: [] },
      ];

      // What is written when a recording was heard, each write failing for one recording.
      const tables = ['transcription_note', 'transcript', 'transcript_search', 'event'];
      const heard: string[] = [];
      for (const table of tables) {
        const id = await bring(heard.length + 1);
        heard.push(id);
        await writes.refuse(table, id);
      }
      // A picture is drawn into the row that holds the words; copies are of recordings with something to silence.
      const drawn = await bring(tables.length + 1);
      await database.sql`delete from pgboss.job where data ->> 'interaction_id' = ${drawn}`;
      const text = `WEBVTT\n\n00:00.100 --> 00:00.800\n<v Customer>${SAID}</v>\n`;
      const blobs = localBlobs(join(data, 'files'));
      await importTranscript({ ...people.manager, blobs }, { id: drawn, text, file_name: 'call.vtt' });
      await writes.refuse('transcript', drawn);
      await writes.refuse('recording_copy', drawn);
      // As it came in before personal data was looked for.
      const old = await insertInteraction(agent, {}, turns);
      await database.db
        .update(transcript)
        .set({ personal_data: null, personal_sounds: null })
        .where(eq(transcript.interaction_id, old));
      await writes.refuse('transcript', old);

      const worker = await startWorker(database, data);
      const failed = (reference: string) => worker.said().includes(`"reference":"${reference}"`);
      // The worker orders it itself, once it is there.
      await vi.waitFor(async () =>
        expect(await database.sql`select 1 from pgboss.job where name = 'mask'`).toHaveLength(1),
      );
      const jobs = await database.sql<{ id: string; name: string; on: string | null }[]>`
        select id, name, coalesce(data ->> 'interaction_id', data ->> 'copy_id', 'all') as on from pgboss.job
        where name in ('transcribe', 'peaks', 'copy', 'mask') and data ->> 'organisation_id' = ${people.id}
        order by created_on`;
      // What is put off leaves another job in its place: the first of each.
      const wanted = jobs.filter(
        ({ on, name }, i) => on !== heard[0] && jobs.findIndex((job) => job.on === on && job.name === name) === i,
      );
      expect(wanted.map(({ name }) => name).toSorted()).toEqual([
        'copy',
        'mask',
        'peaks',
        ...Array(3).fill('transcribe'),
      ]);
      const refused = new Map([
        ...wanted.map(({ name, on }) => [`${name} ${on}`, NOT_HEARD[name]?.(drawn, old)] as const),
        ...tables.map((table, i) => [`transcribe ${heard[i]}`, [table, heard[i]!]] as const),
      ]);
      const left = new Set(wanted);
      await vi.waitFor(
        async () => {
          for (const one of left) {
            if (!failed(one.id)) continue;
            left.delete(one);
            // What failed once is not to be given up while others are waited for.
            const write = refused.get(`${one.name} ${one.on}`);
            if (write) await writes.allow(...write);
          }
          expect([...left]).toEqual([]);
        },
        { timeout: SOON_MS, interval: 200 },
      );
      const stored = await database.sql<{ output: object }[]>`select output from pgboss.job where output is not null`;
      expect(stored.length).toBeGreaterThan(0);
      for (const { output } of stored)
        expect(output).toEqual({ code: expect.stringMatching(/^[\w-]+$/), reference: expect.any(String) });

      await writes.allow();
      await vi.waitFor(
        async () => {
          await database.sql`update pgboss.job set start_after = now() where state < 'active'`;
          const rows = await database.db.select().from(transcription);
          expect(rows.map(({ state }) => state)).toEqual(rows.map(() => 'done'));
          const [masked] = await database.db.select().from(transcript).where(eq(transcript.interaction_id, old));
          expect(masked?.personal_data).not.toBeNull();
          const pictures = await database.db.select().from(transcript).where(isNotNull(transcript.peaks));
          expect(pictures.map((row) => row.interaction_id)).toContain(drawn);
          expect(await database.db.select({ state: recording_copy.state }).from(recording_copy)).toEqual([
            { state: 'done' },
          ]);
        },
        { timeout: SOON_MS, interval: 200 },
      );
      const rows = await database.db.select().from(transcript);
      for (const id of heard) expect(rows.filter((row) => row.interaction_id === id)).toHaveLength(1);

      // What was heard, by its longest words.
      const spoken = rows.find((row) => row.interaction_id === heard[0])?.text ?? '';
      const longest = spoken.match(/[a-z]{6,}/gi) ?? [];
      expect(longest.length).toBeGreaterThan(0);
      const kept = `${worker.said()}\n${await jobsAsText(database)}`;
      expect(kept).toContain('checkpoints could not be written');
      for (const word of longest) expect(kept.toLowerCase()).not.toContain(word.toLowerCase());
      expect(kept).not.toMatch(WORDS);
      expect(kept).not.toContain('refused:');
    });
  });
});
