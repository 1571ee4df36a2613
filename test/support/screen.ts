// The screen of the web's tests, which jsdom has none of: as wide as a desk's, unless a test makes it narrow.
const heard: (() => void)[] = [];
const narrow = { matches: false, addEventListener: (_: string, listen: () => void) => heard.push(listen) };
const never = { matches: false, addEventListener: () => {} };

export const matchMedia = (query: string): MediaQueryList =>
  (query === '(max-width: 40rem)' ? narrow : never) as unknown as MediaQueryList;

export function makeScreen(width: 'narrow' | 'wide'): void {
  narrow.matches = width === 'narrow';
  for (const listen of heard) listen();
}
