import { and, asc, eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { saveDraft } from '../../../db/evaluations/drafts.ts';
import { readEvaluation } from '../../../db/evaluations/evaluations.ts';
import { readWorkspace } from '../../../db/samples/reviews.ts';
import { evaluation, event, transcript } from '../../../db/schema/tables.ts';
import { submitReview } from '../../../db/submission/submission.ts';
import { type Correction, correctTranscript, revisionsOf } from '../../../db/transcripts/corrections.ts';
import { openOriginals } from '../../../db/transcripts/originals.ts';
import {
  peaksOf,
  queueTranscription,
  recordTranscript,
  startTranscription,
  type TranscriptView,
  transcriptOf,
} from '../../../db/transcripts/transcripts.ts';
import { Problem } from '../../../scorecards/problems/problem.ts';
import type { Speaker, Turn } from '../../../transcription/transcript/transcript.ts';
import { describeWithDatabase, type TestDatabase } from '../../support/database.ts';
import { type FreshOrganisation, freshOrganisation, insertInteraction } from '../../support/organisation.ts';
import { answer, answers, definition, giveReview, withLibrary } from '../../support/reviews.ts';

/** A turn whose words are each 200 ms long, from its start. */
const said = (speaker: Speaker, start_ms: number, text: string): Turn => {
  const words = text.split(' ').map((one, i) => ({
    text: one,
    start_ms: start_ms + i * 200,
    end_ms: start_ms + (i + 1) * 200,
    confidence: 0.7,
  }));
  const end_ms = start_ms + words.length * 200;
  return { speaker, channel: speaker === 'agent' ? 0 : 1, start_ms, end_ms, text, confidence: 0.7, words };
};

const CALL = [
  said('agent', 1000, 'Harbour Living good morning.'),
  said('customer', 3000, 'My partial is late.'),
  said('agent', 5000, 'What is your card number?'),
  said('customer', 8000, 'It is 4111 1111 1111 1111 thank you.'),
];
const CARD = '4111 1111 1111 1111';

async function heard(people: FreshOrganisation, id: string, turns = CALL): Promise<void> {
  const { worker } = people;
  await worker.db.transaction((tx) => queueTranscription(tx, people.manager, id));
  await startTranscription(worker, { interaction_id: id });
  await recordTranscript(worker, {
    interaction_id: id,
    transcript: {
      duration_ms: 12_000,
      language: 'en',
      languages: ['en'],
      method: 'channels',
      speakers_confidence: null,
      turns,
      peaks: { bucket_ms: 20, channels: [[1, 2]] },
      model: 'whisper-base',
      pipeline: '1',
      took_ms: 1,
    },
  });
}

async function aCall(database: TestDatabase, turns = CALL) {
  const people = await freshOrganisation(database.db);
  const id = await insertInteraction(people.agents[0], { channel: 'voice', file_name: 'call.wav' });
  await heard(people, id, turns);
  return { people, id, reviewer: people.reviewers[0] };
}

const refusal = async (promise: Promise<unknown>): Promise<Problem> => {
  const thrown = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  if (thrown instanceof Problem) return thrown;
  throw new Error(`expected a refusal, not ${String(thrown)}`);
};
const texts = (view: TranscriptView | null) => view?.turns.map(({ text }) => text);

describeWithDatabase('correcting a transcript', (database) => {
  const rowsOf = async (id: string) =>
    database.db.select().from(transcript).where(eq(transcript.interaction_id, id)).orderBy(asc(transcript.revision));

  it('creates a new revision, keeps the first, and records who changed what and when', async () => {
    const { people, id, reviewer } = await aCall(database);
    const [before] = await rowsOf(id);
    const now = await correctTranscript(reviewer, {
      id,
      revision: 1,
      changes: [
        { kind: 'words', turn: 1, text: 'My parcel is late.' },
        { kind: 'speaker', turn: 2, speaker: 'customer' },
      ],
    });
    expect(now.revision).toBe(2);
    expect(now.turns[1]).toMatchObject({ text: 'My parcel is late.', corrected: { revision: 2 } });
    expect(now.turns[1]?.words[1]).toEqual({ text: 'parcel', start_ms: 3200, end_ms: 3400, confidence: 1 });
    expect(now.turns[2]).toMatchObject({ speaker: 'customer', channel: 0 });

    const [first, second] = await rowsOf(id);
    expect(first).toEqual(before);
    expect(second).toMatchObject({
      revision: 2,
      origin: 'corrected',
      model: 'whisper-base',
      language: 'en',
      peaks: null,
    });
    expect(second?.text).toContain('My parcel is late.');
    expect(await transcriptOf(people.manager, { id })).toEqual(now);
    expect(texts(await transcriptOf(people.manager, { id, revision: 1 }))?.[1]).toBe('My partial is late.');
    expect((await revisionsOf(people.manager, { id })).rows).toMatchObject([
      {
        revision: 2,
        origin: 'corrected',
        by: { id: reviewer.actor.member, name: 'Rita Reviewer' },
        at: reviewer.now.toISOString(),
        changes: [
          { kind: 'words', at_ms: 3000 },
          { kind: 'speaker', at_ms: 5000 },
        ],
      },
      { revision: 1, origin: 'heard', by: null, changes: [] },
    ]);
    // What is drawn belongs to the sound, which nobody corrected.
    expect(await peaksOf(people.manager, { id })).toEqual({ bucket_ms: 20, channels: [[1, 2]] });
    const audited = await database.db
      .select({ detail: event.detail, actor: event.actor_id })
      .from(event)
      .where(and(eq(event.subject, id), eq(event.kind, 'transcript.corrected')));
    expect(audited).toEqual([{ detail: { revision: 2, changes: ['words', 'speaker'] }, actor: reviewer.actor.member }]);
  });

  it('is refused on a revision that is not the newest, with the newest, and overwrites nothing', async () => {
    const { people, id, reviewer } = await aCall(database);
    await correctTranscript(reviewer, {
      id,
      revision: 1,
      changes: [{ kind: 'words', turn: 1, text: 'My parcel is late.' }],
    });
    const stale = await refusal(
      correctTranscript(people.reviewers[1], {
        id,
        revision: 1,
        changes: [{ kind: 'words', turn: 1, text: 'Mine is later.' }],
      }),
    );
    expect(stale.code).toBe('stale');
    expect(texts(stale.detail as TranscriptView)?.[1]).toBe('My parcel is late.');
    expect(await rowsOf(id)).toHaveLength(2);
  });

  it('keeps one of two corrections made at the same moment, and gives it to the other', async () => {
    const { people, id } = await aCall(database);
    const both = await Promise.allSettled(
      people.reviewers.map((ctx, i) =>
        correctTranscript(ctx, { id, revision: 1, changes: [{ kind: 'words', turn: 0, text: `Version ${i}` }] }),
      ),
    );
    const made = both.filter((one) => one.status === 'fulfilled');
    const refused = both.flatMap((one) => (one.status === 'rejected' ? [one.reason as Problem] : []));
    expect(made).toHaveLength(1);
    expect(refused.map(({ code }) => code)).toEqual(['stale', 'stale']);
    for (const { detail } of refused) expect(texts(detail as TranscriptView)).toEqual(texts(made[0]?.value ?? null));
    expect(await rowsOf(id)).toHaveLength(2);
  });

  it('creates no revision if nothing changes or if part of it is refused', async () => {
    const { id, reviewer } = await aCall(database);
    const same: Correction[] = [
      { kind: 'swap' },
      { kind: 'swap' },
      { kind: 'words', turn: 1, text: ' My partial is late. ' },
    ];
    expect((await correctTranscript(reviewer, { id, revision: 1, changes: same })).revision).toBe(1);
    const half: Correction[] = [
      { kind: 'remove', turn: 1 },
      { kind: 'words', turn: 1, text: ' ' },
    ];
    expect((await refusal(correctTranscript(reviewer, { id, revision: 1, changes: half }))).code).toBe('empty-turn');
    expect(await rowsOf(id)).toHaveLength(1);
  });

  it('restores what was recognised, a turn or all of it', async () => {
    const { id, reviewer } = await aCall(database);
    await correctTranscript(reviewer, {
      id,
      revision: 1,
      changes: [
        { kind: 'words', turn: 1, text: 'Something else' },
        { kind: 'remove', turn: 0 },
      ],
    });
    const one = await correctTranscript(reviewer, { id, revision: 2, changes: [{ kind: 'restore', turn: 0 }] });
    expect(one.turns[0]?.words).toEqual(CALL[1]?.words);
    const all = await correctTranscript(reviewer, { id, revision: 3, changes: [{ kind: 'as-of', revision: 1 }] });
    expect(all.revision).toBe(4);
    expect(texts(all)).toEqual(texts(await transcriptOf(reviewer, { id, revision: 1 })));
  });

  it('is for those who judge or coach the agent, and never for text that people typed', async () => {
    const { people, id } = await aCall(database);
    const swap = { id, revision: 1, changes: [{ kind: 'swap' } as const] };
    expect((await refusal(correctTranscript(people.agents[0], swap))).code).toBe('not-allowed');
    expect((await refusal(correctTranscript(people.administrator, swap))).code).toBe('not-allowed');
    expect((await refusal(correctTranscript(people.otherCoach, swap))).code).toBe('not-found');
    expect((await refusal(correctTranscript(people.outsider, swap))).code).toBe('not-found');
    expect((await refusal(revisionsOf(people.outsider, { id }))).code).toBe('not-found');
    expect((await correctTranscript(people.coach, swap)).turns[0]?.speaker).toBe('customer');
    const chat = await insertInteraction(people.agents[0]);
    expect((await refusal(correctTranscript(people.manager, { ...swap, id: chat }))).code).toBe('typed-stays');
  });
});

describeWithDatabase('personal data in a corrected transcript', (database) => {
  const lastOf = async (id: string) => {
    const rows = await database.db.select().from(transcript).where(eq(transcript.interaction_id, id));
    return rows.toSorted((a, b) => b.revision - a.revision)[0];
  };

  it('stays under its mark when the words around it are edited, and is kept as it was said', async () => {
    const { id, reviewer } = await aCall(database);
    const seen = await transcriptOf(reviewer, { id });
    expect(seen?.turns[3]?.text).toBe('It is [[card]] thank you.');
    const changes: Correction[] = [{ kind: 'words', turn: 3, text: 'Yes, it is [[card]], thanks.' }];
    const now = await correctTranscript(reviewer, { id, revision: 1, changes });
    expect(now.turns[3]?.text).toBe('Yes, it is [[card]], thanks.');
    const row = await lastOf(id);
    expect(row?.turns[3]?.text).toBe(`Yes, it is ${CARD}, thanks.`);
    expect(row?.text).not.toContain('4111');
    expect(row?.personal_data).toMatchObject([{ kind: 'card', turn: 3, start_ms: 8400, end_ms: 9200 }]);
  });

  it('stays known even if only its place identified it', async () => {
    // Without the question before it nobody would take four figures for a security code.
    const { id, reviewer } = await aCall(database);
    const cut: Correction[] = [{ kind: 'split', turn: 3, texts: ['It is', '[[card]] thank you.'] }];
    await correctTranscript(reviewer, { id, revision: 1, changes: cut });
    const reworded: Correction[] = [{ kind: 'words', turn: 2, text: 'Lovely weather.' }];
    const now = await correctTranscript(reviewer, { id, revision: 2, changes: reworded });
    expect(texts(now)?.slice(2)).toEqual(['Lovely weather.', 'It is', '[[card]] thank you.']);
    expect((await lastOf(id))?.text).not.toContain('4111');
  });

  it('cannot be removed by someone who does not see it', async () => {
    const { id, reviewer } = await aCall(database);
    const lost: Correction[] = [{ kind: 'words', turn: 3, text: 'It is, thank you.' }];
    expect((await refusal(correctTranscript(reviewer, { id, revision: 1, changes: lost }))).code).toBe('mark-missing');
    const removed: Correction[] = [{ kind: 'remove', turn: 3 }];
    expect((await refusal(correctTranscript(reviewer, { id, revision: 1, changes: removed }))).code).toBe(
      'mark-missing',
    );
    expect((await transcriptOf(reviewer, { id }))?.revision).toBe(1);
  });

  it('is corrected only by someone who has opened the originals', async () => {
    const { people, id, reviewer } = await aCall(database);
    const changes: Correction[] = [{ kind: 'words', turn: 3, text: 'It is 4111 1111 1111 1111 bye.' }];
    const given = { id, revision: 1, changes, original: true };
    expect((await refusal(correctTranscript(reviewer, given))).code).toBe('not-allowed');
    expect((await refusal(correctTranscript(people.manager, given))).code).toBe('originals-not-opened');
    await openOriginals(people.manager, { id, reason: 'The customer disputes the number' });
    expect((await correctTranscript(people.manager, given)).turns[3]?.text).toBe('It is 4111 1111 1111 1111 bye.');
    expect((await transcriptOf(reviewer, { id }))?.turns[3]?.text).toBe('It is [[card]] bye.');
  });
});

describeWithDatabase('evidence in a transcript that is corrected', (database) => {
  it('stays as it was pinned, in a draft and in an evaluation, which says what it was made on', async () => {
    const people = await freshOrganisation(database.db);
    const [reviewer] = people.reviewers;
    const library = await withLibrary(people);
    const { key, id: version } = library.VG!;
    const given = await giveReview(
      { agent: people.agents[0], reviewer, version },
      { channel: 'voice', file_name: 'call.wav' },
    );
    await heard(people, given.interaction);
    const evidence = [
      { turn: 1, start_ms: 3000, end_ms: 3800, quote: 'My partial is late.', revision: 1, channels: [1] },
    ];
    const scorecard = definition(key);
    const full = answers(scorecard);
    const [criterion] = Object.keys(full) as [string];
    full[criterion] = answer(full[criterion]!.value, { evidence });
    const { revision } = await saveDraft(reviewer, {
      review: given.review,
      revision: 0,
      answers: full,
      summary: '',
      spent_ms: 1,
    });
    const correct = (seen: number, changes: Correction[]) =>
      correctTranscript(people.coach, { id: given.interaction, revision: seen, changes });
    await correct(1, [
      { kind: 'split', turn: 0, texts: ['Harbour Living', 'good morning.'] },
      { kind: 'words', turn: 2, text: 'My parcel is late.' },
    ]);
    expect((await readWorkspace(reviewer, { review: given.review })).draft?.answers[criterion]?.evidence).toEqual(
      evidence,
    );
    const submitted = await submitReview(reviewer, { review: given.review, revision });
    await correct(2, [{ kind: 'words', turn: 2, text: 'My parcel was late.' }]);
    const read = await readEvaluation(people.manager, { evaluation: submitted.evaluation });
    expect(read.answers[criterion]?.evidence).toEqual(evidence);
    expect(read.transcript).toEqual({ revision: 2, newest: 3 });
    const [row] = await database.db
      .select({ revision: evaluation.transcript_revision })
      .from(evaluation)
      .where(eq(evaluation.id, submitted.evaluation));
    expect(row).toEqual({ revision: 2 });
  });
});
