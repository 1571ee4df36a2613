/** A language by its tag in a reader's words: `zh` → Chinese, 中文. What is no language stays as it was written. */
export function languageName(tag: string, reader: string): string {
  try {
    return new Intl.DisplayNames([reader], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
