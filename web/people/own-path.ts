/** Where somebody wanted to go before they signed in: an address of our own, whatever the link said. */
export const ownPath = (wanted: string | undefined): string =>
  wanted?.startsWith('/') && !/^\/[/\\]/.test(wanted) ? wanted : '/';
