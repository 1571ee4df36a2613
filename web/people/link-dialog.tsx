// A link to pass on, shown only once: for an invitation or a password reset.
import { createSignal, type JSX, Show } from 'solid-js';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { date, hourMinute } from '../ui/format.ts';
import { tell } from '../ui/toast.tsx';
import { t } from '../words/words.ts';

export type MadeLink = {
  member: { name: string };
  link: string;
  expires_at: string;
  for: 'invitation' | 'password';
};

export function LinkDialog(props: { made: MadeLink | null; onClose: () => void }): JSX.Element {
  let field: HTMLInputElement | undefined;
  /** The link that is to be copied by hand: a page that does not come by https has no clipboard. */
  const [byHand, setByHand] = createSignal<string | null>(null);
  // Backwards, so that the field goes on showing where the link begins.
  const selectAll = () => {
    if (!field) return;
    field.setSelectionRange(0, field.value.length, 'backward');
    field.scrollLeft = 0;
  };
  const copy = async () => {
    const link = props.made?.link ?? '';
    try {
      await navigator.clipboard.writeText(link);
      tell(t('ui.copied'), 'good');
    } catch {
      setByHand(link);
      field?.focus();
      selectAll();
    }
  };
  return (
    <Dialog
      open={props.made !== null}
      onClose={props.onClose}
      title={t('members.linkTitle', { name: props.made?.member.name ?? '' })}
      description={
        <Show when={props.made}>
          {(made) => (
            <>
              {made().for === 'invitation'
                ? t('members.linkHint', { date: date(made().expires_at) })
                : t('members.passwordLinkHint', { date: hourMinute(made().expires_at) })}
            </>
          )}
        </Show>
      }
      foot={
        <>
          <Button onClick={props.onClose}>{t('ui.close')}</Button>
          <Button tone="primary" onClick={() => void copy()}>
            {t('ui.copy')}
          </Button>
        </>
      }
    >
      <input
        ref={field}
        class="control w-full"
        readonly
        aria-label={t('members.link')}
        value={props.made?.link ?? ''}
        onFocus={selectAll}
      />
      <p role="status" class="mt-2 mb-0 text-ink-2 empty:hidden">
        {props.made && byHand() === props.made.link ? t('ui.copyByHand') : ''}
      </p>
    </Dialog>
  );
}
