// What the list shows of an interaction, derived from its row.
import type {
  InteractionFilter,
  InteractionRow,
  InteractionState,
  ListedInteraction,
} from '../../api/interactions/contract.ts';
import { addDays } from '../../scorecards/calendar/calendar.ts';
import { STATES } from '../../scorecards/interactions/state.ts';
import { CHANNELS } from '../../scorecards/scorecard/definition.ts';
import type { Stage } from '../../scorecards/transcripts/states.ts';
import { dayIn, idIn, nameIn, oneIn, type Said, soughtIn, wordsIn } from '../address/address.ts';
import type { Choices } from './data.ts';

/** How an interaction stands. `share_bp` is how far its transcription has come. */
export type Standing =
  | { kind: 'ready' }
  | { kind: 'queued' }
  | { kind: 'waiting'; code: string | null }
  | { kind: 'running'; stage: Stage | null; share_bp: number }
  | { kind: 'failed'; code: string | null };

export function standingOf(row: Pick<InteractionRow, 'transcription'>): Standing {
  const { transcription } = row;
  if (transcription === null || transcription.state === 'done') return { kind: 'ready' };
  switch (transcription.state) {
    case 'queued':
      return { kind: 'queued' };
    case 'running':
      return { kind: 'running', stage: transcription.stage, share_bp: transcription.progress_bp };
    case 'waiting':
    case 'failed':
      return { kind: transcription.state, code: transcription.code };
  }
}

/** Interactions whose state will still change. */
export const moving = (row: Pick<InteractionRow, 'transcription'>): boolean =>
  !['ready', 'failed'].includes(standingOf(row).kind);

/** A row with what was asked of it since. */
export const refreshed = <Row extends InteractionRow>(row: Row, now: InteractionState | undefined): Row =>
  now ? { ...row, duration_ms: now.duration_ms, language: now.language, transcription: now.transcription } : row;

/** Where an interaction is read: at the place that was found, with what was searched for lit. */
export function addressOf(id: string, q: string, at_ms: number | null = null): string {
  const search = new URLSearchParams();
  if (at_ms !== null) search.set('at', String(at_ms));
  if (q.trim() !== '') search.set('q', q.trim());
  return `/interactions/${id}${search.size > 0 ? `?${search}` : ''}`;
}

/** A line of what was found, px, and what stands under the last. */
const PLACE = 26;
const UNDER = 8;

/** How high the lines under a row are. */
export const heightOf = (row: Pick<ListedInteraction, 'hits'>): number =>
  row.hits.length === 0 ? 0 : row.hits.length * PLACE + UNDER;

export type Search = Partial<Record<keyof InteractionFilter, Said>>;

/** The longest search, and the longest tag of a language. */
const MOST_TAG = 35;

/** The filter an address tells; what it does not know of is left out. @param choices undefined while on their way */
export function filterOf(search: Search, choices?: Choices): InteractionFilter {
  const ids = (rows: readonly { id: string }[] | undefined) => rows?.map(({ id }) => id);
  const language = wordsIn(search.language, MOST_TAG);
  return withoutAbsent({
    q: soughtIn(search.q) || null,
    channel: oneIn(search.channel, CHANNELS),
    agent: idIn(search.agent, ids(choices?.agents)),
    team: idIn(search.team, ids(choices?.teams)),
    queue: nameIn(search.queue, choices?.queues),
    language: choices && language ? oneIn(language, choices.languages) : language,
    state: oneIn(search.state, STATES),
    from: dayIn(search.from),
    to: dayIn(search.to),
  });
}

/** The last `days` days, today among them. */
export const lastDays = (days: number, today: string): { from: string; to: string } => ({
  from: addDays(today, 1 - days),
  to: today,
});

function withoutAbsent<T extends object>(value: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null)) as never;
}
