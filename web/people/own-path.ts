import type { Said } from '../address/address.ts';

/** Where someone wanted to go before they signed in: an address of our own, whatever the link said. */
export const ownPath = (wanted: Said): string =>
  typeof wanted === 'string' && wanted.startsWith('/') && !/^\/[/\\]/.test(wanted) ? wanted : '/';
