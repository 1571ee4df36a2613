// Resetting two-step sign-in for a person who lost access, with a reason.
import { createSignal, type JSX } from 'solid-js';
import type { MemberRow } from '../../api/people/contract.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { ErrorNote } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { t } from '../words/words.ts';
import { usePeopleActions } from './data.ts';

export function FactorResetDialog(props: { member: MemberRow | null; onClose: () => void }): JSX.Element {
  const { resetFactor } = usePeopleActions();
  const [reason, setReason] = createSignal('');
  const close = () => {
    setReason('');
    resetFactor.reset();
    props.onClose();
  };
  const reset = () =>
    resetFactor.mutateAsync({ id: props.member?.id ?? '', reason: reason() }).then(
      () => {
        tell(t('members.factorReset'), 'good');
        close();
      },
      () => undefined,
    );
  return (
    <Dialog
      open={props.member !== null}
      onClose={close}
      title={t('members.resetFactorTitle', { name: props.member?.name ?? '' })}
      description={t('members.resetFactorWords')}
      foot={
        <>
          <Button onClick={close}>{t('ui.cancel')}</Button>
          <Button
            tone="danger"
            busy={resetFactor.isPending}
            disabled={reason().trim() === ''}
            onClick={() => void reset()}
          >
            {t('members.resetFactorDo')}
          </Button>
        </>
      }
    >
      <ErrorNote error={resetFactor.error} />
      <Field label={t('members.reason')} value={reason()} onInput={setReason} required />
    </Dialog>
  );
}
