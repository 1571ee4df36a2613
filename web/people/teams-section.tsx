// The teams with their number of agents; teams are added and renamed here.
import Pencil from 'lucide-solid/icons/pencil';
import { createEffect, createSignal, createUniqueId, For, type JSX, on, Show } from 'solid-js';
import type { TeamRow } from '../../api/people/contract.ts';
import { useTeams } from '../session/names.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { RefusedFields } from '../ui/refused-fields.tsx';
import { ErrorNote } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { t } from '../words/words.ts';
import { usePeopleActions } from './data.ts';

export function TeamsSection(): JSX.Element {
  const teams = useTeams();
  const { addTeam } = usePeopleActions();
  const [name, setName] = createSignal('');
  const [renaming, setRenaming] = createSignal<TeamRow | null>(null);
  async function add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (name().trim() === '') return;
    await addTeam.mutateAsync(name().trim()).then(
      () => setName(''),
      () => {},
    );
  }
  return (
    <section class="px-4.5 py-3.5">
      <h2 class="mb-2 font-semibold">{t('members.teamsTitle')}</h2>
      <Show when={teams.data?.length === 0}>
        <p class="mb-3 text-ink-3">{t('members.noTeams')}</p>
      </Show>
      <ul class="mb-3">
        <For each={teams.data}>
          {(team) => (
            <li class="flex items-center gap-2 border-b border-line py-1">
              <span class="min-w-0 flex-1 break-words">{team.name}</span>
              <span class="num whitespace-nowrap text-ink-3">{t('members.teamOf', team.agents)}</span>
              <IconButton
                size="sm"
                icon={Pencil}
                label={t('members.renameTeam', { name: team.name })}
                onClick={() => setRenaming(team)}
              />
            </li>
          )}
        </For>
      </ul>
      <form class="grid gap-2" onSubmit={add}>
        <RefusedFields error={addTeam.error}>
          <Field name="name" label={t('members.newTeam')} value={name()} onInput={setName} />
        </RefusedFields>
        <ErrorNote error={addTeam.error} />
        <div>
          <Button type="submit" busy={addTeam.isPending}>
            {t('members.addTeam')}
          </Button>
        </div>
      </form>
      <RenameDialog team={renaming()} onClose={() => setRenaming(null)} />
    </section>
  );
}

function RenameDialog(props: { team: TeamRow | null; onClose: () => void }): JSX.Element {
  const form = createUniqueId();
  const { renameTeam } = usePeopleActions();
  const [name, setName] = createSignal('');
  createEffect(
    on(
      () => props.team,
      (team) => {
        if (!team) return;
        renameTeam.reset();
        setName(team.name);
      },
    ),
  );
  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    try {
      await renameTeam.mutateAsync({ id: props.team?.id ?? '', name: name() });
      tell(t('members.saved'), 'good');
      props.onClose();
    } catch {
      // The dialog says why.
    }
  }
  return (
    <Dialog
      open={props.team !== null}
      onClose={props.onClose}
      title={t('members.renameTeam', { name: props.team?.name ?? '' })}
      foot={
        <>
          <Button onClick={props.onClose}>{t('ui.cancel')}</Button>
          <Button tone="primary" type="submit" form={form} busy={renameTeam.isPending}>
            {t('members.save')}
          </Button>
        </>
      }
    >
      <form id={form} class="grid gap-3" onSubmit={save}>
        <ErrorNote error={renameTeam.error} />
        <RefusedFields error={renameTeam.error}>
          <Field name="name" label={t('members.teamName')} value={name()} onInput={setName} required />
        </RefusedFields>
      </form>
    </Dialog>
  );
}
