import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BlobStore } from '../../../db/blobs/blobs.ts';
import { localBlobs } from '../../../db/blobs/local.ts';
import type { Ctx } from '../../../db/database/context.ts';
import { listInteractions, readInteraction } from '../../../db/interactions/interactions.ts';
import {
  beginUpload,
  cancelUpload,
  type FileCtx,
  type FinishedUpload,
  finishUpload,
  readUpload,
  receivePiece,
  sweepUploads,
} from '../../../db/interactions/uploads.ts';
import { blob, event, interaction, member, transcription, upload } from '../../../db/schema/tables.ts';
import { Problem, sentence } from '../../../scorecards/problems/problem.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { at, type FreshOrganisation, freshOrganisation, memberOf, NOW } from '../../support/organisation.ts';
import { wav } from '../../support/sound.ts';

const MIB = 1024 * 1024;

describeWithDatabase('recordings being uploaded', (database) => {
  let folder: string;
  let blobs: BlobStore;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'attune-uploads-'));
    blobs = localBlobs(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const files = (ctx: Ctx): FileCtx => ({ ...ctx, blobs });

  /** What a recorder says of a call of the organisation's first agent. */
  async function metadata(people: FreshOrganisation, change: Record<string, string> = {}) {
    const [row] = await database.db
      .select({ email: member.email })
      .from(member)
      .where(eq(member.id, memberOf(people.agents[0])));
    return {
      external_id: `call-${crypto.randomUUID()}`,
      agent: row!.email,
      channel: 'voice',
      started_at: '2026-07-03T10:00:00+02:00',
      ...change,
    };
  }

  async function bring(
    people: FreshOrganisation,
    bytes: Uint8Array,
    given: Record<string, string>,
    file_name = 'call.wav',
  ): Promise<FinishedUpload> {
    const ctx = files(people.manager);
    const { id } = await beginUpload(ctx, { file_name, size: bytes.byteLength, metadata: given });
    await receivePiece(ctx, { id, offset: 0, piece: bytes });
    return finishUpload(ctx, { id });
  }

  const refused = async (promise: Promise<unknown>): Promise<Problem> => {
    try {
      await promise;
    } catch (error) {
      if (error instanceof Problem) return error;
      throw error;
    }
    throw new Error('was not refused');
  };

  const interactions = (people: FreshOrganisation) =>
    database.db.select().from(interaction).where(eq(interaction.organisation_id, people.id));
  const uploads = (people: FreshOrganisation) =>
    database.db.select().from(upload).where(eq(upload.organisation_id, people.id));

  it('a whole recording becomes an interaction with its file, a transcription waiting and a line in the log', async () => {
    const people = await freshOrganisation(database.db);
    const bytes = wav(900);
    const given = await metadata(people, {
      queue: 'billing',
      tags: 'vip; late',
      csat: '4',
      resolved: 'TRUE',
      agent_channel: 'left',
      'Recorder node': 'r7',
    });
    const { outcome, interaction: made } = await bring(people, bytes, given, 'C:\\calls\\June 3.wav');
    expect(outcome).toBe('created');
    expect(made).toMatchObject({
      external_id: given.external_id,
      agent: { id: memberOf(people.agents[0]), name: 'Ann Agent' },
      channel: 'voice',
      started_at: '2026-07-03T08:00:00.000Z',
      duration_ms: null,
      queue: 'billing',
      tags: ['vip', 'late'],
      csat: 4,
      resolved: true,
      agent_channel: 'left',
      metadata: { 'Recorder node': 'r7' },
      file_name: 'June 3.wav',
      transcription: { state: 'queued', progress_bp: 0, code: null },
      reviews: 0,
      transcript: null,
      imported_by: { id: memberOf(people.manager) },
    });
    const [kept] = await database.db.select().from(blob).where(eq(blob.organisation_id, people.id));
    expect(kept).toMatchObject({ size: bytes.byteLength, mime: 'audio/wav' });
    expect(await blobs.exists(people.id, kept!.sha256)).toBe(true);
    expect(await uploads(people)).toEqual([]);
    const jobs = await database.sql`
      select data from pgboss.job where name = 'transcribe' and data ->> 'interaction_id' = ${made.id}`;
    expect(jobs).toHaveLength(1);
    const log = await database.db
      .select()
      .from(event)
      .where(and(eq(event.subject, made.id), eq(event.kind, 'interaction.imported')));
    expect(log).toHaveLength(1);
  });

  it('what cannot be a recording is refused before a byte is sent: an empty file and one above 500 MB', async () => {
    const people = await freshOrganisation(database.db);
    const begin = (size: number) =>
      refused(beginUpload(files(people.manager), { file_name: 'a.wav', size, metadata: {} }));
    expect((await begin(0)).code).toBe('empty-file');
    const large = await begin(600 * MIB);
    expect(large).toMatchObject({ code: 'recording-too-large', params: { limit: 500 } });
    expect(await uploads(people)).toEqual([]);
    const most = await beginUpload(files(people.manager), { file_name: 'a.wav', size: 500 * MIB, metadata: {} });
    expect(most.received).toBe(0);
  });

  it('a file that is not audio is refused with its first piece, whatever its name, and nothing is kept', async () => {
    const people = await freshOrganisation(database.db);
    const ctx = files(people.manager);
    const given = await metadata(people);
    const kinds: [string, Uint8Array][] = [
      ['text', new TextEncoder().encode('Dear customer, this is not a recording.\n'.repeat(300))],
      ['image', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...new Uint8Array(9000)])],
      ['document', new TextEncoder().encode('%PDF-1.7\n'.padEnd(9000, ' '))],
    ];
    for (const [why, bytes] of kinds) {
      const { id } = await beginUpload(ctx, { file_name: 'call.wav', size: bytes.byteLength, metadata: given });
      const problem = await refused(receivePiece(ctx, { id, offset: 0, piece: bytes.subarray(0, 6000) }));
      expect(problem).toMatchObject({ code: 'not-sound', detail: { why } });
      expect((await refused(readUpload(ctx, { id }))).code).toBe('upload-gone');
      expect(await blobs.received(id)).toBe(0);
    }
    expect(await interactions(people)).toEqual([]);
  });

  it('audio without a header is accepted by its extension; otherwise it is refused with what it is', async () => {
    const people = await freshOrganisation(database.db);
    const bare = Uint8Array.from({ length: 6000 }, (_, i) => 0xf0 + (i % 13));
    const { interaction: made } = await bring(people, bare, await metadata(people), 'call.ULAW');
    expect(made.file_name).toBe('call.ULAW');
    const ctx = files(people.manager);
    const given = await metadata(people);
    const { id } = await beginUpload(ctx, { file_name: 'call.pcm', size: bare.byteLength, metadata: given });
    const problem = await refused(receivePiece(ctx, { id, offset: 0, piece: bare }));
    expect(problem).toMatchObject({ code: 'not-sound', params: { why: 'headerless' } });
    for (const language of ['en', 'zh'] as const) {
      expect(sentence(problem.code, problem.params, language)).toMatch(/without a header|没有文件头/);
    }
  });

  it('audio is accepted whatever its name', async () => {
    const people = await freshOrganisation(database.db);
    const { interaction: made } = await bring(people, wav(200), await metadata(people), 'recording.txt');
    expect(made.file_name).toBe('recording.txt');
  });

  it('continues where it was interrupted, and a piece in the wrong place gets the right one', async () => {
    const people = await freshOrganisation(database.db);
    const ctx = files(people.manager);
    const bytes = wav(3000, 300);
    const { id } = await beginUpload(ctx, {
      file_name: 'a.wav',
      size: bytes.byteLength,
      metadata: await metadata(people),
    });
    await receivePiece(ctx, { id, offset: 0, piece: bytes.subarray(0, 20_000) });

    const broken = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(bytes.subarray(20_000, 21_000));
        controller.error(new Error('connection lost'));
      },
    });
    await expect(receivePiece(ctx, { id, offset: 20_000, piece: broken })).rejects.toThrow();
    const { received } = await readUpload(ctx, { id });
    expect(received).toBeGreaterThanOrEqual(20_000);

    const behind = await refused(receivePiece(ctx, { id, offset: 0, piece: bytes }));
    expect(behind).toMatchObject({ code: 'upload-offset', params: { expected: received }, detail: { received } });
    const ahead = await refused(receivePiece(ctx, { id, offset: 30_000, piece: bytes.subarray(30_000) }));
    expect(ahead).toMatchObject({ code: 'upload-offset', detail: { received } });
    const early = await refused(finishUpload(ctx, { id }));
    expect(early).toMatchObject({ code: 'upload-incomplete', detail: { received } });

    await receivePiece(ctx, { id, offset: received, piece: bytes.subarray(received) });
    const { interaction: made } = await finishUpload(ctx, { id });
    const [row] = await database.db
      .select({ sha256: interaction.content_sha256 })
      .from(interaction)
      .where(eq(interaction.id, made.id));
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
    expect(row?.sha256).toBe(digest);
  });

  it('more bytes than were announced are refused and leave the upload as it was', async () => {
    const people = await freshOrganisation(database.db);
    const ctx = files(people.manager);
    const bytes = wav(500);
    const { id } = await beginUpload(ctx, { file_name: 'a.wav', size: 5000, metadata: await metadata(people) });
    expect((await refused(receivePiece(ctx, { id, offset: 0, piece: bytes }))).code).toBe('invalid-input');
    expect((await readUpload(ctx, { id })).received).toBe(0);
  });

  it('invalid metadata is reported at the start, refused with its column at the end, and can be fixed', async () => {
    const people = await freshOrganisation(database.db);
    const ctx = files(people.manager);
    const bytes = wav(700, 500);
    const given = await metadata(people, { agent: 'nobody@example.com', csat: '9' });
    const begun = await beginUpload(ctx, { file_name: 'a.wav', size: bytes.byteLength, metadata: given });
    const columns = begun.issues.map(({ column, code }) => [column, code]);
    expect(columns).toEqual([
      ['csat', 'bad-rating'],
      ['agent', 'unknown-agent'],
    ]);
    await receivePiece(ctx, { id: begun.id, offset: 0, piece: bytes });
    const problem = await refused(finishUpload(ctx, { id: begun.id }));
    expect(problem.code).toBe('bad-rating');
    const { issues } = problem.detail as { issues: { column: string; reason: { en: string; zh: string } }[] };
    expect(issues.map(({ column }) => column)).toEqual(['csat', 'agent']);
    expect(issues[1]!.reason.en).toContain('nobody@example.com');
    expect(issues[1]!.reason.zh).toContain('nobody@example.com');
    expect(await interactions(people)).toEqual([]);

    const later = files(at(people.manager, new Date(NOW.getTime() + 20 * 3600_000)));
    const fixed = { ...given, agent: 'E8', csat: '' };
    expect((await finishUpload(later, { id: begun.id, metadata: fixed })).outcome).toBe('created');
  });

  it('an agent is known by e-mail in any case or by employee number; who is no agent is not', async () => {
    const people = await freshOrganisation(database.db);
    const [ann] = await database.db
      .select()
      .from(member)
      .where(eq(member.id, memberOf(people.agents[0])));
    const [coach] = await database.db
      .select()
      .from(member)
      .where(eq(member.id, memberOf(people.coach)));
    const by = async (agent: string, pitch: number) =>
      bring(people, wav(300, pitch), await metadata(people, { agent }));
    expect((await by(ann!.email.toUpperCase(), 310)).interaction.agent.id).toBe(ann!.id);
    expect((await by(` ${ann!.employee_number!.toLowerCase()} `, 320)).interaction.agent.id).toBe(ann!.id);
    expect((await refused(by(coach!.email, 330))).code).toBe('unknown-agent');
  });

  it('the same recording under the same id changes nothing; under another id it is refused, naming the first', async () => {
    const people = await freshOrganisation(database.db);
    const bytes = wav(600, 610);
    const given = await metadata(people);
    const first = await bring(people, bytes, given);
    const again = await bring(people, bytes, given);
    expect(again).toMatchObject({ outcome: 'already-there', interaction: { id: first.interaction.id } });
    const other = await refused(bring(people, bytes, await metadata(people)));
    expect(other).toMatchObject({ code: 'same-content-other-id', params: { first: given.external_id } });
    expect(await interactions(people)).toHaveLength(1);
  });

  it('another recording under an existing id is refused, whether or not its length is the same', async () => {
    const people = await freshOrganisation(database.db);
    const given = await metadata(people);
    await bring(people, wav(600, 700), given);
    expect((await refused(bring(people, wav(601, 700), given))).code).toBe('same-id-other-content');
    expect((await refused(bring(people, wav(600, 710), given))).code).toBe('same-id-other-content');
    expect(await interactions(people)).toHaveLength(1);
  });

  it('two organisations may have the same recording under the same id', async () => {
    const [one, two] = [await freshOrganisation(database.db), await freshOrganisation(database.db)];
    const given = await metadata(one);
    await bring(one, wav(400, 800), given);
    const second = await metadata(two, { external_id: given.external_id });
    expect((await bring(two, wav(400, 800), second)).outcome).toBe('created');
  });

  it('finishing twice at once, or again because the answer got lost, makes one interaction and one job', async () => {
    const people = await freshOrganisation(database.db);
    const ctx = files(people.manager);
    const bytes = wav(800, 900);
    const { id } = await beginUpload(ctx, {
      file_name: 'a.wav',
      size: bytes.byteLength,
      metadata: await metadata(people),
    });
    await receivePiece(ctx, { id, offset: 0, piece: bytes });
    const both = await Promise.all([finishUpload(ctx, { id }), finishUpload(ctx, { id })]);
    const third = await finishUpload(ctx, { id });
    const ids = new Set([...both, third].map((one) => one.interaction.id));
    expect(ids.size).toBe(1);
    expect(await interactions(people)).toHaveLength(1);
    const rows = await database.db.select().from(transcription).where(eq(transcription.organisation_id, people.id));
    expect(rows).toHaveLength(1);
  });

  it('two uploads of the same recording at once make one interaction', async () => {
    const people = await freshOrganisation(database.db);
    const bytes = wav(800, 950);
    const given = await metadata(people);
    const both = await Promise.all([bring(people, bytes, given), bring(people, bytes, given)]);
    expect(both.map(({ outcome }) => outcome).toSorted()).toEqual(['already-there', 'created']);
    expect(await interactions(people)).toHaveLength(1);
  });

  it('only the person who started an upload can continue it, and only people who may import can start one', async () => {
    const people = await freshOrganisation(database.db);
    const bytes = wav(300, 1000);
    const given = await metadata(people);
    const ctx = files(people.manager);
    const { id } = await beginUpload(ctx, { file_name: 'a.wav', size: bytes.byteLength, metadata: given });
    for (const stranger of [people.administrator, people.outsider].map(files)) {
      expect((await refused(readUpload(stranger, { id }))).code).toBe('upload-gone');
      expect((await refused(receivePiece(stranger, { id, offset: 0, piece: bytes }))).code).toBe('upload-gone');
      expect((await refused(finishUpload(stranger, { id }))).code).toBe('upload-gone');
      await cancelUpload(stranger, { id });
    }
    expect((await readUpload(ctx, { id })).received).toBe(0);
    for (const nobody of [people.agents[0], people.reviewers[0], people.coach].map(files)) {
      const begin = beginUpload(nobody, { file_name: 'a.wav', size: 100, metadata: given });
      expect((await refused(begin)).code).toBe('not-allowed');
    }
  });

  it('a cancelled or day-old upload is deleted with its bytes', async () => {
    const people = await freshOrganisation(database.db);
    const ctx = files(people.manager);
    const begin = async () => {
      const { id } = await beginUpload(ctx, { file_name: 'a.wav', size: 9000, metadata: await metadata(people) });
      await receivePiece(ctx, { id, offset: 0, piece: wav(300, 1100).subarray(0, 4500) });
      return id;
    };
    const [off, old] = [await begin(), await begin()];
    await cancelUpload(ctx, { id: off });
    expect(await blobs.received(off)).toBe(0);

    const almost = new Date(NOW.getTime() + 24 * 3600_000);
    await sweepUploads({ db: database.installation, blobs, now: almost });
    expect(await blobs.received(old)).toBe(4500);
    const after = new Date(almost.getTime() + 1);
    expect(await sweepUploads({ db: database.installation, blobs, now: after })).toBeGreaterThan(0);
    expect(await blobs.received(old)).toBe(0);
    expect(await uploads(people)).toEqual([]);
    expect(readdirSync(join(folder, 'uploads')).filter((name) => name === old || name === off)).toEqual([]);
  });

  it.each(['finished', 'cancelled'] as const)(
    'what a server leaves that is killed while it takes the pieces of a %s one away is swept',
    async (how) => {
      const people = await freshOrganisation(database.db);
      const killed: BlobStore = { ...blobs, discard: () => Promise.reject(new Error('killed')) };
      const sound = wav(300, 1200);
      const { id } = await beginUpload(files(people.manager), {
        file_name: 'call.wav',
        size: sound.byteLength,
        metadata: await metadata(people),
      });
      await receivePiece(files(people.manager), { id, offset: 0, piece: sound });
      const end = how === 'finished' ? finishUpload : cancelUpload;
      await end({ ...people.manager, blobs: killed }, { id }).catch(() => {});
      expect(await blobs.received(id)).toBe(sound.byteLength);
      // Gone for its sender, and finished once.
      expect((await refused(readUpload(files(people.manager), { id }))).code).toBe('upload-gone');
      if (how === 'finished')
        expect(await finishUpload(files(people.manager), { id })).toMatchObject({ outcome: 'created' });
      expect(await sweepUploads({ db: database.installation, blobs, now: NOW })).toBeGreaterThan(0);
      expect(await blobs.received(id)).toBe(0);
      expect(await uploads(people)).toEqual([]);
    },
  );

  it('an imported interaction is in the list of those who may see it', async () => {
    const people = await freshOrganisation(database.db);
    const { interaction: made } = await bring(people, wav(300, 1200), await metadata(people));
    const listed = await listInteractions(people.coach, {});
    expect(listed).toMatchObject({ total: 1, rows: [{ id: made.id }], next: null });
    expect((await refused(readInteraction(people.otherCoach, { id: made.id }))).code).toBe('not-found');
    expect((await refused(readInteraction(people.outsider, { id: made.id }))).code).toBe('not-found');
  });
});
