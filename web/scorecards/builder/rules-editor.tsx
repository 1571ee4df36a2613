// What a criterion asks for beside the answer, and what it starts with.
import { type JSX, Show } from 'solid-js';
import {
  CAUSE_RULES,
  CRITICAL_CLASSES,
  type Criterion,
  NOT_APPLICABLE_RULES,
  type Requirement,
} from '../../../scorecards/scorecard/definition.ts';
import { useCompetencyNames, useFramework } from '../../competencies/data.ts';
import { MultiSelect, Select } from '../../ui/select.tsx';
import { t } from '../../words/words.ts';
import { answersOf } from './condition-editor.tsx';
import { WholeField } from './fields.tsx';

type Props = {
  criterion: Criterion;
  onChange: (change: Partial<Criterion>, field: string | null) => void;
};

export function RulesEditor(props: Props): JSX.Element {
  const answers = () => answersOf(props.criterion);
  const framework = useFramework();
  const names = useCompetencyNames();
  /** Its own among them, though it may have been removed. */
  const competencies = () => [
    ...new Set([...(framework.data?.framework.competencies ?? []).map(({ key }) => key), props.criterion.competency]),
  ];
  return (
    <div class="grid grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] gap-x-4 gap-y-3">
      <Select
        label={t('builder.notApplicable')}
        options={NOT_APPLICABLE_RULES}
        value={props.criterion.not_applicable}
        name={(rule) => t(`builder.applies.${rule}`)}
        onChange={(rule) => rule && props.onChange({ not_applicable: rule }, null)}
      />
      <Select
        label={t('builder.critical')}
        options={CRITICAL_CLASSES}
        empty={t('builder.notCritical')}
        value={props.criterion.critical}
        name={(one) => t(`common.critical.${one}`)}
        onChange={(critical) => props.onChange({ critical }, null)}
      />
      <Select
        label={t('builder.competency')}
        options={competencies()}
        value={props.criterion.competency}
        name={names.competency}
        onChange={(one) => one && props.onChange({ competency: one }, null)}
      />
      <Rule
        label={t('builder.comment')}
        rule={props.criterion.comment}
        answers={answers()}
        onChange={(comment) => props.onChange({ comment }, null)}
      />
      <Rule
        label={t('builder.evidence')}
        rule={props.criterion.evidence}
        answers={answers()}
        onChange={(evidence) => props.onChange({ evidence }, null)}
      />
      <Select
        label={t('builder.cause')}
        options={CAUSE_RULES}
        value={props.criterion.cause}
        name={(rule) => t(`builder.causes.${rule}`)}
        onChange={(rule) => rule && props.onChange({ cause: rule }, null)}
      />
      <Start {...props} answers={answers()} />
    </div>
  );
}

/** What a review starts with. */
function Start(props: Props & { answers: readonly { key: string; name: string }[] }): JSX.Element {
  return (
    <>
      <Show when={props.criterion.scale.type === 'choice'}>
        <Select
          label={t('builder.startsAs')}
          options={props.answers.map(({ key }) => key)}
          empty={t('builder.startsEmpty')}
          value={typeof props.criterion.starts_as === 'string' ? props.criterion.starts_as : null}
          name={(key) => props.answers.find((one) => one.key === key)?.name ?? key}
          onChange={(starts_as) => props.onChange({ starts_as }, null)}
        />
      </Show>
      <Show when={props.criterion.scale.type === 'count'}>
        <WholeField
          label={t('builder.startsAs')}
          value={typeof props.criterion.starts_as === 'number' ? props.criterion.starts_as : 0}
          least={0}
          most={1000}
          onChange={(starts_as) => props.onChange({ starts_as }, 'start')}
        />
      </Show>
    </>
  );
}

const RULES = ['optional', 'required', 'required-below-full', 'some'] as const;

/** When a comment or evidence is required; with some answers only, those are chosen. */
function Rule(props: {
  label: string;
  rule: Requirement;
  answers: readonly { key: string; name: string }[];
  onChange: (rule: Requirement) => void;
}): JSX.Element {
  const named = () => (typeof props.rule === 'object' ? props.rule.required_with : null);
  const offered = () => (props.answers.length > 0 || named() ? RULES : RULES.slice(0, 3));
  return (
    <div class="grid content-start gap-2">
      <Select
        label={props.label}
        options={offered()}
        value={named() ? 'some' : (props.rule as (typeof RULES)[number])}
        name={(rule) => t(`builder.requires.${rule}`)}
        onChange={(rule) => rule && props.onChange(rule === 'some' ? { required_with: [] } : rule)}
      />
      <Show when={named()}>
        {(keys) => (
          <MultiSelect
            bare
            label={t('builder.withAnswers', { field: props.label })}
            options={[...new Set([...props.answers.map(({ key }) => key), ...keys()])]}
            value={keys()}
            name={(key) => props.answers.find((one) => one.key === key)?.name ?? key}
            onChange={(required_with) => props.onChange({ required_with })}
          />
        )}
      </Show>
    </div>
  );
}
