// All submitted answers, criterion by criterion, with differences marked.

import { createMemo, createSignal, For, type JSX, Show } from 'solid-js';
import type { CalibrationPage, Comparison, GivenAnswer } from '../../api/calibration/contract.ts';
import type { Criterion } from '../../scorecards/scorecard/definition.ts';
import { MomentChip } from '../audio/moment-chip.tsx';
import { Chip } from '../ui/chip.tsx';
import { Switch } from '../ui/choice.tsx';
import { number, percent, points } from '../ui/format.ts';
import { Wording } from '../ui/wording.tsx';
import { byName } from '../words/by-name.ts';
import { t } from '../words/words.ts';
import { answerWords, rowsOf } from './view.ts';

export function SideBySide(props: { calibration: CalibrationPage; comparison: Comparison }): JSX.Element {
  const [differing, setDiffering] = createSignal(false);
  const sections = createMemo(() => rowsOf(props.calibration.definition, props.comparison, differing()));
  /** Reviewers by name, each with their place in the answers. */
  const seats = createMemo(() =>
    byName(
      props.comparison.sheets.map((sheet, at) => ({ sheet, at })),
      ({ sheet }) => sheet.reviewer.name,
    ),
  );
  const columns = () => props.comparison.sheets.length + 3;
  return (
    <section class="sheet overflow-x-auto">
      <header class="flex flex-wrap items-center gap-x-4 gap-y-1 px-4.5 py-3">
        <h2 class="font-semibold">{t('calibration.sideBySide')}</h2>
        <p class="min-w-0 flex-1 basis-60 text-ink-3" title={t('calibration.alphaHint')}>
          {t('calibration.calibrations', {
            n: props.comparison.calibrations,
            needed: props.comparison.needed,
          })}
        </p>
        <Switch label={t('calibration.onlyDiffering')} checked={differing()} onChange={setDiffering} />
      </header>
      <table class="w-full min-w-200 border-collapse">
        <caption class="sr-only">{t('calibration.sideBySide')}</caption>
        <Head seats={seats()} />
        <tbody>
          <Scores seats={seats()} />
          <For
            each={sections()}
            fallback={
              <tr>
                <td colspan={columns()} class="px-4.5 py-6 text-center text-ink-2">
                  {t('calibration.allSame')}
                </td>
              </tr>
            }
          >
            {(section) => (
              <>
                <tr>
                  <th scope="rowgroup" colspan={columns()} class="px-4.5 pt-3.5 pb-1 text-left font-semibold">
                    <Wording text={section.section.name} />
                  </th>
                </tr>
                <For each={section.rows}>
                  {(row) => <CriterionRow row={row} seats={seats()} interaction={props.calibration.interaction} />}
                </For>
              </>
            )}
          </For>
        </tbody>
      </table>
    </section>
  );
}

/** A reviewer's sheet, and their place in the answers. */
type Seat = { sheet: Comparison['sheets'][number]; at: number };
type Row = ReturnType<typeof rowsOf>[number]['rows'][number];

function Head(props: { seats: readonly Seat[] }): JSX.Element {
  return (
    <thead>
      <tr class="border-y border-line text-small text-ink-3">
        <th scope="col" class="px-4.5 py-2 text-left font-medium">
          {t('calibration.criterion')}
        </th>
        <For each={props.seats}>
          {({ sheet }) => (
            <th scope="col" class="px-2.5 py-2 text-left font-medium">
              {sheet.reviewer.name}
            </th>
          )}
        </For>
        <th scope="col" class="px-2.5 py-2 text-right font-medium">
          {t('calibration.here')}
        </th>
        <th scope="col" class="px-4.5 py-2 text-right font-medium" title={t('calibration.alphaHint')}>
          {t('calibration.soFar')}
        </th>
      </tr>
    </thead>
  );
}

function Scores(props: { seats: readonly Seat[] }): JSX.Element {
  return (
    <tr class="border-b border-line bg-well">
      <th scope="row" class="px-4.5 py-2 text-left font-semibold">
        {t('calibration.score')}
      </th>
      <For each={props.seats}>
        {({ sheet }) => (
          <td class="px-2.5 py-2">
            <span class="num font-semibold">{sheet.score_bp === null ? '–' : points(sheet.score_bp)}</span>
            <Show when={sheet.critical_count > 0}>
              <Chip tone="bad" class="ml-2">
                {t('calibration.critical', sheet.critical_count)}
              </Chip>
            </Show>
          </td>
        )}
      </For>
      <td colspan={2} />
    </tr>
  );
}

function CriterionRow(props: {
  row: Row;
  seats: readonly Seat[];
  interaction: CalibrationPage['interaction'];
}): JSX.Element {
  return (
    <tr class={`border-b border-line align-top ${props.row.differs ? 'bg-warn-wash' : ''}`}>
      <th scope="row" class="max-w-80 px-4.5 py-2 text-left font-normal">
        <Wording text={props.row.criterion.text} />
      </th>
      <For each={props.seats.flatMap(({ at }) => props.row.compared.answers[at] ?? [])}>
        {(given) => (
          <td class="px-2.5 py-2">
            <Answer
              criterion={props.row.criterion}
              given={given}
              interaction={props.interaction.id}
              silent={props.interaction.channel !== 'voice'}
            />
          </td>
        )}
      </For>
      <td class="num px-2.5 py-2 text-right whitespace-nowrap">
        <Agreement row={props.row} />
      </td>
      <td class="num px-4.5 py-2 text-right whitespace-nowrap">
        <SoFar of={props.row.compared.so_far} />
      </td>
    </tr>
  );
}

/** How many pairs of reviewers gave the same answer here. */
function Agreement(props: { row: Row }): JSX.Element {
  return (
    <Show
      when={props.row.compared.percent_bp !== null}
      fallback={<span class="text-small text-ink-3">{t('calibration.noPairs')}</span>}
    >
      <Show when={props.row.differs}>
        <span aria-hidden="true" class="mr-1 text-warn">
          ▲
        </span>
      </Show>
      {percent(props.row.compared.percent_bp ?? 0, 0)}
    </Show>
  );
}

function Answer(props: {
  criterion: Criterion;
  given: GivenAnswer;
  interaction: string;
  silent: boolean;
}): JSX.Element {
  const words = (): JSX.Element => {
    const found = answerWords(props.criterion, props.given);
    if (found.kind === 'text') return <Wording text={found.text} />;
    if (found.kind === 'plain') return found.words;
    return found.kind === 'na' ? t('calibration.notApplicable') : t(`calibration.stateOf.${found.state}`);
  };
  return (
    <div class="grid justify-items-start gap-1">
      <span class={props.given.state === 'answered' ? 'font-medium' : 'text-ink-3'}>{words()}</span>
      <Show when={props.given.evidence.length > 0}>
        <span class="flex flex-wrap gap-1">
          <For each={props.given.evidence}>
            {(moment) => (
              <MomentChip
                interaction={props.interaction}
                start_ms={moment.start_ms}
                end_ms={moment.end_ms}
                quote={moment.quote}
                silent={props.silent}
              />
            )}
          </For>
        </span>
      </Show>
      <Show when={props.given.comment}>
        <span class="max-w-60 text-small text-ink-2">{props.given.comment}</span>
      </Show>
    </div>
  );
}

function SoFar(props: { of: Comparison['criteria'][number]['so_far'] }): JSX.Element {
  return (
    <Show when={props.of} fallback="–">
      {(found) => {
        const { alpha, units } = found();
        if (alpha.kind === 'too-few') {
          return <span class="text-small text-ink-3">{t('calibration.tooFew', { units, needed: alpha.needed })}</span>;
        }
        if (alpha.kind === 'no-variation') {
          return <span class="text-small text-ink-3">{t('calibration.noVariation')}</span>;
        }
        return (
          <span>
            {number(alpha.alpha, 2)} <span class="text-small text-ink-3">{t('calibration.units', units)}</span>
          </span>
        );
      }}
    </Show>
  );
}
