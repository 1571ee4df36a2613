// Imports a scorecard as a draft, which opens in the builder. The dialog is loaded when it is asked for.
import { useNavigate } from '@solidjs/router';
import { createSignal, type JSX, lazy, Show, Suspense } from 'solid-js';
import type { Draft } from '../../scorecards/scorecard/definition.ts';
import { freshKey } from '../../scorecards/scorecard/edit.ts';
import { Button } from '../ui/button.tsx';
import { explain } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { t } from '../words/words.ts';
import { useScorecards } from './data.ts';
import { useScorecardActions } from './drafts-data.ts';

const ImportDialog = lazy(() =>
  import('./import-dialog.tsx').then(({ ImportDialog: dialog }) => ({ default: dialog })),
);

export function ImportButton(): JSX.Element {
  const [open, setOpen] = createSignal(false);
  return (
    <>
      <Button tone="quiet" onClick={() => setOpen(true)}>
        {t('scorecardFiles.import')}
      </Button>
      <Show when={open()}>
        <Importing onClose={() => setOpen(false)} />
      </Show>
    </>
  );
}

function Importing(props: { onClose: () => void }): JSX.Element {
  const scorecards = useScorecards();
  const navigate = useNavigate();
  const { begin, beginNext } = useScorecardActions();
  const taken = () => new Set((scorecards.data ?? []).map(({ key }) => key));
  const then = {
    onSuccess: ({ key }: { key: string }) => navigate(`/scorecards/${key}/draft`),
    onError: (error: unknown) => tell(explain(error), 'bad'),
  };
  const open = (draft: Draft, as: 'new' | 'next') => {
    if (as === 'next') beginNext.mutate({ key: draft.id, definition: draft }, then);
    else begin.mutate({ ...draft, id: freshKey(draft.id, taken()) }, then);
  };
  return (
    <Suspense>
      <ImportDialog
        taken={taken()}
        busy={begin.isPending || beginNext.isPending}
        onRead={open}
        onClose={() => props.onClose()}
      />
    </Suspense>
  );
}
