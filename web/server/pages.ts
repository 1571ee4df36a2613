// Reads a paged list to its end, where a page shows all of it.
type Page<Row> = { rows: Row[]; next: string | null };

/** Every row. @param ask for the page behind a cursor; for the first one without */
export async function everyRow<Row>(ask: (query: { cursor?: string }) => Promise<Page<Row>>): Promise<Row[]> {
  const rows: Row[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: Page<Row> = await ask(cursor ? { cursor } : {});
    rows.push(...page.rows);
    cursor = page.next;
  }
  return rows;
}
