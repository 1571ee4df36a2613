// Somebody else changed the same things in the meantime: both versions side by side, to choose from one by one. Nothing is
// saved over the other before that.
import { createEffect, createMemo, createSignal, Index, type JSX, on, Show } from 'solid-js';
import type { Scorecard } from '../../../scorecards/scorecard/definition.ts';
import type { Clash } from '../../../scorecards/scorecard/merge.ts';
import { useCompetencyNames } from '../../competencies/data.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { clock } from '../../ui/format.ts';
import { t } from '../../words/words.ts';
import { versionOf } from '../change-words.ts';
import { placeWords, versionWords } from './clash-words.ts';
import type { Decision, Writing } from './writing.ts';

type Choice = 'mine' | 'theirs';

export function ClashDialog(props: { writing: Writing }): JSX.Element {
  const decision = () => props.writing.decision();
  const [choices, setChoices] = createSignal<(Choice | null)[]>([]);
  createEffect(on(decision, (now) => setChoices(now ? now.clashes.map(() => null) : [])));
  const all = (choice: Choice) => setChoices(choices().map(() => choice));
  const chosen = () => choices().every((one) => one !== null);
  return (
    <Dialog
      open={decision() !== null}
      onClose={() => undefined}
      unclosable
      wide
      title={t('builder.clash.title')}
      description={<Show when={decision()}>{(now) => <>{lead(now())}</>}</Show>}
      foot={
        <>
          <Button onClick={() => all('theirs')}>{t('builder.clash.allTheirs')}</Button>
          <Button onClick={() => all('mine')}>{t('builder.clash.allMine')}</Button>
          <Button
            tone="primary"
            disabled={!chosen()}
            onClick={() => chosen() && props.writing.decide(choices() as Choice[])}
          >
            {t('builder.clash.done')}
          </Button>
        </>
      }
    >
      <div data-autofocus tabindex="-1" class="grid gap-3 outline-none">
        <Index each={decision()?.clashes ?? []}>
          {(clash, i) => (
            <ClashRow
              clash={clash()}
              writing={props.writing}
              choice={choices()[i] ?? null}
              onChoose={(choice) => setChoices(choices().toSpliced(i, 1, choice))}
            />
          )}
        </Index>
      </div>
    </Dialog>
  );
}

const lead = ({ theirs }: Decision): string =>
  t('builder.clash.lead', {
    name: theirs.changed_by?.name ?? t('builder.clash.someone'),
    time: clock(theirs.saved_at),
  });

function ClashRow(props: {
  clash: Clash;
  writing: Writing;
  choice: Choice | null;
  onChoose: (choice: Choice) => void;
}): JSX.Element {
  const { competency } = useCompetencyNames();
  const version = createMemo(() => versionOf(props.writing.draft() as Scorecard, competency));
  const where = () => placeWords(props.clash, version());
  return (
    <fieldset class="m-0 grid min-w-0 gap-1.5 rounded-control border border-line p-3">
      <legend class="px-1 text-small font-medium text-ink-2">{where()}</legend>
      <div class="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
        <Version
          name={t('builder.clash.mine')}
          group={where()}
          value={versionWords(props.clash, props.clash.mine, version())}
          chosen={props.choice === 'mine'}
          onChoose={() => props.onChoose('mine')}
        />
        <Version
          name={t('builder.clash.theirs')}
          group={where()}
          value={versionWords(props.clash, props.clash.theirs, version())}
          chosen={props.choice === 'theirs'}
          onChoose={() => props.onChoose('theirs')}
        />
      </div>
    </fieldset>
  );
}

function Version(props: {
  name: string;
  group: string;
  value: string;
  chosen: boolean;
  onChoose: () => void;
}): JSX.Element {
  return (
    <label
      class={`grid cursor-pointer content-start gap-1 rounded-control border p-2 ${props.chosen ? 'border-accent bg-accent-wash' : 'border-line-strong'}`}
    >
      <span class="flex items-center gap-2 font-medium">
        <input type="radio" name={props.group} checked={props.chosen} onChange={() => props.onChoose()} />
        {props.name}
      </span>
      <span class="max-h-40 overflow-auto wrap-anywhere whitespace-pre-line text-ink-2">{props.value}</span>
    </label>
  );
}
