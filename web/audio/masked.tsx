// Shown in place of personal data: <Masked text={turn.text} /> renders text with every mark as a dark bar that names
// the type in the reader's language. The mark's own letters stay in the page, hidden, so that selecting and finding
// count letters as the transcript does. `spoken(text)` does the same where only plain text is possible.
import { For, type JSX, Show } from 'solid-js';
import type { PersonalDataKind } from '../../transcription/text/redaction/kinds.ts';
import { MARK } from '../../transcription/text/redaction/mask.ts';
import { t } from '../words/words.ts';

type Part = { text: string; kind: PersonalDataKind | null };

function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const match of text.matchAll(MARK)) {
    if (match.index > from) parts.push({ text: text.slice(from, match.index), kind: null });
    parts.push({ text: match[0], kind: match[1] as PersonalDataKind });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), kind: null });
  return parts;
}

/** Plain text, with the kinds in brackets. */
export const spoken = (text: string): string =>
  text.replaceAll(MARK, (_, kind: PersonalDataKind) => `[${t(`masking.kind.${kind}`)}]`);

export function Masked(props: { text: string }): JSX.Element {
  return (
    <For each={partsOf(props.text)}>
      {(part) => (
        <Show when={part.kind} fallback={part.text}>
          {(kind) => (
            <span
              class="masked"
              role="img"
              aria-label={t('masking.masked', { kind: t(`masking.kind.${kind()}`) })}
              data-shown={t(`masking.kind.${kind()}`)}
            >
              {part.text}
            </span>
          )}
        </Show>
      )}
    </For>
  );
}
