import type { Said } from '../address/address.ts';

/** Where someone wanted to go before signing in: always a path of our own, whatever the link contains. */
export const ownPath = (wanted: Said): string =>
  typeof wanted === 'string' && wanted.startsWith('/') && !/^\/[/\\]/.test(wanted) ? wanted : '/';
