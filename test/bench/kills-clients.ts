// People at work while the processes are killed. Each does one thing after another and, if no answer comes, sends the
// same request again until one does; answered requests go into the journal.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { TaskCard } from '../../db/coaching/coaching.ts';
import type { InteractionPage } from '../../db/interactions/interactions.ts';
import type { FinishedUpload, UploadProgress } from '../../db/interactions/uploads.ts';
import type { ScorecardChoice } from '../../db/samples/choosing.ts';
import type { Workspace } from '../../db/samples/reviews.ts';
import type { TranscriptView } from '../../db/transcripts/transcripts.ts';
import { criteriaOf } from '../../scorecards/scorecard/definition.ts';
import { SPEECH } from '../support/calls.ts';
import { addressOf, PASSWORD, type Person, visitor } from '../support/person.ts';
import type { Journal } from './kills-journal.ts';

/** An answer that is no success, and no outage either. */
class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: unknown;
  constructor(status: number, said: { code?: string; detail?: unknown }) {
    super(`${status} ${said.code ?? ''}`);
    this.status = status;
    this.code = said.code ?? '';
    this.detail = said.detail;
  }
}

/** Thrown when the work is over. */
class Over extends Error {}

export type Workforce = {
  /** Answers that no client can make sense of; there are to be none. */
  strange: string[];
  /** How often something was sent again. */
  resent: () => number;
  /** Recordings begin while there are fewer than so many. */
  recordings: { wanted: number };
  /** Nobody starts anything new; resolves when everyone has finished what they were doing. */
  end(): Promise<void>;
};

const SOUND = SPEECH.thatIsAll;
const ANSWER_MS = 15_000;
const AGAIN_MS = 250;

const namesIn = (cookies: string): string => cookies.replaceAll(/=[^;]*/g, (value) => `(${value.length - 1})`);

export async function startWork(
  url: string,
  ids: Map<string, string>,
  journal: Journal,
  random: () => number,
  lately: () => string,
): Promise<Workforce> {
  const strange: string[] = [];
  let over = false;
  let resent = 0;
  let number = 0;
  const recordings = { wanted: 0 };
  const name = (what: string): string => `${what}-${++number}-${Math.floor(random() * 1e9).toString(36)}`;
  const rest = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms * (0.5 + random())));

  /** Sends until an answer comes that is no outage. */
  async function ask<T>(person: Person, method: string, path: string, body?: unknown): Promise<T> {
    for (let tries = 0; ; tries++) {
      if (over && tries > 40) throw new Over();
      if (tries > 0) {
        resent++;
        await rest(AGAIN_MS);
      }
      const bytes = body instanceof Uint8Array;
      const answer = await person
        .send(path, {
          method,
          ...(body === undefined ? {} : { body: bytes ? (body as BodyInit) : JSON.stringify(body) }),
          headers: {
            'content-type': bytes ? 'application/octet-stream' : 'application/json',
            'x-forwarded-for': `10.${Math.floor(random() * 250)}.${Math.floor(random() * 250)}.9`,
          },
          signal: AbortSignal.timeout(ANSWER_MS),
        })
        .then(async (got) => ({ status: got.status, text: await got.text() }))
        .catch(() => null);
      if (!answer || answer.status === 503 || answer.status === 429) continue;
      const said = answer.text.startsWith('{') || answer.text.startsWith('[') ? JSON.parse(answer.text) : null;
      if (answer.status < 300) return said as T;
      if (answer.status >= 500) {
        strange.push(
          `${method} ${path.replaceAll(/[a-z]{3}_\w+/g, '…')}: ${answer.status} ${answer.text.slice(0, 120)}`,
        );
        continue;
      }
      if (answer.status === 401 && tries < 40) {
        // Nobody signs out here: who was signed in stays so. Asked again, to see whether it lasts.
        strange.push(`${method} ${path}: 401 ${lately()}, cookies ${namesIn(person.cookie())}`);
        continue;
      }
      throw new Refused(answer.status, said ?? {});
    }
  }
  const inCaseOf = (code: string) => (error: unknown) => {
    if (error instanceof Refused && error.code === code) return error;
    throw error;
  };

  async function signIn(who: string): Promise<Person> {
    const person = visitor(url, addressOf(who));
    await ask(person, 'POST', '/api/auth/sign-in/email', { email: person.email, password: PASSWORD });
    const token = decodeURIComponent(/session_token=([^;]+)/.exec(person.cookie())?.[1] ?? '').split('.')[0] ?? '';
    journal.acknowledged({ kind: 'sign-in', token });
    return person;
  }
  const idOf = async (person: Person, external_id: string): Promise<string> =>
    (await ask<InteractionPage>(person, 'GET', `/api/interactions?limit=1&q=${external_id}`)).rows[0]!.id;

  const agents = ['Ann Agent', 'Ben Agent'];
  const anyAgent = (): string => ids.get(agents[Math.floor(random() * agents.length)]!)!;

  const manager = await signIn('Mary Manager');
  const coach = await signIn('Carl Coach');
  const corrector = await signIn('Mary Manager');
  const reviewers = await Promise.all(['Rita Reviewer', 'Rolf Reviewer'].map(signIn));

  async function bringChat(): Promise<string> {
    const external_id = name('chat');
    const turns = [
      { speaker: 'customer', text: `The lamp of order ${external_id} is broken.` },
      { speaker: 'agent', text: '很抱歉，马上为您处理。' },
    ];
    const chat = { external_id, agent: anyAgent(), channel: 'chat', started_at: '2026-07-03T10:00:00Z', turns };
    await ask(manager, 'POST', '/api/interactions/chats', { format: 'json', text: JSON.stringify([chat]) });
    journal.acknowledged({ kind: 'chat', external_id, said: turns.map(({ text }) => text).join('|') });
    return external_id;
  }

  async function bringRecording(): Promise<void> {
    const external_id = name('call');
    const tail = new TextEncoder().encode(external_id.padEnd(2 * Math.ceil(external_id.length / 2)));
    const bytes = new Uint8Array(Buffer.concat([readFileSync(SOUND), tail]));
    const metadata = {
      external_id,
      agent: anyAgent(),
      channel: 'voice',
      started_at: '2026-07-03T10:00:00Z',
      language: 'en',
    };
    const begun = { file_name: `${external_id}.wav`, size: bytes.byteLength, metadata };
    const { id } = await ask<UploadProgress>(manager, 'POST', '/api/interactions/uploads', begun);
    const at = `/api/interactions/uploads/${id}`;
    for (let offset = 0; offset < bytes.byteLength; ) {
      const piece = bytes.subarray(offset, offset + Math.ceil(bytes.byteLength / 3));
      const sent = ask<{ received: number }>(manager, 'PUT', `${at}?offset=${offset}`, piece);
      // The answer to the previous piece was lost: the server says where to continue.
      offset = await sent.then(
        ({ received }) => received,
        (error) => (inCaseOf('upload-offset')(error).detail as { received: number }).received,
      );
    }
    const { interaction } = await ask<FinishedUpload>(manager, 'POST', `${at}/finish`, {});
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    journal.acknowledged({ kind: 'recording', external_id, interaction: interaction.id, sha256 });
  }

  async function reviewChat(reviewer: Person): Promise<void> {
    const chat = await idOf(reviewer, await bringChat());
    const { proposed } = await ask<ScorecardChoice>(reviewer, 'GET', `/api/interactions/${chat}/scorecards`);
    const on = { scorecard_version_id: proposed!.version_id };
    const { review } = await ask<{ review: string }>(reviewer, 'POST', `/api/interactions/${chat}/review`, on);
    const at = `/api/evaluations/reviews/${review}`;
    await ask(reviewer, 'POST', `${at}/take`, {});
    const { scorecard } = await ask<Workspace>(reviewer, 'GET', at);
    const answers = Object.fromEntries(
      criteriaOf(scorecard.definition).map(({ id, scale }) => {
        const options = scale.type === 'choice' ? scale.options.toSorted((a, b) => a.value_bp - b.value_bp) : [];
        const value = scale.type === 'checklist' ? [] : (options[0]?.key ?? null);
        return [id, { value, comment: `Heard in ${chat}.`, evidence: [] }];
      }),
    );
    let revision = 0;
    for (const summary of [name('draft'), name('draft'), name('draft')]) {
      const sent = { revision, answers, summary, spent_ms: 1000 };
      const saved = await ask<{ revision: number }>(reviewer, 'PUT', `${at}/draft`, sent).catch((error) => {
        const there = inCaseOf('stale')(error).detail as { revision: number; summary: string };
        if (there.summary !== summary) throw error;
        return there;
      });
      revision = saved.revision;
      journal.acknowledged({ kind: 'draft', review, revision, summary });
    }
    const { evaluation, summary } = await submit(reviewer, at, revision);
    journal.acknowledged({ kind: 'evaluation', review, evaluation, summary });
    await comment(evaluation);
  }

  async function submit(reviewer: Person, at: string, revision: number) {
    const summary = (await ask<Workspace>(reviewer, 'GET', at)).draft?.summary ?? '';
    const { evaluation } = await ask<{ evaluation: string }>(reviewer, 'POST', `${at}/submit`, { revision }).catch(
      (error) => {
        const { evaluation_id } = inCaseOf('already-submitted')(error).detail as { evaluation_id: string };
        return { evaluation: evaluation_id };
      },
    );
    return { evaluation, summary };
  }

  async function comment(evaluation: string): Promise<void> {
    const { agent } = await ask<{ agent: { name: string } }>(manager, 'GET', `/api/evaluations/${evaluation}`);
    const said = name('comment');
    const own = await signIn(agent.name);
    await ask(own, 'POST', `/api/evaluations/${evaluation}/acknowledge`, { comment: said }).catch(
      inCaseOf('already-acknowledged'),
    );
    journal.acknowledged({ kind: 'comment', evaluation, comment: said });
  }

  async function coachOne(): Promise<void> {
    const { rows: tasks } = await ask<{ rows: TaskCard[] }>(coach, 'GET', '/api/coaching/tasks?open=true');
    const task = tasks[Math.floor(random() * tasks.length)];
    if (!task) return rest(500);
    const state = (
      {
        proposed: 'new',
        new: 'in-progress',
        'in-progress': 'practising',
        practising: 'checking',
        checking: 'done',
      } as Record<string, string>
    )[task.state];
    if (!state) return;
    const note = name('note');
    // One coach: an illegal move is one that was made, and whose answer was lost.
    await ask(coach, 'PATCH', `/api/coaching/tasks/${task.id}`, { state, note }).catch(inCaseOf('illegal-transition'));
    journal.acknowledged({ kind: 'move', task: task.id, state, note });
  }

  async function correctOne(): Promise<void> {
    const recordings = journal.of('recording');
    const one = recordings[Math.floor(random() * recordings.length)];
    if (!one) return rest(500);
    const at = `/api/interactions/${one.interaction}`;
    const now = await ask<TranscriptView | null>(corrector, 'GET', `${at}/transcript`);
    if (!now || now.turns.length === 0) return rest(500);
    // Letters only: a name with digits would be masked as an order number.
    const said = name('corrected').replaceAll(/[^a-z]/g, (sign) => 'abcdefghij'[Number(sign)] ?? '');
    const changes = [{ kind: 'words', turn: 0, text: `It was ${said}.` }];
    const made = await ask<TranscriptView>(corrector, 'POST', `${at}/corrections`, {
      revision: now.revision,
      changes,
    }).catch((error) => inCaseOf('stale')(error).detail as TranscriptView);
    if (!made.turns[0]?.text.includes(said)) throw new Error(`A correction of ${one.interaction} went another way`);
    journal.acknowledged({ kind: 'correction', interaction: one.interaction, revision: made.revision, said });
  }

  const person = async (what: string, pause: number, work: () => Promise<unknown>): Promise<void> => {
    while (!over) {
      try {
        await work();
      } catch (error) {
        if (error instanceof Over) return;
        strange.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      }
      await rest(pause);
    }
  };
  const upload = async (): Promise<void> => {
    if (journal.of('recording').length < recordings.wanted) await bringRecording();
  };
  const working = [
    person('chats', 150, bringChat),
    person('recordings', 300, upload),
    ...reviewers.map((reviewer) => person('reviews', 100, () => reviewChat(reviewer))),
    person('coaching', 150, coachOne),
    person('corrections', 250, correctOne),
    person('sign-ins', 700, () => signIn('Ann Agent')),
  ];
  return {
    strange,
    resent: () => resent,
    recordings,
    async end() {
      over = true;
      await Promise.all(working);
    },
  };
}
