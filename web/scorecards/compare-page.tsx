// Two published versions of a scorecard, chosen by the address: /scorecards/VG/compare?from=1&to=2.
import { A, useParams, useSearchParams } from '@solidjs/router';
import { type JSX, Show } from 'solid-js';
import { type Said as Given, wholeIn } from '../address/address.ts';
import { Page } from '../shell/page.tsx';
import { Select } from '../ui/select.tsx';
import { EmptyState, ErrorNote, SkeletonRows } from '../ui/states.tsx';
import { saidMarked } from '../ui/wording.tsx';
import { t } from '../words/words.ts';
import { Comparison } from './comparison.tsx';
import { useScorecards, useVersion } from './data.ts';

type Search = { from?: Given; to?: Given };

export default function ComparePage(): JSX.Element {
  const params = useParams<{ key: string }>();
  const [search] = useSearchParams<Search>();
  const scorecards = useScorecards();
  const card = () => scorecards.data?.find(({ key }) => key === params.key);
  const newest = () => card()?.latest?.number ?? null;
  /** A version that is not there is not compared; without one in the address, the newest with the one before it. */
  const chosen = (given: Given, otherwise: number | null): number | null => {
    const asked = wholeIn(given);
    const [most, wanted] = [newest(), asked ?? otherwise];
    return most === null || wanted === null ? null : Math.min(Math.max(wanted, 1), most);
  };
  const to = () => chosen(search.to, newest());
  const from = () => chosen(search.from, (to() ?? 1) - 1);
  const version = (number: () => number | null) =>
    useVersion(() => ({ key: params.key, number: number() === null ? null : String(number()) }));
  const [before, after] = [version(from), version(to)];
  const name = (n: number | string) => t('scorecards.version', { n });
  return (
    <Page
      title={t('comparison.title', { name: card() ? saidMarked(card()!.name) : t('scorecards.scorecard') })}
      filters={<Show when={newest()}>{(most) => <Versions most={most()} from={from()} to={to()} />}</Show>}
      column
    >
      <ErrorNote error={scorecards.error ?? before.error ?? after.error} />
      <Show when={!scorecards.data || (newest() ?? 0) > 1} fallback={<EmptyState words={t('comparison.one')} />}>
        <Show
          when={before.data && after.data && { before: before.data, after: after.data }}
          fallback={
            <Show when={scorecards.isPending || before.isPending || after.isPending}>
              <SkeletonRows />
            </Show>
          }
        >
          {(found) => (
            <Comparison
              before={found().before.definition}
              after={found().after.definition}
              names={{ before: name(found().before.number), after: name(found().after.number) }}
            />
          )}
        </Show>
      </Show>
    </Page>
  );
}

/** Which two, and the way to the later one. */
function Versions(props: { most: number; from: number | null; to: number | null }): JSX.Element {
  const params = useParams<{ key: string }>();
  const [, setSearch] = useSearchParams<Search>();
  return (
    <>
      <Choice
        label={t('comparison.from')}
        most={props.most}
        value={props.from}
        choose={(from) => setSearch({ from })}
      />
      <span aria-hidden="true" class="text-ink-3">
        →
      </span>
      <Choice label={t('comparison.to')} most={props.most} value={props.to} choose={(to) => setSearch({ to })} />
      <A href={`/scorecards/${params.key}/${props.to}`} class="text-ink-2 hover:text-ink">
        {t('comparison.openVersion', { n: props.to ?? 1 })}
      </A>
    </>
  );
}

function Choice(props: {
  label: string;
  most: number;
  value: number | null;
  choose: (number: string | null) => void;
}): JSX.Element {
  return (
    <Select
      quiet
      label={props.label}
      options={Array.from({ length: props.most }, (_, i) => String(props.most - i))}
      name={(n) => t('scorecards.version', { n })}
      value={props.value === null ? null : String(props.value)}
      onChange={props.choose}
    />
  );
}
