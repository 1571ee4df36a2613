// One version of a scorecard in reading order, with weights, guidance and how the score is calculated.
import { A, useNavigate, useParams } from '@solidjs/router';
import { For, type JSX, Match, Show, Switch } from 'solid-js';
import type { Criterion, Scale, Scorecard } from '../../scorecards/scorecard/definition.ts';
import { Page } from '../shell/page.tsx';
import { Chip } from '../ui/chip.tsx';
import { date, number, percent } from '../ui/format.ts';
import { Select } from '../ui/select.tsx';
import { ErrorNote, SkeletonRows } from '../ui/states.tsx';
import { said, t } from '../words/words.ts';
import { useVersion } from './data.ts';
import { channelName } from './page.tsx';
import { sharesOf } from './view.ts';

export default function VersionPage(): JSX.Element {
  const params = useParams<{ key: string; number: string }>();
  const navigate = useNavigate();
  const version = useVersion(() => ({ key: params.key, number: params.number }));
  return (
    <Page
      title={version.data ? said(version.data.definition.name) : t('scorecards.scorecard')}
      facts={<Show when={version.data}>{(found) => <Chip>{channelName(found().definition.channel)}</Chip>}</Show>}
      filters={
        <>
          <Show when={version.data}>
            {(found) => (
              <Select
                quiet
                label={t('scorecards.published')}
                options={Array.from({ length: found().newest }, (_, i) => String(found().newest - i))}
                name={(n) => t('scorecards.version', { n })}
                value={String(found().number)}
                onChange={(n) => navigate(`/scorecards/${params.key}/${n}`)}
              />
            )}
          </Show>
          <A href="/scorecards" class="text-ink-2 hover:text-ink">
            {t('scorecards.back')}
          </A>
        </>
      }
      column
    >
      <ErrorNote error={version.error} again={() => void version.refetch()} />
      <Show
        when={version.data}
        fallback={
          <Show when={version.isPending}>
            <SkeletonRows />
          </Show>
        }
      >
        {(found) => (
          <div class="grid gap-4">
            <Published version={found()} />
            <Form definition={found().definition} />
            <Policy definition={found().definition} />
          </div>
        )}
      </Show>
    </Page>
  );
}

/** When and by whom, and the way to a newer version. */
function Published(props: { version: NonNullable<ReturnType<typeof useVersion>['data']> }): JSX.Element {
  const params = useParams<{ key: string }>();
  return (
    <p class="text-ink-2">
      {props.version.published_by
        ? t('scorecards.publishedBy', {
            when: date(props.version.published_at),
            name: props.version.published_by!.name,
          })
        : t('scorecards.shipped', { when: date(props.version.published_at) })}
      <Show when={props.version.newest > props.version.number}>
        {' '}
        <A href={`/scorecards/${params.key}/${props.version.newest}`} class="text-accent underline underline-offset-2">
          {t('scorecards.older', { n: props.version.newest })}
        </A>
      </Show>
    </p>
  );
}

function Form(props: { definition: Scorecard }): JSX.Element {
  const shares = () => sharesOf(props.definition);
  return (
    <For each={props.definition.sections}>
      {(section) => (
        <section class="sheet px-5 pt-3.5 pb-2">
          <header class="flex items-baseline justify-between gap-3 pb-1">
            <h2 class="font-semibold">{said(section.name)}</h2>
            <span class="num text-small text-ink-3">
              {shares().sections[section.id] === 0
                ? t('scorecards.gate')
                : t('scorecards.share', { percent: percent(shares().sections[section.id]!) })}
            </span>
          </header>
          <ul>
            <For each={section.criteria}>
              {(criterion) => (
                <li class="border-t border-line py-2.5">
                  <CriterionRow criterion={criterion} />
                </li>
              )}
            </For>
          </ul>
        </section>
      )}
    </For>
  );
}

function CriterionRow(props: { criterion: Criterion }): JSX.Element {
  const remark = () => t(`scorecards.comment.${props.criterion.comment}`);
  return (
    <div class="grid gap-1.5">
      <div class="flex items-baseline justify-between gap-4">
        <p>
          <span class="mr-2 text-small text-ink-3">{props.criterion.id}</span>
          {said(props.criterion.text)}
        </p>
        <span class="num shrink-0 text-small text-ink-2">
          {props.criterion.weight === 0
            ? t('scorecards.gate')
            : t('scorecards.weight', { n: number(props.criterion.weight) })}
        </span>
      </div>
      <div class="flex flex-wrap items-center gap-1.5">
        <ScaleChips scale={props.criterion.scale} />
        <Show when={props.criterion.may_not_apply}>
          <Chip>{t('scorecards.mayNotApply')}</Chip>
        </Show>
        <Show when={props.criterion.critical}>
          {(whom) => <Chip tone="bad">{t(`common.critical.${whom()}`)}</Chip>}
        </Show>
        <Show when={props.criterion.shown_when}>
          <Chip tone="accent">{t('scorecards.shownWhen')}</Chip>
        </Show>
        <Show when={remark()}>
          <span class="text-small text-ink-3">{remark()}</span>
        </Show>
      </div>
      <details class="text-ink-2">
        <summary class="w-fit cursor-pointer rounded text-small text-accent">{t('scorecards.guidance')}</summary>
        <p class="mt-1 max-w-160">{said(props.criterion.guidance)}</p>
      </details>
    </div>
  );
}

function ScaleChips(props: { scale: Scale }): JSX.Element {
  return (
    <Switch>
      <Match when={props.scale.type === 'choice' && props.scale}>
        {(scale) => (
          <For each={scale().options}>
            {(option) => (
              <Chip>
                {said(option.label)} <span class="text-ink-3">{percent(option.value_bp)}</span>
              </Chip>
            )}
          </For>
        )}
      </Match>
      <Match when={props.scale.type === 'checklist' && props.scale}>
        {(scale) => (
          <>
            <For each={scale().items}>{(item) => <Chip>{said(item.label)}</Chip>}</For>
            <span class="text-small text-ink-3">{t('scorecards.scale.checklist')}</span>
          </>
        )}
      </Match>
      <Match when={props.scale.type === 'number' && props.scale}>
        {(scale) => (
          <span class="text-small text-ink-3">
            {t('scorecards.scale.number', { worst: scale().worst, best: scale().best })}
          </span>
        )}
      </Match>
      <Match when={props.scale.type === 'text'}>
        <span class="text-small text-ink-3">{t('scorecards.scale.text')}</span>
      </Match>
    </Switch>
  );
}

function Policy(props: { definition: Scorecard }): JSX.Element {
  return (
    <section class="sheet px-5 pt-3.5 pb-4">
      <h2 class="mb-1.5 font-semibold">{t('scorecards.policy.title')}</h2>
      <ul class="grid list-disc gap-1 pl-5 text-ink-2">
        <li>{t('scorecards.policy.formula')}</li>
        <li>{t(`scorecards.policy.${props.definition.not_applicable}`)}</li>
        <li>{t(`scorecards.policy.${props.definition.critical_policy}`)}</li>
        <li>{t('scorecards.policy.threshold', { percent: percent(props.definition.section_threshold_bp) })}</li>
      </ul>
    </section>
  );
}
