// Why a low answer is low: one of the scorecard's root causes, and what exactly. Asked where the criterion asks for it.
import { createMemo, type JSX, Show } from 'solid-js';
import { fallsShort } from '../../../scorecards/scorecard/completeness.ts';
import type { RootCause } from '../../../scorecards/scorecard/definition.ts';
import { read } from '../../../scorecards/scorecard/worth.ts';
import { Select } from '../../ui/select.tsx';
import { saidMarked } from '../../ui/wording.tsx';
import { t } from '../../words/words.ts';
import type { CriterionProps } from './criterion.ts';

export function CauseChoice(props: CriterionProps): JSX.Element {
  const criterion = () => props.view.criterion;
  const low = () => fallsShort(read(criterion(), props.answer));
  const asked = createMemo(
    () =>
      criterion().cause !== 'none' &&
      props.causes.length > 0 &&
      low() &&
      (props.current || props.answer.cause != null || props.missing === 'cause'),
  );
  const first = () => props.causes.find(({ key }) => key === props.answer.cause?.first) ?? null;
  const name = (causes: readonly Pick<RootCause, 'key' | 'name'>[]) => (key: string) => {
    const found = causes.find((one) => one.key === key);
    return found ? saidMarked(found.name) : key;
  };
  return (
    <Show when={asked()}>
      <div class="mt-1.75 flex flex-wrap items-center gap-2">
        <Select
          quiet
          label={t('review.cause')}
          empty={t(props.missing === 'cause' ? 'review.causeNeeded' : 'review.cause')}
          options={props.causes.map(({ key }) => key)}
          name={name(props.causes)}
          value={props.answer.cause?.first ?? null}
          onChange={(key) => props.onChange({ cause: key === null ? null : { first: key, second: null } })}
        />
        <Show when={first()?.causes.length ? first() : null}>
          {(own) => (
            <Select
              quiet
              label={t('review.causeDetail')}
              empty={t('review.causeDetail')}
              options={own().causes.map(({ key }) => key)}
              name={name(own().causes)}
              value={props.answer.cause?.second ?? null}
              onChange={(second) => props.onChange({ cause: { first: own().key, second } })}
            />
          )}
        </Show>
      </div>
    </Show>
  );
}
