// Originals: the button, the dialog for the reason, and the line shown while an original is open. Only for people with
// permission.
import EyeOff from 'lucide-solid/icons/eye-off';
import { createSignal, type JSX, Show } from 'solid-js';
import { call, interactionsClient } from '../server/client.ts';
import { useSession } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextArea } from '../ui/field.tsx';
import { ErrorNote } from '../ui/states.tsx';
import { t } from '../words/words.ts';

/** A reason of fewer letters says nothing; the server holds to the same. */
const LEAST = 3;

type OpenProps = {
  interaction: string;
  /** The original is on the screen. */
  shown: boolean;
  /** There is something that the original would show. */
  hidden: boolean;
  /** A reason was given today. */
  opened: boolean;
  onOpen: () => void;
};

export function OpenOriginal(props: OpenProps): JSX.Element {
  const session = useSession();
  const asking = createAsking(props);
  return (
    <Show when={session.may('originals:read')}>
      <Show when={props.hidden && !props.shown}>
        <Button tone="quiet" onClick={asking.press}>
          {t('masking.showOriginal')}
        </Button>
      </Show>
      <ReasonDialog asking={asking} />
    </Show>
  );
}

/** A reason is asked for once a day; the server remembers it. */
function createAsking(props: OpenProps) {
  const [asking, setAsking] = createSignal(false);
  const [reason, setReason] = createSignal('');
  const [busy, setBusy] = createSignal(false);
  const [given, setGiven] = createSignal(false);
  const [refusal, setRefusal] = createSignal<unknown>(null);
  const ready = () => reason().trim().length >= LEAST;
  const press = () => {
    if (props.opened || given()) return props.onOpen();
    setRefusal(null);
    setAsking(true);
  };
  const open = async () => {
    if (!ready() || busy()) return;
    setBusy(true);
    try {
      const json = { reason: reason().trim() };
      await call(interactionsClient[':id'].originals.$post({ param: { id: props.interaction }, json }));
      setGiven(true);
      setAsking(false);
      props.onOpen();
    } catch (error) {
      setRefusal(error);
    } finally {
      setBusy(false);
    }
  };
  return { asking, reason, setReason, busy, ready, refusal, press, open, cancel: () => setAsking(false) };
}

function ReasonDialog(props: { asking: ReturnType<typeof createAsking> }): JSX.Element {
  const { asking, reason, setReason, busy, ready, refusal, open, cancel } = props.asking;
  return (
    <Dialog
      open={asking()}
      onClose={cancel}
      title={t('masking.originalTitle')}
      description={t('masking.originalLead')}
      foot={
        <>
          <Button onClick={cancel}>{t('ui.cancel')}</Button>
          <Button tone="primary" busy={busy()} disabled={!ready()} onClick={() => void open()}>
            {t('masking.open')}
          </Button>
        </>
      }
    >
      <div class="grid gap-3">
        <TextArea
          label={t('masking.reason')}
          hint={t('masking.reasonHint')}
          value={reason()}
          onInput={setReason}
          rows={3}
          maxlength={500}
        />
        <ErrorNote error={refusal()} />
      </div>
    </Dialog>
  );
}

export function OriginalBanner(props: { written: boolean; onHide: () => void }): JSX.Element {
  return (
    <div
      role="status"
      class="flex flex-wrap items-center gap-3 border-b border-line bg-warn-wash px-4 py-1.5 text-warn"
    >
      <span>
        <span aria-hidden="true">▲ </span>
        {props.written ? t('masking.originalText') : t('masking.original')}
      </span>
      <span class="flex-1" />
      <Button onClick={props.onHide}>
        <EyeOff class="size-3.5" aria-hidden="true" />
        {t('masking.hide')}
      </Button>
    </div>
  );
}
