// One section: its name, how it counts, and what can be done with it as a whole.
import Copy from 'lucide-solid/icons/copy';
import Library from 'lucide-solid/icons/library';
import Plus from 'lucide-solid/icons/plus';
import Trash from 'lucide-solid/icons/trash';
import { createSignal, type JSX, Show } from 'solid-js';
import { Key, type Section } from '../../../scorecards/scorecard/definition.ts';
import { countSection, duplicateSection, sectionIds } from '../../../scorecards/scorecard/edit.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choice.tsx';
import { Select } from '../../ui/select.tsx';
import { t } from '../../words/words.ts';
import { type Languages, TextPair, WholeField } from './fields.tsx';
import { IdField } from './id-field.tsx';
import { TakeDialog } from './take-dialog.tsx';
import { addCriterion, removeSection, type Writing } from './writing.ts';

type Props = { writing: Writing; id: string; languages: Languages; onWritten: (element: HTMLElement) => void };

const KINDS = ['deduct', 'bonus', 'veto'] as const;

export function SectionEditor(props: Props): JSX.Element {
  const section = () => props.writing.section(props.id) as Section;
  const change = (fields: Partial<Section>, field: string | null = null) =>
    props.writing.changeSection(props.id, fields, field);
  return (
    <Show when={props.writing.section(props.id)}>
      <div class="grid gap-5">
        <Head {...props} />
        <TextPair
          label={t('builder.name')}
          text={section().name}
          languages={props.languages}
          onReady={props.onWritten}
          onChange={(name, language) => change({ name }, `name ${language}`)}
        />
        <Counting
          section={section()}
          onChange={change}
          onKind={(kind) => props.writing.change(countSection(props.writing.draft(), props.id, kind))}
        />
        <Adding {...props} />
      </div>
    </Show>
  );
}

function Head(props: Props): JSX.Element {
  const { writing } = props;
  const rename = (id: string) => {
    writing.changeSection(props.id, { id });
    writing.setPlace({ of: 'section', id });
  };
  const copy = () => {
    const { draft, id } = duplicateSection(writing.draft(), props.id);
    writing.change(draft);
    writing.setPlace({ of: 'section', id });
  };
  return (
    <div class="flex flex-wrap items-end gap-2">
      <h2 class="flex-1 self-center text-read font-semibold">{t('builder.section')}</h2>
      <IdField
        id={props.id}
        taken={sectionIds(writing.draft())}
        fits={(id) => Key.safeParse(id).success}
        onChange={rename}
      />
      <Button size="sm" icon={Copy} onClick={copy}>
        {t('builder.duplicate')}
      </Button>
      <Button size="sm" tone="danger" icon={Trash} onClick={() => removeSection(writing, props.id)}>
        {t('builder.remove')}
      </Button>
    </div>
  );
}

/** What the section weighs or can lose. */
function Counting(props: {
  section: Section;
  onChange: (fields: Partial<Section>, field?: string | null) => void;
  onKind: (kind: (typeof KINDS)[number]) => void;
}): JSX.Element {
  const own = () => (props.section.kind === 'weighted' ? props.section.weight : null);
  return (
    <Show
      when={props.section.kind !== 'weighted'}
      fallback={
        <div class="flex flex-wrap items-end gap-4">
          <Checkbox
            class="pb-1.5"
            label={t('builder.ownWeight')}
            hint={t('builder.ownWeightHint')}
            checked={own() !== null}
            onChange={(weighs) => props.onChange({ weight: weighs ? 10 : null } as Partial<Section>)}
          />
          <Show when={own() !== null}>
            <WholeField
              label={t('builder.weight')}
              value={own() ?? 1}
              least={1}
              most={1000}
              onChange={(weight) => props.onChange({ weight } as Partial<Section>, 'weight')}
            />
          </Show>
        </div>
      }
    >
      <div class="flex flex-wrap items-end gap-4">
        <Select
          class="w-56"
          label={t('builder.kind')}
          options={KINDS}
          value={props.section.kind as (typeof KINDS)[number]}
          name={(kind) => t(`builder.kinds.${kind}`)}
          onChange={(kind) => kind && props.onKind(kind)}
        />
        <Show when={props.section.kind === 'deduct' && props.section}>
          {(section) => (
            <WholeField
              label={t('builder.canLose')}
              value={section().points}
              least={1}
              most={1000}
              onChange={(points) => props.onChange({ points } as Partial<Section>, 'points')}
            />
          )}
        </Show>
      </div>
    </Show>
  );
}

function Adding(props: Props): JSX.Element {
  const [taking, setTaking] = createSignal(false);
  return (
    <div class="flex flex-wrap gap-2">
      <Button icon={Plus} onClick={() => addCriterion(props.writing, props.id)}>
        {t('builder.addCriterion')}
      </Button>
      <Button icon={Library} onClick={() => setTaking(true)}>
        {t('builder.take')}
      </Button>
      <Show when={taking()}>
        <TakeDialog writing={props.writing} section={props.id} onClose={() => setTaking(false)} />
      </Show>
    </div>
  );
}
