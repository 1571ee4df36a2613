// Whether the screen is phone-sized. Lists then show only who, what and the state.
import { createSignal } from 'solid-js';

const query = globalThis.matchMedia?.('(max-width: 40rem)') ?? null;
const [narrow, setNarrow] = createSignal(query?.matches ?? false);
query?.addEventListener('change', () => setNarrow(query.matches));

export { narrow };
