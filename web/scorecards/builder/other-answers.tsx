// What a criterion counts for in the preview, and what each of its answers would give.
import { createMemo, For, type JSX, Show } from 'solid-js';
import type { Answers } from '../../../scorecards/scorecard/answers.ts';
import type { Situation } from '../../../scorecards/scorecard/conditions.ts';
import { type Criterion, type Draft, NOT_APPLICABLE } from '../../../scorecards/scorecard/definition.ts';
import { explain, type Otherwise, otherwise } from '../../../scorecards/scorecard/explain.ts';
import { answerText } from '../../../scorecards/scorecard/worded.ts';
import { percent, points } from '../../ui/format.ts';
import { saidMarked } from '../../ui/wording.tsx';
import { t } from '../../words/words.ts';

type Props = { draft: Draft; criterion: Criterion; answers: Answers; situation: Situation };

export function OtherAnswers(props: Props): JSX.Element {
  const share = createMemo(
    () => explain(props.draft, props.answers, props.situation).find((one) => one.criterion === props.criterion.id),
    undefined,
    { equals: (before, after) => before?.weight_share_bp === after?.weight_share_bp },
  );
  const rows = createMemo(() => otherwise(props.draft, props.answers, props.criterion.id, props.situation));
  return (
    <Show when={rows().length > 0}>
      <div class="mt-2 rounded-control bg-well px-2.5 py-2 text-small text-ink-2">
        <Show when={(share()?.weight_share_bp ?? 0) > 0}>
          <p>{t('builder.otherwise.share', { share: percent(share()!.weight_share_bp!) })}</p>
        </Show>
        <table class="num w-full border-collapse">
          <caption class="pb-0.5 text-left text-ink-3">{t('builder.otherwise.title')}</caption>
          <tbody>
            <For each={rows()}>{(row) => <AnswerRow row={row} criterion={props.criterion} />}</For>
          </tbody>
        </table>
      </div>
    </Show>
  );
}

function AnswerRow(props: { row: Otherwise; criterion: Criterion }): JSX.Element {
  const name = (): string => {
    if (props.row.value === NOT_APPLICABLE) return t('comparison.field.not_applicable');
    const words = answerText(props.criterion, props.row.value);
    return (words && saidMarked(words)) || String(props.row.value);
  };
  const asks = (): string =>
    [
      props.row.hides.length > 0 ? t('builder.otherwise.hides', { ids: props.row.hides.join(', ') }) : '',
      props.row.opens.length > 0 ? t('builder.otherwise.opens', { ids: props.row.opens.join(', ') }) : '',
    ]
      .filter((words) => words !== '')
      .join('; ');
  const before = () => props.row.score_bp;
  const after = () => props.row.final_bp;
  return (
    <tr class="align-top">
      <th scope="row" class="py-0.5 pr-3 text-left font-normal wrap-anywhere">
        {name()}
        <Show when={asks()}>{(words) => <span class="block text-ink-3">{words()}</span>}</Show>
      </th>
      <td class="py-0.5 text-right whitespace-nowrap">
        {after() === null ? '–' : points(after()!)}
        <Show when={before() !== after() && before() !== null}>
          <span class="block text-ink-3">{t('builder.otherwise.before', { score: points(before()!) })}</span>
        </Show>
      </td>
    </tr>
  );
}
