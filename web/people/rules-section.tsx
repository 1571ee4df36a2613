// Which roles require two-step sign-in, for administrators.
import { useQueryClient } from '@tanstack/solid-query';
import { type JSX, Show } from 'solid-js';
import { ROLES, type Role } from '../../scorecards/people/access.ts';
import { call, peopleClient } from '../server/client.ts';
import { useQuery } from '../server/query.ts';
import { useSession } from '../session/session.tsx';
import { Switch } from '../ui/choice.tsx';
import { ErrorNote, explain, Skeleton } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { t } from '../words/words.ts';

export function RulesSection(): JSX.Element {
  const queries = useQueryClient();
  const session = useSession();
  const rules = useQuery(() => ({
    queryKey: ['people', 'sign-in-rules'],
    queryFn: () => call(peopleClient['sign-in-rules'].$get()),
  }));
  const change = async (role: Role, on: boolean) => {
    const now = rules.data?.second_factor ?? [];
    const second_factor = ROLES.filter((one) => (one === role ? on : now.includes(one)));
    try {
      const saved = await call(peopleClient['sign-in-rules'].$put({ json: { second_factor } }));
      queries.setQueryData(['people', 'sign-in-rules'], saved);
      tell(t('members.saved'), 'good');
      // It may apply to the person who decided it.
      await session.refresh();
    } catch (error) {
      tell(explain(error), 'bad');
    }
  };
  return (
    <section class="grid gap-2 border-t border-line px-4.5 py-3.5" aria-labelledby="rules-title">
      <h2 id="rules-title" class="font-semibold">
        {t('members.rulesTitle')}
      </h2>
      <p class="m-0 text-ink-2">{t('members.rulesLead')}</p>
      <ErrorNote error={rules.error} again={() => void rules.refetch()} />
      <Show when={rules.data} fallback={<Skeleton class="h-30" />}>
        {(now) => (
          <>
            {ROLES.map((role) => (
              <Switch
                label={t(`common.role.${role}`)}
                checked={now().second_factor.includes(role)}
                onChange={(on) => void change(role, on)}
              />
            ))}
          </>
        )}
      </Show>
      <p class="m-0 text-small text-ink-3">{t('members.rulesHint')}</p>
    </section>
  );
}
