// One version of a scorecard in reading order, with weights, guidance and how the score is calculated.
import { A, useNavigate, useParams } from '@solidjs/router';
import { For, type JSX, Match, Show, Switch } from 'solid-js';
import type { Criterion, Scale, Scorecard, Section } from '../../scorecards/scorecard/definition.ts';
import { useSession } from '../session/session.tsx';
import { Page } from '../shell/page.tsx';
import { Chip } from '../ui/chip.tsx';
import { date, percent } from '../ui/format.ts';
import { Select } from '../ui/select.tsx';
import { ErrorNote, SkeletonRows } from '../ui/states.tsx';
import { LeadingLanguage, saidMarked, Wording } from '../ui/wording.tsx';
import { t } from '../words/words.ts';
import { useVersion } from './data.ts';
import { ExportMenu } from './export.tsx';
import { GuidanceText } from './guidance.tsx';
import { policyOf, remarksOn, weightWords } from './rules.ts';
import { bonusCapOf, channelName, kindWords, policyWords, sharesOf } from './view.ts';

export default function VersionPage(): JSX.Element {
  const params = useParams<{ key: string; number: string }>();
  const version = useVersion(() => ({ key: params.key, number: params.number }));
  return (
    <Page
      title={version.data ? saidMarked(version.data.definition.name) : t('scorecards.scorecard')}
      facts={<Show when={version.data}>{(found) => <Chip>{channelName(found().definition.channel)}</Chip>}</Show>}
      filters={
        <Show when={version.data} fallback={<BackLink />}>
          {(found) => <Ways version={found()} />}
        </Show>
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
          <LeadingLanguage of={found().definition.leading}>
            <div class="grid grid-cols-[minmax(0,1fr)] gap-4">
              <Published version={found()} />
              <Show when={found().definition.purpose}>
                {(text) => (
                  <p class="text-ink-2">
                    <span class="mr-1.5 font-medium">{t('scorecards.purpose')}</span>
                    <Wording text={text()} />
                  </p>
                )}
              </Show>
              <Form definition={found().definition} />
              <Policy definition={found().definition} />
            </div>
          </LeadingLanguage>
        )}
      </Show>
    </Page>
  );
}

type Version = NonNullable<ReturnType<typeof useVersion>['data']>;

/** To the other versions. */
function Ways(props: { version: Version }): JSX.Element {
  const session = useSession();
  const params = useParams<{ key: string }>();
  const navigate = useNavigate();
  return (
    <>
      <Select
        quiet
        label={t('scorecards.published')}
        options={Array.from({ length: props.version.newest }, (_, i) => String(props.version.newest - i))}
        name={(n) => t('scorecards.version', { n })}
        value={String(props.version.number)}
        onChange={(n) => navigate(`/scorecards/${params.key}/${n}`)}
      />
      <Show when={props.version.newest > 1}>
        <A href={comparisonOf(params.key, props.version)} class="text-ink-2 hover:text-ink">
          {t('comparison.open')}
        </A>
      </Show>
      <Show when={session.may('scorecards:edit')}>
        <A href={`/scorecards/${params.key}/draft`} class="text-ink-2 hover:text-ink">
          {t('scorecards.edit')}
        </A>
      </Show>
      <ExportMenu scorecard={params.key} number={props.version.number} />
      <BackLink />
    </>
  );
}

const BackLink = (): JSX.Element => (
  <A href="/scorecards" class="text-ink-2 hover:text-ink">
    {t('scorecards.back')}
  </A>
);

/** With the version before it; the first one with the newest. */
const comparisonOf = (key: string, { number, newest }: { number: number; newest: number }): string =>
  `/scorecards/${key}/compare?from=${Math.max(1, number - 1)}&to=${number === 1 ? newest : number}`;

/** When and by whom, and the way to a newer version. */
function Published(props: { version: Version }): JSX.Element {
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
            <h2 class="font-semibold">
              <Wording text={section.name} />
            </h2>
            <span class="num text-small text-ink-3">
              {kindWords(section, bonusCapOf(props.definition)) ||
                (shares().sections[section.id] === 0
                  ? t('scorecards.gate')
                  : t('scorecards.share', { percent: percent(shares().sections[section.id]!) }))}
            </span>
          </header>
          <Show when={policyWords(section, props.definition.critical_policy)}>
            {(words) => <p class="pb-1.5 text-small text-ink-3">{words()}</p>}
          </Show>
          <ul>
            <For each={section.criteria}>
              {(criterion) => (
                <li class="border-t border-line py-2.5">
                  <CriterionRow criterion={criterion} section={section} />
                </li>
              )}
            </For>
          </ul>
        </section>
      )}
    </For>
  );
}

function CriterionRow(props: { criterion: Criterion; section: Section }): JSX.Element {
  return (
    <div class="grid gap-1.5">
      <div class="flex items-baseline justify-between gap-4">
        <p>
          <span class="mr-2 text-small text-ink-3">{props.criterion.id}</span>
          <Wording text={props.criterion.text} />
        </p>
        <span class="num shrink-0 text-small text-ink-2">{weightWords(props.criterion, props.section)}</span>
      </div>
      <div class="flex flex-wrap items-center gap-1.5">
        <ScaleChips scale={props.criterion.scale} section={props.section} />
        <Show when={props.criterion.not_applicable !== 'never'}>
          <Chip>{t(`scorecards.applies.${props.criterion.not_applicable}`)}</Chip>
        </Show>
        <Show when={props.criterion.critical}>
          {(whom) => <Chip tone="bad">{t(`common.critical.${whom()}`)}</Chip>}
        </Show>
        <Show when={props.criterion.shown_when}>
          <Chip tone="accent">{t('scorecards.shownWhen')}</Chip>
        </Show>
        <For each={remarksOn(props.criterion)}>{(remark) => <span class="text-small text-ink-3">{remark}</span>}</For>
      </div>
      <details class="text-ink-2">
        <summary class="w-fit cursor-pointer rounded text-small text-accent">{t('scorecards.guidance')}</summary>
        <div class="mt-1 max-w-160">
          <GuidanceText guidance={props.criterion.guidance} />
        </div>
      </details>
    </div>
  );
}

/** An answer may be a sentence. */
const WRAPPED = 'leading-tight! whitespace-normal!';

function ScaleChips(props: { scale: Scale; section: Section }): JSX.Element {
  return (
    <Switch>
      <Match when={props.scale.type === 'choice' && props.scale}>
        {(scale) => (
          <For each={scale().options}>
            {(option) => (
              <Chip class={WRAPPED}>
                <Wording text={option.label} /> <span class="text-ink-3">{percent(option.value_bp)}</span>
                <Show when={option.fails}>{(what) => <> · {t(`scorecards.fails.${what()}`)}</>}</Show>
              </Chip>
            )}
          </For>
        )}
      </Match>
      <Match when={props.scale.type === 'checklist' && props.scale}>
        {(scale) => (
          <>
            <For each={scale().items}>
              {(item) => (
                <Chip class={WRAPPED}>
                  <Wording text={item.label} />
                </Chip>
              )}
            </For>
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
      <Match when={props.scale.type === 'ranges' && props.scale}>{(scale) => <RangeChips scale={scale()} />}</Match>
      <Match when={props.scale.type === 'count' && props.scale}>
        {(scale) => (
          <Chip class={WRAPPED}>
            {t(props.section.kind === 'bonus' ? 'scorecards.scale.bonus' : 'scorecards.scale.deduct', {
              points: scale().points,
              cap: scale().cap,
            })}
          </Chip>
        )}
      </Match>
      <Match when={props.scale.type === 'date'}>
        <span class="text-small text-ink-3">{t('scorecards.scale.date')}</span>
      </Match>
      <Match when={props.scale.type === 'text'}>
        <span class="text-small text-ink-3">{t('scorecards.scale.text')}</span>
      </Match>
    </Switch>
  );
}

function RangeChips(props: { scale: Extract<Scale, { type: 'ranges' }> }): JSX.Element {
  return (
    <>
      <span class="text-small text-ink-3">{t('scorecards.scale.least', { from: props.scale.least })}</span>
      <For each={props.scale.ranges}>
        {(range) => (
          <Chip class={WRAPPED}>
            {t('scorecards.scale.range', { to: range.up_to })}
            <Show when={range.label}>
              {(text) => (
                <>
                  {' '}
                  · <Wording text={text()} />
                </>
              )}
            </Show>{' '}
            <span class="text-ink-3">{percent(range.value_bp)}</span>
          </Chip>
        )}
      </For>
    </>
  );
}

function Policy(props: { definition: Scorecard }): JSX.Element {
  return (
    <section class="sheet px-5 pt-3.5 pb-4">
      <h2 class="mb-1.5 font-semibold">{t('scorecards.policy.title')}</h2>
      <ul class="grid list-disc gap-1 pl-5 text-ink-2">
        <For each={policyOf(props.definition)}>{(sentence) => <li>{sentence}</li>}</For>
      </ul>
      <Show when={props.definition.rationale}>
        {(text) => (
          <p class="mt-2 text-ink-2">
            <span class="mr-1.5 font-medium">{t('scorecards.rationale')}</span>
            <Wording text={text()} />
          </p>
        )}
      </Show>
    </section>
  );
}
