// The centre's name and time zone, with a dialog to edit them, for administrators.
import { createEffect, createSignal, createUniqueId, type JSX, on, onCleanup, Show } from 'solid-js';
import { useSession } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { hourMinute } from '../ui/format.ts';
import { RefusedFields } from '../ui/refused-fields.tsx';
import { Combobox } from '../ui/select.tsx';
import { ErrorNote } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { byName } from '../words/by-name.ts';
import { t } from '../words/words.ts';
import { usePeopleActions } from './data.ts';

const MINUTE_MS = 60_000;
/** `America/New_York` in readable form. */
const zoneName = (zone: string): string => zone.replaceAll('_', ' ');

export function CentreSection(): JSX.Element {
  const session = useSession();
  const [changing, setChanging] = createSignal(false);
  const [now, setNow] = createSignal(Date.now());
  const timer = setInterval(() => setNow(Date.now()), MINUTE_MS);
  onCleanup(() => clearInterval(timer));
  const centre = () => session.organisation;
  return (
    <section class="border-b border-line px-4.5 py-3.5" aria-labelledby="centre-title">
      <div class="mb-1 flex items-center justify-between gap-3">
        <h2 id="centre-title" class="font-semibold">
          {t('members.centre')}
        </h2>
        <Button size="sm" aria-label={t('members.changeCentre')} onClick={() => setChanging(true)}>
          {t('members.edit')}
        </Button>
      </div>
      <p class="m-0 break-words">{centre().name}</p>
      <p class="m-0 text-ink-3">
        {zoneName(centre().time_zone)} · <span class="num">{hourMinute(new Date(now()).toISOString())}</span>
      </p>
      <CentreDialog open={changing()} onClose={() => setChanging(false)} />
    </section>
  );
}

function CentreDialog(props: { open: boolean; onClose: () => void }): JSX.Element {
  const form = createUniqueId();
  const change = createCentreChange(props);
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={t('members.changeCentre')}
      foot={
        <>
          <Button onClick={props.onClose}>{t('ui.cancel')}</Button>
          <Button tone="primary" type="submit" form={form} busy={change.busy()}>
            {t('members.save')}
          </Button>
        </>
      }
    >
      <CentreForm id={form} change={change} />
    </Dialog>
  );
}

/** Name and time zone in the form's fields, reset each time the dialog opens. */
function createCentreChange(props: { open: boolean; onClose: () => void }) {
  const session = useSession();
  const { changeCentre } = usePeopleActions();
  const centre = () => session.organisation;
  const [name, setName] = createSignal('');
  const [zone, setZone] = createSignal<string | null>(null);
  createEffect(
    on(
      () => props.open,
      (open) => {
        if (!open) return;
        changeCentre.reset();
        setName(centre().name);
        setZone(centre().time_zone);
      },
    ),
  );
  // Not every browser counts UTC among them.
  const zones = () => [...new Set([centre().time_zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
  const moved = () => zone() !== null && zone() !== centre().time_zone;
  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    try {
      await changeCentre.mutateAsync({ name: name(), time_zone: zone() ?? '' });
      await session.refresh();
      tell(t('members.saved'), 'good');
      props.onClose();
    } catch {
      // The dialog says why.
    }
  }
  return {
    ...{ name, setName, zone, setZone, zones, moved, save },
    busy: () => changeCentre.isPending,
    error: () => changeCentre.error,
  };
}

function CentreForm(props: { id: string; change: ReturnType<typeof createCentreChange> }): JSX.Element {
  const { name, setName, zone, setZone, zones, moved, save, error } = props.change;
  return (
    <form id={props.id} class="grid gap-4" onSubmit={save}>
      <ErrorNote error={error()} />
      <RefusedFields error={error()}>
        <Field name="name" label={t('start.organisation')} value={name()} onInput={setName} required />
      </RefusedFields>
      <Combobox
        label={t('start.timeZone')}
        options={byName(zones(), zoneName)}
        name={zoneName}
        value={zone()}
        onChange={setZone}
      />
      <div role="status" class="empty:hidden">
        <Show when={moved()}>
          <p class="m-0 rounded-control bg-warn-wash px-3 py-2">
            {t('members.zoneChanges', { zone: zoneName(zone() ?? '') })}
          </p>
        </Show>
      </div>
    </form>
  );
}
