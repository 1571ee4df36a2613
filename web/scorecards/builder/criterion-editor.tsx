// One criterion: what is asked, how it is answered and scored, when it is asked, and how to decide.
import Copy from 'lucide-solid/icons/copy';
import Trash from 'lucide-solid/icons/trash';
import { For, type JSX, Show } from 'solid-js';
import { type Criterion, criteriaOf, isRated, Key, type Section } from '../../../scorecards/scorecard/definition.ts';
import { criteriaIds, duplicateCriterion, renameCriterion } from '../../../scorecards/scorecard/edit.ts';
import type { Text } from '../../../scorecards/scorecard/text.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choice.tsx';
import { t } from '../../words/words.ts';
import { AddPart, ConditionEditor } from './condition-editor.tsx';
import { type Languages, TextPair, WholeField } from './fields.tsx';
import { IdField } from './id-field.tsx';
import { RulesEditor } from './rules-editor.tsx';
import { ScaleEditor } from './scale-editor.tsx';
import { removeCriterion, type Writing } from './writing.ts';

type Props = { writing: Writing; id: string; languages: Languages; onWritten: (element: HTMLElement) => void };

export function CriterionEditor(props: Props): JSX.Element {
  const criterion = () => props.writing.criterion(props.id) as Criterion;
  const section = () => props.writing.sectionOf(props.id) as Section;
  const change = (fields: Partial<Criterion>, field: string | null = null) =>
    props.writing.changeCriterion(props.id, fields, field);
  return (
    <Show when={props.writing.criterion(props.id)}>
      <div class="grid gap-5">
        <Head {...props} />
        <TextPair
          long
          label={t('builder.asked')}
          text={criterion().text}
          languages={props.languages}
          onReady={props.onWritten}
          onChange={(text, language) => change({ text }, `text ${language}`)}
        />
        <div class="flex flex-wrap items-end gap-4">
          <Show when={section().kind === 'weighted' && isRated(criterion().scale)}>
            <WholeField
              label={t('builder.weight')}
              value={criterion().weight}
              least={0}
              most={1000}
              onChange={(weight) => change({ weight }, 'weight')}
            />
            <Checkbox
              class="pb-1.5"
              label={t('builder.bonus')}
              checked={criterion().bonus}
              onChange={(bonus) => change({ bonus })}
            />
          </Show>
        </div>
        <ScaleEditor criterion={criterion()} kind={section().kind} languages={props.languages} onChange={change} />
        <RulesEditor criterion={criterion()} onChange={change} />
        <When {...props} criterion={criterion()} />
        <GuidanceEditor criterion={criterion()} languages={props.languages} onChange={change} />
      </div>
    </Show>
  );
}

function Head(props: Props): JSX.Element {
  const { writing } = props;
  const rename = (to: string) => {
    writing.change(renameCriterion(writing.draft(), props.id, to));
    writing.setPlace({ of: 'criterion', id: to });
  };
  const copy = () => {
    const { draft, id } = duplicateCriterion(writing.draft(), props.id);
    writing.change(draft);
    writing.setPlace({ of: 'criterion', id });
  };
  return (
    <div class="flex flex-wrap items-end gap-2">
      <h2 class="flex-1 self-center text-read font-semibold">{t('builder.criterion')}</h2>
      <IdField
        id={props.id}
        taken={criteriaIds(writing.draft())}
        fits={(id) => Key.safeParse(id).success}
        onChange={rename}
      />
      <Button size="sm" icon={Copy} onClick={copy}>
        {t('builder.duplicate')}
      </Button>
      <Button size="sm" tone="danger" icon={Trash} onClick={() => removeCriterion(writing, props.id)}>
        {t('builder.remove')}
      </Button>
    </div>
  );
}

function When(props: Props & { criterion: Criterion }): JSX.Element {
  const earlier = () => {
    const all = criteriaOf(props.writing.draft());
    return all.slice(
      0,
      all.findIndex(({ id }) => id === props.id),
    );
  };
  const put = (shown_when: Criterion['shown_when'], field: string | null = null) =>
    props.writing.changeCriterion(props.id, { shown_when }, field);
  return (
    <section class="grid gap-2">
      <h3 class="text-small font-medium text-ink-2">{t('builder.asksWhen')}</h3>
      <Show when={props.criterion.shown_when} fallback={<p class="text-small text-ink-3">{t('builder.always')}</p>}>
        {(condition) => <ConditionEditor condition={condition()} earlier={earlier()} onChange={put} />}
      </Show>
      <Show when={!props.criterion.shown_when}>
        <AddPart earlier={earlier()} onAdd={(condition) => put(condition)} />
      </Show>
    </section>
  );
}

const PARTS = ['decide', 'good', 'poor', 'not_applicable', 'evidence'] as const;

function GuidanceEditor(props: {
  criterion: Criterion;
  languages: Languages;
  onChange: (change: Partial<Criterion>, field: string | null) => void;
}): JSX.Element {
  const put = (part: (typeof PARTS)[number], text: Text, language: string) =>
    props.onChange({ guidance: { ...props.criterion.guidance, [part]: text } }, `guidance ${part} ${language}`);
  return (
    <section class="grid gap-3">
      <h3 class="border-t border-line pt-4 font-semibold">{t('scorecards.guidance')}</h3>
      <For each={PARTS}>
        {(part) => (
          <TextPair
            long
            label={part === 'decide' ? t('builder.decide') : t(`scorecards.guidanceParts.${part}`)}
            text={props.criterion.guidance[part]}
            languages={props.languages}
            onChange={(text, language) => put(part, text, language)}
          />
        )}
      </For>
    </section>
  );
}
