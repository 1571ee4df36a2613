// Whether the screen is phone-sized. A table then has two lines per row.
import { createSignal } from 'solid-js';

const query = globalThis.matchMedia?.('(max-width: 40rem)') ?? null;
const [narrow, setNarrow] = createSignal(query?.matches ?? false);
query?.addEventListener('change', () => setNarrow(query.matches));

export { narrow };
