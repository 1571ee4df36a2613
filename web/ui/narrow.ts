// Whether the screen is as narrow as a phone's. Lists then show who, what and how it stands, and nothing else.
import { createSignal } from 'solid-js';

const query = globalThis.matchMedia?.('(max-width: 40rem)') ?? null;
const [narrow, setNarrow] = createSignal(query?.matches ?? false);
query?.addEventListener('change', () => setNarrow(query.matches));

export { narrow };
