// The line shown on every page while personal data is not fully masked: since when, by whom and why.
import { type JSX, Show } from 'solid-js';
import { useSession } from '../session/session.tsx';
import { dateTime } from '../ui/format.ts';
import { t } from '../words/words.ts';

export function MaskingOffLine(): JSX.Element {
  const session = useSession();
  const off = () => session.organisation.masking_off;
  const kinds = () => (off()?.kinds ?? []).map((kind) => t(`masking.kind.${kind}`)).join(t('masking.and'));
  return (
    <Show when={off()}>
      {(decision) => (
        <p
          role="note"
          class="m-0 flex max-h-16 shrink-0 flex-wrap items-baseline gap-x-2 overflow-y-auto border-b border-line bg-warn-wash px-4 py-1.5 text-warn"
        >
          <strong class="font-semibold">
            <span aria-hidden="true">▲ </span>
            {decision().everything ? t('masking.off') : t('masking.offSome', { kinds: kinds() })}
          </strong>
          <Show when={decision().decision}>
            {(one) => (
              <span>{t('masking.offWhy', { date: dateTime(one().at), name: one().by, reason: one().reason })}</span>
            )}
          </Show>
        </p>
      )}
    </Show>
  );
}
