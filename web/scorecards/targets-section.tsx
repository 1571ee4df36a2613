// The score to reach, for each scorecard and team.
import X from 'lucide-solid/icons/x';
import { Index, type JSX, Show } from 'solid-js';
import { Button, IconButton } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Select } from '../ui/select.tsx';
import { t } from '../words/words.ts';
import { createPart, PartSection } from './settings-part.tsx';
import { faultsIn, rowsOf, type SectionProps, type TargetFault, type TargetRow, targetsIn } from './settings-view.ts';

export function TargetsSection(props: SectionProps): JSX.Element {
  const part = createPart<{ rows: TargetRow[] }>({
    kept: () => ({ ...props.settings.targets, setting: { part: 'targets', value: props.settings.targets.value } }),
    typed: (setting) => ({ rows: setting.part === 'targets' ? rowsOf(setting.value) : [] }),
    setting: ({ rows }) => (faultsIn(rows).flat().length === 0 ? { part: 'targets', value: targetsIn(rows) } : null),
  });
  const rows = () => part.typed().rows;
  const change = (at: number, next: Partial<TargetRow>) =>
    part.set({ rows: rows().map((row, i) => (i === at ? { ...row, ...next } : row)) });
  const faults = (at: number) => (part.tried() ? (faultsIn(rows())[at] ?? []) : []);
  let adding!: HTMLButtonElement;
  const add = () => {
    part.set({ rows: [...rows(), { scorecard: null, team: null, points: '' }] });
    adding.closest('section')?.querySelector<HTMLElement>('li:last-child button')?.focus();
  };
  const remove = (at: number) => {
    part.set({ rows: rows().filter((_, i) => i !== at) });
    adding.focus();
  };
  return (
    <PartSection id="targets" of={part} names={props.names}>
      <div>
        <Button ref={adding} onClick={add}>
          {t('scorecardSettings.targets.add')}
        </Button>
      </div>
      <Show when={rows().length > 0} fallback={<p class="m-0 text-ink-3">{t('scorecardSettings.targets.none')}</p>}>
        <ul class="m-0 grid list-none gap-3 p-0" aria-label={t('scorecardSettings.targets.list')}>
          <Index each={rows()}>
            {(row, at) => (
              <Row
                {...props}
                row={row()}
                faults={faults(at)}
                change={(next) => change(at, next)}
                remove={() => remove(at)}
              />
            )}
          </Index>
        </ul>
        <p class="m-0 text-small text-ink-3">{t('scorecardSettings.targets.order')}</p>
      </Show>
    </PartSection>
  );
}

type RowProps = SectionProps & {
  row: TargetRow;
  faults: TargetFault[];
  change: (next: Partial<TargetRow>) => void;
  remove: () => void;
};

function Row(props: RowProps): JSX.Element {
  const fault = (of: TargetFault) => (props.faults.includes(of) ? t(`scorecardSettings.targets.${of}`) : null);
  return (
    <li class="grid grid-cols-[minmax(0,2fr)_minmax(0,1fr)_96px_auto] items-start gap-2 max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:border-b max-sm:border-line max-sm:pb-3">
      <Select
        class="min-w-0 grid-cols-[minmax(0,1fr)] max-sm:col-span-2"
        label={t('scorecardSettings.targets.scorecard')}
        options={props.scorecards}
        name={props.names.scorecard}
        value={props.row.scorecard}
        onChange={(scorecard) => props.change({ scorecard })}
        error={fault('noScorecard') ?? fault('twice')}
      />
      <Select
        class="min-w-0 grid-cols-[minmax(0,1fr)] max-sm:col-span-2"
        label={t('scorecardSettings.targets.team')}
        options={props.teams}
        name={props.names.team}
        empty={t('scorecardSettings.targets.allTeams')}
        value={props.row.team}
        onChange={(team) => props.change({ team })}
      />
      <Field
        label={t('scorecardSettings.targets.points')}
        inputmode="numeric"
        value={props.row.points}
        onInput={(points) => props.change({ points })}
        error={fault('noPoints')}
      />
      <span class="pt-5.5">
        <IconButton label={t('scorecardSettings.targets.remove')} icon={X} onClick={props.remove} />
      </span>
    </li>
  );
}
