// The scorecard as a whole: its name and use, and how its score is made.
import { type JSX, Show } from 'solid-js';
import {
  type BaseScorecard,
  CHANNELS,
  CRITICAL_POLICIES,
  type Draft,
  NOT_APPLICABLE_POLICIES,
  type WeightedScorecard,
} from '../../../scorecards/scorecard/definition.ts';
import { weightTotal } from '../../../scorecards/scorecard/doubtful.ts';
import { languageName } from '../../ui/format.ts';
import { Select } from '../../ui/select.tsx';
import { t } from '../../words/words.ts';
import { channelName } from '../view.ts';
import { CausesEditor } from './causes-editor.tsx';
import { type Languages, TextPair, WholeField } from './fields.tsx';
import type { Writing } from './writing.ts';

type Props = { writing: Writing; languages: Languages; onWritten: (element: HTMLElement) => void };

export function CardEditor(props: Props): JSX.Element {
  const draft = () => props.writing.draft();
  const change = (fields: Partial<Draft>, field: string | null = null) => props.writing.changeCard(fields, field);
  return (
    <div class="grid gap-5">
      <div class="flex items-end gap-3">
        <h2 class="flex-1 text-read font-semibold">{t('scorecards.scorecard')}</h2>
        <span class="text-small text-ink-3">
          {t('builder.id')} {draft().id}
        </span>
      </div>
      <TextPair
        label={t('builder.name')}
        text={draft().name}
        languages={props.languages}
        onReady={props.onWritten}
        onChange={(name, language) => change({ name }, `name ${language}`)}
      />
      <TextPair
        long
        label={t('scorecards.purpose')}
        text={draft().purpose}
        languages={props.languages}
        onChange={(purpose, language) => change({ purpose }, `purpose ${language}`)}
      />
      <Making draft={draft()} languages={props.languages} onChange={change} />
      <TextPair
        long
        label={t('scorecards.rationale')}
        text={draft().rationale}
        languages={props.languages}
        onChange={(rationale, language) => change({ rationale }, `rationale ${language}`)}
      />
      <CausesEditor
        causes={draft().root_causes}
        languages={props.languages}
        onChange={(root_causes, field) => change({ root_causes }, field)}
      />
    </div>
  );
}

/** How the score is made. */
function Making(props: {
  draft: Draft;
  languages: Languages;
  onChange: (fields: Partial<Draft>, field?: string | null) => void;
}): JSX.Element {
  const threshold = () => props.draft.section_threshold;
  return (
    <div class="grid grid-cols-[repeat(auto-fill,minmax(14rem,1fr))] gap-x-4 gap-y-3">
      <Select
        label={t('scorecards.channel')}
        options={[...CHANNELS, 'any'] as const}
        value={props.draft.channel}
        name={channelName}
        onChange={(channel) => channel && props.onChange({ channel })}
      />
      <Select
        label={t('builder.leading')}
        options={[...new Set([props.draft.leading, ...props.languages])]}
        value={props.draft.leading}
        name={languageName}
        onChange={(leading) => leading && props.onChange({ leading })}
      />
      <Select
        label={t('builder.criticalPolicy')}
        options={CRITICAL_POLICIES}
        value={props.draft.critical_policy}
        name={(policy) => t(`builder.criticalPolicies.${policy}`)}
        onChange={(critical_policy) => critical_policy && props.onChange({ critical_policy })}
      />
      <Show when={props.draft.method === 'weighted' && props.draft}>
        {(draft) => <Weighted draft={draft()} onChange={props.onChange} />}
      </Show>
      <Show when={props.draft.method === 'base' && props.draft}>
        {(draft) => <Base draft={draft()} onChange={props.onChange} />}
      </Show>
      <WholeField
        label={t('builder.threshold')}
        unit="%"
        value={threshold().value_bp / 100}
        least={0}
        most={100}
        onChange={(value) =>
          props.onChange({ section_threshold: { ...threshold(), value_bp: value * 100 } }, 'threshold')
        }
      />
      <WholeField
        label={t('builder.thresholdWeight')}
        value={threshold().min_weight}
        least={0}
        most={1000}
        onChange={(min_weight) => props.onChange({ section_threshold: { ...threshold(), min_weight } }, 'least')}
      />
    </div>
  );
}

function Weighted(props: { draft: WeightedScorecard; onChange: (fields: Partial<Draft>) => void }): JSX.Element {
  return (
    <>
      <Select
        label={t('builder.notApplicable')}
        options={NOT_APPLICABLE_POLICIES}
        value={props.draft.not_applicable}
        name={(policy) => t(`builder.notApplicablePolicies.${policy}`)}
        onChange={(not_applicable) => not_applicable && props.onChange({ not_applicable } as Partial<Draft>)}
      />
      <p class="self-end pb-1.5 text-ink-2">{t('builder.weightTotal', { n: weightTotal(props.draft) })}</p>
    </>
  );
}

function Base(props: {
  draft: BaseScorecard;
  onChange: (fields: Partial<Draft>, field?: string | null) => void;
}): JSX.Element {
  return (
    <>
      <WholeField
        label={t('builder.basePoints')}
        value={props.draft.base_points}
        least={1}
        most={1000}
        onChange={(base_points) => props.onChange({ base_points } as Partial<Draft>, 'base')}
      />
      <WholeField
        label={t('builder.bonusCap')}
        value={props.draft.bonus_cap}
        least={0}
        most={1000}
        onChange={(bonus_cap) => props.onChange({ bonus_cap } as Partial<Draft>, 'cap')}
      />
    </>
  );
}
