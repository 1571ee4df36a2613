// A scorecard on paper: A4, with boxes to tick, in one language or two side by side.
import { A, useParams, useSearchParams } from '@solidjs/router';
import { createContext, For, type JSX, onCleanup, onMount, Show, useContext } from 'solid-js';
import type { ScorecardVersion } from '../../api/scorecards/contract.ts';
import {
  type Criterion,
  criteriaOf,
  type Guidance,
  type Scorecard,
  type Section,
} from '../../scorecards/scorecard/definition.ts';
import { languagesOf } from '../../scorecards/scorecard/draft.ts';
import type { LanguageTag, Text } from '../../scorecards/scorecard/text.ts';
import { worded } from '../../scorecards/scorecard/worded.ts';
import { oneIn } from '../address/address.ts';
import { Page } from '../shell/page.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/choice.tsx';
import { date, languageName, percent } from '../ui/format.ts';
import { Select } from '../ui/select.tsx';
import { ErrorNote, SkeletonRows } from '../ui/states.tsx';
import { language, t } from '../words/words.ts';
import { conditionWords } from './condition-words.ts';
import { useVersion } from './data.ts';
import { PaperBoxes } from './paper-boxes.tsx';
import { policyOf, remarksOn, weightWords } from './rules.ts';
import { bonusCapOf, channelName, kindWords, sharesOf } from './view.ts';

/** What of a card is printed: in one language, or two side by side, and with or without its guidance. */
type Printing = { languages: readonly LanguageTag[]; guidance: boolean; card: Scorecard | null };
const Printed = createContext<() => Printing>(() => ({ languages: [language()], guidance: true, card: null }));

export default function PrintPage(): JSX.Element {
  const params = useParams<{ key: string; number: string }>();
  const version = useVersion(() => ({ key: params.key, number: params.number }));
  const printed = usePrinted(() => version.data?.definition);
  usePaper();
  return (
    <Page
      title={version.data ? worded(version.data.definition.name, printed.first()).words : t('scorecards.scorecard')}
      filters={<Choices printed={printed} back={`/scorecards/${params.key}/${params.number}`} />}
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
          <Printed.Provider value={() => printed.all(found().definition)}>
            <Paper version={found()} />
          </Printed.Provider>
        )}
      </Show>
    </Page>
  );
}

/** What is printed, as far as one can choose. */
function Choices(props: { printed: ReturnType<typeof usePrinted>; back: string }): JSX.Element {
  return (
    <>
      <Select
        quiet
        label={t('scorecardFiles.print.language')}
        options={props.printed.known()}
        name={languageName}
        value={props.printed.first()}
        onChange={(tag) => props.printed.choose({ language: tag })}
      />
      <Show when={props.printed.others().length > 0}>
        <Select
          quiet
          label={t('scorecardFiles.print.beside')}
          options={props.printed.others()}
          name={(tag) => `${t('scorecardFiles.print.beside')}: ${languageName(tag)}`}
          value={props.printed.second()}
          empty={`${t('scorecardFiles.print.beside')}: ${t('scorecardFiles.print.none')}`}
          onChange={(tag) => props.printed.choose({ beside: tag })}
        />
      </Show>
      <Checkbox
        label={t('scorecards.guidance')}
        checked={props.printed.guidance()}
        onChange={(wanted) => props.printed.choose({ guidance: wanted ? null : WITHOUT })}
      />
      <A href={props.back} class="text-ink-2 hover:text-ink">
        {t('scorecardFiles.print.back')}
      </A>
    </>
  );
}

/** A4 while this page is shown; other pages are printed as the printer is set. */
function usePaper(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('@page { size: A4; margin: 14mm 15mm; }');
  onMount(() => document.adoptedStyleSheets.push(sheet));
  onCleanup(() => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  });
}

const WITHOUT = 'no';

/** What the address asks for, of what the card has: the reader's language where it asks for none. */
function usePrinted(card: () => Scorecard | undefined) {
  const [asked, setAsked] = useSearchParams<{ language?: string; beside?: string; guidance?: string }>();
  const known = (): LanguageTag[] => {
    const has = card();
    return has ? languagesOf(has) : [];
  };
  const readers = () => known().find((tag) => tag.split('-')[0] === language());
  const first = (): LanguageTag => oneIn(asked.language, known()) ?? readers() ?? known()[0] ?? language();
  const others = () => known().filter((tag) => tag !== first());
  const second = (): LanguageTag | null => oneIn(asked.beside, others());
  const guidance = () => oneIn(asked.guidance, [WITHOUT]) === null;
  return {
    known,
    first,
    others,
    second,
    guidance,
    all: (of: Scorecard): Printing => ({
      languages: [first(), ...[second()].filter((tag) => tag !== null)],
      guidance: guidance(),
      card: of,
    }),
    choose: (more: { language?: string | null; beside?: string | null; guidance?: string | null }) =>
      setAsked(more, { replace: true }),
  };
}

/** A short text in the languages printed, behind each other. */
function Label(props: { text: Text }): JSX.Element {
  const printed = useContext(Printed);
  return (
    <For each={printed().languages}>
      {(tag, i) => (
        <span lang={tag}>
          {i() > 0 ? ' / ' : ''}
          {worded(props.text, tag).words}
        </span>
      )}
    </For>
  );
}

/** A text in the languages printed, beside each other. */
function Words(props: { text: Text }): JSX.Element {
  const printed = useContext(Printed);
  return (
    <span class={printed().languages.length > 1 ? 'grid grid-cols-2 gap-x-5' : 'block'}>
      <For each={printed().languages}>{(tag) => <span lang={tag}>{worded(props.text, tag).words}</span>}</For>
    </span>
  );
}

function Paper(props: { version: ScorecardVersion }): JSX.Element {
  const printed = useContext(Printed);
  const card = () => props.version.definition;
  return (
    // Reached by Tab, so that it scrolls by keys.
    <section
      tabindex="0"
      aria-label={worded(card().name, printed().languages[0]!).words}
      class="mx-auto my-6 max-w-[210mm] bg-sheet px-[15mm] py-[14mm] text-[12.5px] leading-[1.4] max-sm:px-4 print:m-0 print:max-w-none print:p-0"
    >
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
    </section>
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
  const printed = useContext(Printed);
  const criterionOf = (id: string) => criteriaOf(printed().card!).find((one) => one.id === id);
  const remarks = () => [
    ...(props.criterion.critical ? [t(`common.critical.${props.criterion.critical}`)] : []),
    ...(props.criterion.shown_when
      ? [t('scorecardFiles.print.onlyWhen', { condition: conditionWords(props.criterion.shown_when, criterionOf) })]
      : []),
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
        <PaperBoxes criterion={props.criterion} words={(text) => <Label text={text} />} />
        <Show when={remarks().length > 0}>
          <p class="text-small font-medium">{remarks().join(' · ')}</p>
        </Show>
        <Show when={printed().guidance}>
          <PaperGuidance guidance={props.criterion.guidance} />
        </Show>
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
    <dl class="grid grid-cols-[22mm_minmax(0,1fr)] gap-x-2 gap-y-0.5 text-[11px] leading-snug text-ink-2">
      <For each={PARTS}>
        {(part) => (
          <Show when={props.guidance[part]}>
            {(text) => (
              <>
                <dt class="font-medium">
                  {part === 'decide' ? t('scorecardFiles.print.decide') : t(`scorecards.guidanceParts.${part}`)}
                </dt>
                <dd class="m-0">
                  <Words text={text()} />
                </dd>
              </>
            )}
          </Show>
        )}
      </For>
    </dl>
  );
}
