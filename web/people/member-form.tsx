// The form for inviting or editing a member.
import { type JSX, Show } from 'solid-js';
import type { SetStoreFunction } from 'solid-js/store';
import type { NewMember } from '../../api/people/contract.ts';
import { ROLES } from '../../scorecards/people/access.ts';
import { useTeams } from '../session/names.ts';
import { Checkbox, SegmentedControl } from '../ui/choice.tsx';
import { Field } from '../ui/field.tsx';
import { MultiSelect } from '../ui/select.tsx';
import { LANGUAGE_NAMES, t } from '../words/words.ts';
import { looksAfterTeams } from './view.ts';

type MemberProps = {
  draft: NewMember;
  setDraft: SetStoreFunction<NewMember>;
  /** Someone who has joined keeps their address and language. */
  known: boolean;
};

export function MemberForm(props: MemberProps): JSX.Element {
  return (
    <div class="grid gap-4 pt-2">
      <Field
        name="name"
        label={t('members.name')}
        value={props.draft.name}
        onInput={(name) => props.setDraft({ name })}
        required
      />
      <Show when={!props.known}>
        <Field
          name="email"
          label={t('members.email')}
          type="email"
          value={props.draft.email}
          onInput={(email) => props.setDraft({ email })}
          required
        />
      </Show>
      <Field
        name="employee_number"
        label={t('members.number')}
        hint={t('members.numberHint')}
        value={props.draft.employee_number ?? ''}
        onInput={(employee_number) => props.setDraft({ employee_number })}
      />
      <Roles {...props} />
      <Teams {...props} />
      <Show when={!props.known}>
        <SegmentedControl
          label={t('members.language')}
          options={['en', 'zh']}
          value={props.draft.language}
          onChange={(language) => props.setDraft({ language })}
          name={(one) => LANGUAGE_NAMES[one]}
        />
      </Show>
    </div>
  );
}

function Roles(props: MemberProps): JSX.Element {
  const toggle = (role: NewMember['roles'][number], on: boolean) =>
    props.setDraft('roles', (roles) => ROLES.filter((one) => (one === role ? on : roles.includes(one))));
  return (
    <fieldset class="grid gap-1.5">
      <legend class="mb-1 text-small font-medium text-ink-2">{t('members.roles')}</legend>
      {ROLES.map((role) => (
        <Checkbox
          label={t(`common.role.${role}`)}
          checked={props.draft.roles.includes(role)}
          onChange={(on) => toggle(role, on)}
        />
      ))}
    </fieldset>
  );
}

/** Whom they belong to, and whom they look after. */
function Teams(props: MemberProps): JSX.Element {
  const teams = useTeams();
  const teamName = (id: string) => teams.data?.find((one) => one.id === id)?.name ?? '';
  const ids = () => (teams.data ?? []).map((one) => one.id);
  return (
    <>
      <Show when={props.draft.roles.includes('agent')}>
        <MultiSelect
          label={t('members.belongs')}
          options={ids()}
          name={teamName}
          value={props.draft.teams}
          onChange={(value) => props.setDraft({ teams: value })}
        />
      </Show>
      <Show when={looksAfterTeams(props.draft.roles)}>
        <div class="grid gap-2">
          <Checkbox
            label={t('members.seesAll')}
            hint={t('members.scopeHint')}
            checked={props.draft.scope === null}
            onChange={(all) => props.setDraft({ scope: all ? null : [] })}
          />
          <Show when={props.draft.scope}>
            {(scope) => (
              <MultiSelect
                label={t('members.scope')}
                options={ids()}
                name={teamName}
                value={scope()}
                onChange={(value) => props.setDraft({ scope: value })}
              />
            )}
          </Show>
        </div>
      </Show>
    </>
  );
}
