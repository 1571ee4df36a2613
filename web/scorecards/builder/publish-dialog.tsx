// What publishing means, said before it is done: what still has to be fixed, what changed, and what is under way.
import { useNavigate } from '@solidjs/router';
import { createSignal, type JSX, Show } from 'solid-js';
import type { ScorecardUse } from '../../../api/scorecards/contract.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote, explain } from '../../ui/states.tsx';
import { tell } from '../../ui/toast.tsx';
import { t } from '../../words/words.ts';
import { Comparison } from '../comparison.tsx';
import { useVersion } from '../data.ts';
import { useScorecardActions } from '../drafts-data.ts';
import { Findings } from './findings.tsx';
import type { Found, Place, Writing } from './writing.ts';

type Props = {
  writing: Writing;
  scorecard: string;
  /** Number of the newest version; null: none. */
  newest: number | null;
  found: readonly Found[];
  use: ScorecardUse | undefined;
  onOpen: (place: Place) => void;
  onClose: () => void;
};

export function PublishDialog(props: Props): JSX.Element {
  const { publish } = useScorecardActions();
  const navigate = useNavigate();
  const [unsaved, setUnsaved] = createSignal<unknown>(null);
  const errors = () => props.found.filter(({ finding }) => finding.severity === 'error').length;
  const next = () => (props.newest ?? 0) + 1;
  const go = async () => {
    if (!(await props.writing.saving.flush())) {
      setUnsaved(props.writing.saving.error() ?? new Error('not saved'));
      return;
    }
    publish.mutate(
      { key: props.scorecard, revision: props.writing.saving.revision() },
      {
        onSuccess: ({ key, number }) => {
          props.writing.saving.close(true);
          tell(t('builder.published', { n: number }), 'good');
          navigate(`/scorecards/${key}/${number}`);
        },
        onError: (error) => tell(explain(error), 'bad'),
      },
    );
  };
  return (
    <Dialog
      open
      wide
      onClose={() => props.onClose()}
      title={t('builder.publishTitle', { n: next() })}
      foot={
        <>
          <Button onClick={() => props.onClose()}>{t('ui.cancel')}</Button>
          <Button tone="primary" disabled={errors() > 0} busy={publish.isPending} onClick={() => void go()}>
            {t('builder.publish')}
          </Button>
        </>
      }
    >
      <div data-autofocus tabindex="-1" class="grid gap-4 outline-none">
        <ErrorNote error={unsaved()} />
        <Effects use={props.use} newest={props.newest} />
        <Findings
          writing={props.writing}
          found={props.found}
          use={props.use}
          onOpen={(place) => {
            props.onOpen(place);
            props.onClose();
          }}
        />
        <Changes {...props} />
      </div>
    </Dialog>
  );
}

/** What is different from the version in use. */
function Changes(props: Props): JSX.Element {
  const newest = useVersion(() => ({
    key: props.scorecard,
    number: props.newest === null ? null : String(props.newest),
  }));
  return (
    <Show when={newest.data}>
      {(version) => (
        <Comparison
          before={version().definition}
          after={props.writing.draft()}
          names={{
            before: t('scorecards.version', { n: version().number }),
            after: t('scorecards.version', { n: version().number + 1 }),
          }}
        />
      )}
    </Show>
  );
}

/** What goes on as it is, and what goes on with the new version. */
function Effects(props: { use: ScorecardUse | undefined; newest: number | null }): JSX.Element {
  return (
    <ul class="m-0 grid list-disc gap-1 pl-5 text-ink-2">
      <Show when={props.newest !== null} fallback={<li>{t('builder.effects.first')}</li>}>
        <Show when={props.use}>
          {(use) => (
            <>
              <li>{t('builder.effects.reviews', { n: use().open_reviews, version: props.newest! })}</li>
              <li>
                {use().plans.length === 0
                  ? t('builder.effects.noPlans')
                  : t('builder.effects.plans', {
                      names: use()
                        .plans.map(({ name }) => name)
                        .join(', '),
                    })}
              </li>
            </>
          )}
        </Show>
        <li>{t('builder.effects.past', { version: props.newest! })}</li>
      </Show>
      <li>{t('builder.effects.fixed')}</li>
    </ul>
  );
}
