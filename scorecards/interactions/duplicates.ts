// Duplicate imports. An interaction is identified by its external id and its content: if both match, nothing happens;
// if one matches, a person has to look.

/** What the organisation already has. `content` is a hash of the recording, or of the chat's canonical JSON. */
export type Known = {
  /** The interaction with the id that came in, if there is one. */
  sameId: { content: string } | null;
  /** The interaction with the content that came in, if there is one. */
  sameContent: { external_id: string } | null;
  /** Whether one of the two belongs to an agent out of the reach of the person importing this one. */
  out_of_scope?: boolean;
};

export type Arrival =
  | { kind: 'new' }
  | { kind: 'already-there' }
  | { kind: 'known-out-of-scope' }
  | { kind: 'same-id-other-content' }
  | { kind: 'same-content-other-id'; first: string };

/** What becomes of an interaction that comes in. The kinds but `new` are codes of problem.ts. */
export function arrivalOf(incoming: { external_id: string; content: string }, known: Known): Arrival {
  // One answer for every case of it: which of id and content is known, and as what, is the other team's to know.
  if (known.out_of_scope) return { kind: 'known-out-of-scope' };
  if (known.sameId) {
    return { kind: known.sameId.content === incoming.content ? 'already-there' : 'same-id-other-content' };
  }
  if (known.sameContent && known.sameContent.external_id !== incoming.external_id) {
    return { kind: 'same-content-other-id', first: known.sameContent.external_id };
  }
  return { kind: 'new' };
}

/** Rows of one file whose id an earlier row has: their line, and the line of the first. */
export function repeatedRows(
  rows: readonly { line: number; external_id: string }[],
): { line: number; first: number }[] {
  const seen = new Map<string, number>();
  return rows.flatMap(({ line, external_id }) => {
    const first = seen.get(external_id);
    if (first === undefined) {
      seen.set(external_id, line);
      return [];
    }
    return external_id === '' ? [] : [{ line, first }];
  });
}
