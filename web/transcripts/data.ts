import { type Answered, call, interactionsClient } from '../server/client.ts';
import { useQuery } from '../server/query.ts';

export type TranscriptView = NonNullable<Answered<(typeof interactionsClient)[':id']['transcript']['$get']>>;
export type Playback = Answered<(typeof interactionsClient)[':id']['playback']['$get']>;
export type Measures = NonNullable<TranscriptView['measures']>;
export type InteractionDetail = Answered<(typeof interactionsClient)[':id']['$get']>;
export type TranscriptionProgress = NonNullable<InteractionDetail['transcription']>;

/** A transcript never changes under its number; a correction has the next one. */
const LONG_MS = 5 * 60_000;

/** Where a transcript is kept on the page; a correction puts the next one there. `revision` null: the newest. */
export const transcriptKey = (id: string | null, original: boolean, revision: number | null = null) => [
  'interactions',
  id,
  'transcript',
  original ? 'original' : 'masked',
  revision,
];

export const useTranscript = (
  id: () => string | null,
  ready: () => boolean,
  original = () => false,
  revision: () => number | null = () => null,
) =>
  useQuery(() => ({
    queryKey: transcriptKey(id(), original(), revision()),
    queryFn: () => {
      const query = {
        ...(original() ? { original: '1' as const } : {}),
        ...(revision() === null ? {} : { revision: String(revision()) }),
      };
      return call(interactionsClient[':id'].transcript.$get({ param: { id: id() ?? '' }, query }));
    },
    enabled: id() !== null && ready(),
    staleTime: LONG_MS,
  }));

/** Where something is said in the displayed transcript; by the rules of the list's search. */
export const useHits = (id: () => string, q: () => string, ready: () => boolean, original = () => false) =>
  useQuery(() => ({
    queryKey: ['interactions', id(), 'hits', q(), original() ? 'original' : 'masked'],
    queryFn: () => {
      const query = { q: q(), ...(original() ? { original: '1' as const } : {}) };
      return call(interactionsClient[':id'].hits.$get({ param: { id: id() }, query }));
    },
    enabled: ready() && q() !== '',
    staleTime: LONG_MS,
  }));

export const usePeaks = (id: () => string | null, ready: () => boolean) =>
  useQuery(() => ({
    queryKey: ['interactions', id(), 'peaks'],
    queryFn: () => call(interactionsClient[':id'].peaks.$get({ param: { id: id() ?? '' } })),
    enabled: id() !== null && ready(),
    staleTime: LONG_MS,
  }));

/** While a copy is being made it is asked so often. */
const PREPARING_MS = 1500;

/** What can be heard of a recording now; asked again until there is something. */
export const usePlayback = (id: () => string | null, wanted: () => boolean) =>
  useQuery(() => ({
    queryKey: ['interactions', id(), 'playback'],
    queryFn: () => call(interactionsClient[':id'].playback.$get({ param: { id: id() ?? '' } })),
    enabled: id() !== null && wanted(),
    refetchInterval: (query) => (query.state.data?.state === 'preparing' ? PREPARING_MS : false),
  }));

export const useInteraction = (id: () => string | null) =>
  useQuery(() => ({
    queryKey: ['interactions', id()],
    queryFn: () => call(interactionsClient[':id'].$get({ param: { id: id() ?? '' } })),
    enabled: id() !== null,
  }));

const RUNNING_MS = 1500;

/** How far the transcription is, asked again while it is on its way. */
export const useProgress = (id: () => string | null, wanted: () => boolean) =>
  useQuery(() => ({
    queryKey: ['interactions', id(), 'progress'],
    queryFn: async () => {
      const [state] = await call(interactionsClient.states.$get({ query: { ids: id() ?? '' } }));
      return state ?? null;
    },
    enabled: id() !== null && wanted(),
    refetchInterval: (query) => {
      const state = query.state.data?.transcription?.state;
      return state === 'done' || state === 'failed' ? false : RUNNING_MS;
    },
  }));
