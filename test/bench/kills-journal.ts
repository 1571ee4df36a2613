// What was acknowledged, written outside the server, and the comparison with the database: everything acknowledged is
// there, once, as it was sent.
import { appendFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sql } from '../../db/database/client.ts';

export type Fact =
  | { kind: 'sign-in'; token: string }
  | { kind: 'chat'; external_id: string; said: string }
  | { kind: 'recording'; external_id: string; interaction: string; sha256: string }
  | { kind: 'draft'; review: string; revision: number; summary: string }
  | { kind: 'evaluation'; review: string; evaluation: string; summary: string }
  | { kind: 'comment'; evaluation: string; comment: string }
  | { kind: 'correction'; interaction: string; revision: number; said: string }
  | { kind: 'move'; task: string; state: string; note: string };

export type Kind = Fact['kind'];
type Of<K extends Kind> = Extract<Fact, { kind: K }>;

export class Journal {
  readonly path = join(mkdtempSync(join(tmpdir(), 'attune-journal-')), 'acknowledged.jsonl');
  readonly facts: Fact[] = [];

  acknowledged(fact: Fact): void {
    appendFileSync(this.path, `${JSON.stringify(fact)}\n`);
    this.facts.push(fact);
  }

  of<K extends Kind>(kind: K): Of<K>[] {
    return this.facts.filter((fact): fact is Of<K> => fact.kind === kind);
  }
}

/** What one look at the database says against the journal; nothing: all is well. */
export async function compare(sql: Sql, journal: Pick<Journal, 'of'>): Promise<string[]> {
  const faults: string[] = [];
  const once = (what: string, found: readonly unknown[] | undefined): boolean => {
    const count = found?.length ?? 0;
    if (count !== 1) faults.push(`${what}: ${count === 0 ? 'lost' : `there ${count} times`}`);
    return count === 1;
  };
  const same = (what: string, stored: unknown, sent: unknown): void => {
    if (stored !== sent) faults.push(`${what}: other than it was sent`);
  };
  const now = {
    signIns: journal.of('sign-in'),
    chats: journal.of('chat'),
    recordings: journal.of('recording'),
    drafts: journal.of('draft'),
    evaluations: journal.of('evaluation'),
    comments: journal.of('comment'),
    corrections: journal.of('correction'),
    moves: journal.of('move'),
  };
  const rows = await read(sql);

  for (const { token } of now.signIns) once('a session', rows.sessions.get(token));
  for (const { external_id, said } of now.chats) {
    const what = `chat ${external_id}`;
    const found = rows.interactions.get(external_id);
    if (!once(what, found)) continue;
    const first = rows.transcripts.get(found![0]!.id);
    if (once(`the words of ${what}`, first)) same(what, first![0]!.said, said);
    once(`${what} in the index`, rows.searched.get(found![0]!.id));
    once(`the event of ${what}`, rows.imported.get(found![0]!.id));
  }
  for (const { external_id, interaction, sha256 } of now.recordings) {
    const what = `recording ${external_id}`;
    if (!once(what, rows.interactions.get(external_id))) continue;
    same(what, rows.interactions.get(external_id)![0]!.id, interaction);
    same(what, rows.interactions.get(external_id)![0]!.content_sha256, sha256);
    once(`the file of ${what}`, rows.blobs.get(sha256));
    once(`the event of ${what}`, rows.imported.get(interaction));
    once(`the progress of ${what}`, rows.transcriptions.get(interaction));
    const heard = (rows.transcripts.get(interaction) ?? []).filter(({ revision }) => revision === 1);
    const recorded = rows.recorded.get(interaction) ?? [];
    if (heard.length > 1 || recorded.length > 1) faults.push(`${what}: transcribed twice`);
  }
  for (const { review, evaluation, summary } of now.evaluations) {
    const found = rows.evaluations.get(review);
    if (!once(`the evaluation of ${review}`, found)) continue;
    same(`evaluation ${evaluation}`, found![0]!.id, evaluation);
    same(`evaluation ${evaluation}`, found![0]!.summary, summary);
    once(`the event of ${evaluation}`, rows.submitted.get(review));
  }
  const latest = new Map(now.drafts.map((draft) => [draft.review, draft]));
  for (const { review, revision, summary } of latest.values()) {
    if (rows.evaluations.has(review)) continue;
    const found = rows.drafts.get(review);
    if (!once(`the draft of ${review}`, found)) continue;
    if (found![0]!.revision < revision) faults.push(`the draft of ${review}: an older one`);
    if (found![0]!.revision === revision) same(`the draft of ${review}`, found![0]!.summary, summary);
  }
  for (const { evaluation, comment } of now.comments) {
    const found = rows.comments.get(evaluation);
    if (once(`the comment on ${evaluation}`, found)) same(`the comment on ${evaluation}`, found![0]!.comment, comment);
  }
  for (const { interaction, revision, said } of now.corrections) {
    const found = rows.transcripts.get(interaction)?.filter((one) => one.revision === revision);
    if (once(`correction ${revision} of ${interaction}`, found) && !found![0]!.said.includes(said))
      faults.push(`correction ${revision} of ${interaction}: other than it was sent`);
  }
  for (const { task, state, note } of now.moves) {
    const found = rows.moves.get(task)?.filter((one) => one.note === note);
    if (once(`the move of ${task} to ${state}`, found)) same(`the move of ${task}`, found![0]!.state, state);
  }
  return faults;
}

/** Recordings that have no transcript (yet), by their external ids, with where they stand. */
export async function unheard(sql: Sql, journal: Pick<Journal, 'of'>): Promise<string[]> {
  const rows = await sql<{ id: string; state: string; code: string | null; words: number }[]>`
    select t.interaction_id as id, t.state, t.code, (select count(*)::int from transcript w
      where w.interaction_id = t.interaction_id and w.revision = 1) as words from transcription t`;
  const known = new Map(rows.map((row) => [row.id, row]));
  return journal.of('recording').flatMap(({ external_id, interaction }) => {
    const row = known.get(interaction);
    if (row?.state === 'done' && row.words === 1) return [];
    return [`${external_id}: ${row ? `${row.state} ${row.code ?? ''} with ${row.words} transcripts` : 'unknown'}`];
  });
}

type Row = Record<string, never> | Record<string, unknown>;
const grouped = <R extends Row>(rows: readonly R[], key: keyof R): Map<string, R[]> =>
  Map.groupBy(rows, (row) => String(row[key]));

/** Everything the journal speaks of, in one look. */
async function read(sql: Sql) {
  const events = await sql<{ kind: string; about: string }[]>`
    select kind, coalesce(detail ->> 'review', subject) as about from event
    where kind in ('interaction.imported', 'evaluation.submitted') or (kind = 'transcript.ready' and detail ->> 'origin' = 'heard')`;
  const about = (asked: string) =>
    grouped(
      events.filter(({ kind }) => kind === asked).map(({ about: id }) => ({ id })),
      'id',
    );
  return {
    sessions: grouped(await sql<{ token: string }[]>`select token from session`, 'token'),
    interactions: grouped(
      await sql<{ id: string; external_id: string; content_sha256: string }[]>`
        select id, external_id, content_sha256 from interaction`,
      'external_id',
    ),
    transcripts: grouped(
      await sql<{ interaction_id: string; revision: number; said: string }[]>`
        select interaction_id, revision, coalesce((select string_agg(x.value ->> 'text', '|' order by x.ordinality)
          from jsonb_array_elements(turns) with ordinality x), '') as said from transcript`,
      'interaction_id',
    ),
    searched: grouped(
      await sql<{ interaction_id: string }[]>`select interaction_id from transcript_search`,
      'interaction_id',
    ),
    transcriptions: grouped(
      await sql<{ interaction_id: string }[]>`select interaction_id from transcription`,
      'interaction_id',
    ),
    blobs: grouped(await sql<{ sha256: string }[]>`select sha256 from blob`, 'sha256'),
    drafts: grouped(
      await sql<
        { review_id: string; revision: number; summary: string }[]
      >`select review_id, revision, summary from draft`,
      'review_id',
    ),
    evaluations: grouped(
      await sql<{ id: string; review_id: string; summary: string }[]>`select id, review_id, summary from evaluation`,
      'review_id',
    ),
    comments: grouped(
      await sql<{ evaluation_id: string; comment: string }[]>`select evaluation_id, comment from acknowledgement`,
      'evaluation_id',
    ),
    moves: grouped(
      await sql<{ task_id: string; state: string; note: string }[]>`select task_id, state, note from task_event`,
      'task_id',
    ),
    imported: about('interaction.imported'),
    recorded: about('transcript.ready'),
    submitted: about('evaluation.submitted'),
  };
}
