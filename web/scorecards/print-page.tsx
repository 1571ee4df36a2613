// A scorecard on paper: A4, with boxes to tick, in one language or two side by side.
import { A, useParams, useSearchParams } from '@solidjs/router';
import { createContext, For, type JSX, Show, useContext } from 'solid-js';
import type { ScorecardVersion } from '../../api/scorecards/contract.ts';
import type { Criterion, Guidance, Scorecard, Section } from '../../scorecards/scorecard/definition.ts';
import { languagesOf } from '../../scorecards/scorecard/draft.ts';
import type { LanguageTag, Text } from '../../scorecards/scorecard/text.ts';
import { worded } from '../../scorecards/scorecard/worded.ts';
import { oneIn } from '../address/address.ts';
import { Page } from '../shell/page.tsx';
import { Button } from '../ui/button.tsx';
import { date, languageName, percent } from '../ui/format.ts';
import { Select } from '../ui/select.tsx';
import { ErrorNote, SkeletonRows } from '../ui/states.tsx';
import { language, t } from '../words/words.ts';
import { useVersion } from './data.ts';
import { PaperBoxes } from './paper-boxes.tsx';
import { policyOf, remarksOn, weightWords } from './rules.ts';
import { bonusCapOf, channelName, kindWords, sharesOf } from './view.ts';

/** The languages a card is printed in: one, or two side by side. */
const Printed = createContext<() => readonly LanguageTag[]>(() => [language()]);

export default function PrintPage(): JSX.Element {
  const params = useParams<{ key: string; number: string }>();
  const version = useVersion(() => ({ key: params.key, number: params.number }));
  const printed = usePrinted(() => version.data?.definition);
  return (
    <Page
      title={version.data ? worded(version.data.definition.name, printed.first()).words : t('scorecards.scorecard')}
      filters={
        <>
          <Select
            quiet
            label={t('scorecardFiles.print.language')}
            options={printed.known()}
            name={languageName}
            value={printed.first()}
            onChange={(tag) => printed.choose({ language: tag })}
          />
          <Show when={printed.others().length > 0}>
            <Select
              quiet
              label={t('scorecardFiles.print.beside')}
              options={printed.others()}
              name={(tag) => `${t('scorecardFiles.print.beside')}: ${languageName(tag)}`}
              value={printed.second()}
              empty={`${t('scorecardFiles.print.beside')}: ${t('scorecardFiles.print.none')}`}
              onChange={(tag) => printed.choose({ beside: tag })}
            />
          </Show>
          <A href={`/scorecards/${params.key}/${params.number}`} class="text-ink-2 hover:text-ink">
            {t('scorecardFiles.print.back')}
          </A>
        </>
      }
      actions={
        <Button tone="primary" disabled={!version.data} onClick={() => window.print()}>
          {t('scorecardFiles.print.print')}
        </Button>
      }
    >
      <ErrorNote error={version.error} again={() => void version.refetch()} class="m-4" />
      <Show
        when={version.data}
        fallback={
          <Show when={version.isPending}>
            <SkeletonRows />
          </Show>
        }
      >
        {(found) => (
          <Printed.Provider value={printed.all}>
            <Paper version={found()} />
          </Printed.Provider>
        )}
      </Show>
    </Page>
  );
}

/** What the address asks for, of what the card has: the reader's language where it asks for none. */
function usePrinted(card: () => Scorecard | undefined) {
  const [asked, setAsked] = useSearchParams<{ language?: string; beside?: string }>();
  const known = (): LanguageTag[] => {
    const has = card();
    return has ? languagesOf(has) : [];
  };
  const readers = () => known().find((tag) => tag.split('-')[0] === language());
  const first = (): LanguageTag => oneIn(asked.language, known()) ?? readers() ?? known()[0] ?? language();
  const others = () => known().filter((tag) => tag !== first());
  const second = (): LanguageTag | null => oneIn(asked.beside, others());
  return {
    known,
    first,
    others,
    second,
    all: (): readonly LanguageTag[] => [first(), ...[second()].filter((tag) => tag !== null)],
    choose: (more: { language?: string | null; beside?: string | null }) => setAsked(more, { replace: true }),
  };
}

/** A text in the languages printed, beside each other. */
function Words(props: { text: Text; class?: string }): JSX.Element {
  const printed = useContext(Printed);
  return (
    <span class={`${printed().length > 1 ? 'grid grid-cols-2 gap-x-5' : 'block'} ${props.class ?? ''}`}>
      <For each={printed()}>{(tag) => <span lang={tag}>{worded(props.text, tag).words}</span>}</For>
    </span>
  );
}

function Paper(props: { version: ScorecardVersion }): JSX.Element {
  const card = () => props.version.definition;
  return (
    <article class="paper-card mx-auto my-6 max-w-[190mm] bg-sheet px-[14mm] py-[12mm] max-sm:px-4 print:m-0 print:max-w-none print:p-0">
      <header class="border-b-2 border-ink pb-2">
        <h2 class="text-[17px] leading-snug font-semibold">
          <Words text={card().name} />
        </h2>
        <p class="num mt-0.5 text-small text-ink-2">
          {t('scorecardFiles.print.version', {
            key: card().id,
            n: props.version.number,
            when: date(props.version.published_at),
          })}
          {' · '}
          {channelName(card().channel)}
        </p>
      </header>
      <Blanks />
      <For each={card().sections as Section[]}>{(section) => <PaperSection section={section} card={card()} />}</For>
      <footer class="mt-4 break-inside-avoid border-t-2 border-ink pt-2">
        <h3 class="font-semibold">{t('scorecards.policy.title')}</h3>
        <ul class="mt-0.5 list-disc pl-4.5">
          <For each={policyOf(card())}>{(sentence) => <li>{sentence}</li>}</For>
        </ul>
      </footer>
    </article>
  );
}

const BLANKS = ['agent', 'interaction', 'date', 'reviewer', 'score'] as const;

/** What is filled in by hand. */
function Blanks(): JSX.Element {
  return (
    <dl class="mt-3 grid grid-cols-[2fr_2fr_1fr] gap-x-5 gap-y-3">
      <For each={BLANKS}>
        {(blank) => (
          <div class="flex items-end gap-1.5">
            <dt class="text-small text-ink-2">{t(`scorecardFiles.print.${blank}`)}</dt>
            <dd class="m-0 h-4 flex-1 border-b border-ink-3" />
          </div>
        )}
      </For>
    </dl>
  );
}

function PaperSection(props: { section: Section; card: Scorecard }): JSX.Element {
  const share = () => sharesOf(props.card).sections[props.section.id]!;
  const counts = () =>
    kindWords(props.section, bonusCapOf(props.card)) ||
    (share() === 0 ? t('scorecards.gate') : t('scorecards.share', { percent: percent(share()) }));
  return (
    <section class="mt-4">
      <header class="flex items-baseline justify-between gap-4 border-b border-ink pb-0.5 break-after-avoid">
        <h3 class="min-w-0 flex-1 font-semibold">
          <Words text={props.section.name} />
        </h3>
        <span class="num shrink-0 text-small">{counts()}</span>
      </header>
      <For each={props.section.criteria as Criterion[]}>
        {(criterion) => <PaperCriterion criterion={criterion} section={props.section} />}
      </For>
    </section>
  );
}

function PaperCriterion(props: { criterion: Criterion; section: Section }): JSX.Element {
  const remarks = () => [
    ...(props.criterion.critical ? [t(`common.critical.${props.criterion.critical}`)] : []),
    ...(props.criterion.shown_when ? [t('scorecardFiles.print.onlyWhen')] : []),
    ...remarksOn(props.criterion),
  ];
  return (
    <div class="grid break-inside-avoid grid-cols-[12mm_minmax(0,1fr)] gap-x-2 border-b border-line-strong py-2">
      <span class="num pt-px text-small text-ink-2">{props.criterion.id}</span>
      <div class="grid gap-1">
        <div class="flex items-baseline justify-between gap-4">
          <div class="min-w-0 flex-1 font-medium">
            <Words text={props.criterion.text} />
          </div>
          <span class="num shrink-0 text-small">{weightWords(props.criterion, props.section)}</span>
        </div>
        <PaperBoxes criterion={props.criterion} words={(text) => <Words text={text} />} />
        <Show when={remarks().length > 0}>
          <p class="text-small font-medium">{remarks().join(' · ')}</p>
        </Show>
        <PaperGuidance guidance={props.criterion.guidance} />
        <p class="flex items-end gap-1.5 text-small text-ink-2">
          {t('scorecardFiles.print.comment')}
          <span class="h-3.5 flex-1 border-b border-line-strong" />
        </p>
      </div>
    </div>
  );
}

const PARTS = ['decide', 'good', 'poor', 'not_applicable', 'evidence'] as const;

function PaperGuidance(props: { guidance: Guidance }): JSX.Element {
  return (
    <div class="grid gap-0.5 text-[11px] leading-snug text-ink-2">
      <For each={PARTS}>
        {(part) => (
          <Show when={props.guidance[part]}>
            {(text) => (
              <div>
                <Show when={part !== 'decide' && part}>
                  {(named) => (
                    <span class="mr-1.5 font-medium">{t(`scorecards.guidanceParts.${named() as 'good'}`)}</span>
                  )}
                </Show>
                <Words text={text()} class="inline-grid! w-full" />
              </div>
            )}
          </Show>
        )}
      </For>
    </div>
  );
}
