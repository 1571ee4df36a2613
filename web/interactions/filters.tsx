// Filters of the list. They are in the address, so that a list can be shared.
import { useSearchParams } from '@solidjs/router';
import ChevronDown from 'lucide-solid/icons/chevron-down';
import Search from 'lucide-solid/icons/search';
import { createEffect, createSignal, type JSX, on, onCleanup, Show } from 'solid-js';
import { dateAt } from '../../scorecards/calendar/calendar.ts';
import { STATES } from '../../scorecards/interactions/state.ts';
import { CHANNELS } from '../../scorecards/scorecard/definition.ts';
import { soughtIn } from '../address/address.ts';
import { Button } from '../ui/button.tsx';
import { DayField } from '../ui/day-field.tsx';
import { languageName, shortDate, zone } from '../ui/format.ts';
import { useKeys } from '../ui/keys.tsx';
import { Popover } from '../ui/popover.tsx';
import { Select } from '../ui/select.tsx';
import { t } from '../words/words.ts';
import { useChoices } from './data.ts';
import { type Search as Address, filterOf, lastDays } from './view.ts';

export function Filters(): JSX.Element {
  const [search, setSearch] = useSearchParams<Address>();
  const asked = useChoices();
  const choices = () => asked.data;
  const filter = () => filterOf(search, choices());
  return (
    <>
      <Find />
      <Select
        quiet
        label={t('interactions.channel')}
        options={CHANNELS}
        name={(one) => t(`common.channel.${one}`)}
        empty={t('interactions.allChannels')}
        value={filter().channel ?? null}
        onChange={(channel) => setSearch({ channel })}
      />
      <WhoFilters />
      <Show when={(choices()?.queues.length ?? 0) > 0}>
        <Select
          quiet
          label={t('interactions.queue')}
          options={choices()?.queues ?? []}
          name={(queue) => queue}
          empty={t('interactions.allQueues')}
          value={filter().queue ?? null}
          onChange={(queue) => setSearch({ queue })}
        />
      </Show>
      <Show when={(choices()?.languages.length ?? 0) > 1}>
        <Select
          quiet
          label={t('interactions.language')}
          options={choices()?.languages ?? []}
          name={languageName}
          empty={t('interactions.allLanguages')}
          value={filter().language ?? null}
          onChange={(tag) => setSearch({ language: tag })}
        />
      </Show>
      <Select
        quiet
        label={t('interactions.state')}
        options={STATES}
        name={(one) => t(`interactions.states.${one}`)}
        empty={t('interactions.allStates')}
        value={filter().state ?? null}
        onChange={(state) => setSearch({ state })}
      />
      <Dates />
    </>
  );
}

function WhoFilters(): JSX.Element {
  const [search, setSearch] = useSearchParams<Address>();
  const asked = useChoices();
  const choices = () => asked.data;
  const filter = () => filterOf(search, choices());
  const nameOf = (list: { id: string; name: string }[] | undefined) => (id: string) =>
    list?.find((one) => one.id === id)?.name ?? '…';
  return (
    <>
      <Show when={(choices()?.teams.length ?? 0) > 1}>
        <Select
          quiet
          label={t('interactions.team')}
          options={choices()?.teams.map(({ id }) => id) ?? []}
          name={nameOf(choices()?.teams)}
          empty={t('interactions.allTeams')}
          value={filter().team ?? null}
          onChange={(team) => setSearch({ team })}
        />
      </Show>
      <Show when={(choices()?.agents.length ?? 0) > 1}>
        <Select
          quiet
          label={t('interactions.agent')}
          options={choices()?.agents.map(({ id }) => id) ?? []}
          name={nameOf(choices()?.agents)}
          empty={t('interactions.allAgents')}
          value={filter().agent ?? null}
          onChange={(agent) => setSearch({ agent })}
        />
      </Show>
    </>
  );
}

const TYPING_MS = 300;

function Find(): JSX.Element {
  const [search, setSearch] = useSearchParams<Address>();
  const [words, setWords] = createSignal(soughtIn(search.q));
  let field: HTMLInputElement | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  createEffect(
    on(
      () => soughtIn(search.q),
      (q) => q !== words().trim() && setWords(q),
      { defer: true },
    ),
  );
  useKeys(() => [{ keys: ['/'], shown: '/', says: t('interactions.find'), do: () => field?.focus() }]);
  const look = (text: string) => {
    setWords(text);
    clearTimeout(timer);
    timer = setTimeout(() => setSearch({ q: text.trim() || undefined }, { replace: true }), TYPING_MS);
  };
  return (
    <label class="control flex w-60 shrink-0 items-center gap-1.5 py-0! pr-1.5! max-sm:w-44">
      <Search class="size-3.5 shrink-0 text-ink-3" aria-hidden="true" />
      <span class="sr-only">{t('interactions.findLabel')}</span>
      <input
        ref={field}
        type="search"
        class="min-h-7.5 w-full min-w-0 bg-transparent outline-none [&::-webkit-search-cancel-button]:hidden"
        placeholder={t('interactions.findHere')}
        value={words()}
        maxlength={500}
        title={t('interactions.findHow')}
        onInput={(event) => look(event.currentTarget.value)}
      />
      <span aria-hidden="true" class="max-sm:hidden">
        <kbd>/</kbd>
      </span>
    </label>
  );
}

function Dates(): JSX.Element {
  const [search, setSearch] = useSearchParams<Address>();
  const filter = () => filterOf(search);
  const today = () => dateAt(Date.now(), zone());
  const words = () => {
    const { from, to } = filter();
    if (from && to)
      return from === to ? shortDate(from) : t('interactions.days', { from: shortDate(from), to: shortDate(to) });
    if (from) return t('interactions.since', { date: shortDate(from) });
    return to ? t('interactions.until', { date: shortDate(to) }) : t('interactions.anyTime');
  };
  return (
    <Popover
      trigger={
        <>
          {words()}
          <ChevronDown class="size-3.5 text-ink-3" aria-hidden="true" />
        </>
      }
      label={`${t('interactions.dates')}: ${words()}`}
    >
      <div class="grid gap-3">
        <div class="flex flex-wrap gap-1.5">
          <Button size="sm" onClick={() => setSearch(lastDays(1, today()))}>
            {t('interactions.today')}
          </Button>
          <Button size="sm" onClick={() => setSearch(lastDays(7, today()))}>
            {t('interactions.lastDays', 7)}
          </Button>
          <Button size="sm" onClick={() => setSearch(lastDays(28, today()))}>
            {t('interactions.lastDays', 28)}
          </Button>
          <Button size="sm" onClick={() => setSearch({ from: undefined, to: undefined })}>
            {t('interactions.anyTime')}
          </Button>
        </div>
        <div class="flex gap-3 max-sm:grid">
          <DayField
            label={t('interactions.from')}
            value={filter().from ?? null}
            max={filter().to}
            onDay={(from) => setSearch({ from })}
          />
          <DayField
            label={t('interactions.to')}
            value={filter().to ?? null}
            min={filter().from}
            onDay={(to) => setSearch({ to })}
          />
        </div>
      </div>
    </Popover>
  );
}
