// Writing a scorecard: its outline, what is being edited, and the form as reviewers will see it.
import { useNavigate, useParams } from '@solidjs/router';
import Redo2 from 'lucide-solid/icons/redo-2';
import Undo2 from 'lucide-solid/icons/undo-2';
import {
  createEffect,
  createMemo,
  createSignal,
  type JSX,
  Match,
  on,
  onCleanup,
  onMount,
  Show,
  Switch,
  untrack,
} from 'solid-js';
import type { ScorecardDraft } from '../../../api/scorecards/contract.ts';
import type { Draft } from '../../../scorecards/scorecard/definition.ts';
import { useKnownCompetencies } from '../../competencies/data.ts';
import { connection } from '../../server/client.ts';
import { browserStorage } from '../../server/saving.ts';
import { Page } from '../../shell/page.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { modKey } from '../../ui/keys.tsx';
import { Menu } from '../../ui/popover.tsx';
import { ErrorNote, explain, SkeletonRows } from '../../ui/states.tsx';
import { tell } from '../../ui/toast.tsx';
import { loadSentences, said, t } from '../../words/words.ts';
import { saveDraft, useDraft, useScorecardActions, useUse } from '../drafts-data.ts';
import { saveDraftFile } from '../export.tsx';
import { SavedNote } from '../saved-note.tsx';
import { useBuilderKeys } from './builder-keys.ts';
import { CardEditor } from './card-editor.tsx';
import { ClashDialog } from './clash-dialog.tsx';
import { CriterionEditor } from './criterion-editor.tsx';
import type { Languages } from './fields.tsx';
import { Findings } from './findings.tsx';
import { OtherLanguage, useLanguages } from './languages.tsx';
import { Outline } from './outline.tsx';
import { Preview } from './preview.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { SectionEditor } from './section-editor.tsx';
import { createWriting, type Found, findingsOf, type Place, type Writing } from './writing.ts';

export default function BuilderPage(): JSX.Element {
  const params = useParams<{ key: string }>();
  const draft = useDraft(() => params.key);
  onMount(() => void loadSentences());
  return (
    <Show
      when={draft.data}
      keyed
      fallback={
        <Page title={t('scorecards.scorecard')} column>
          <ErrorNote error={draft.error} again={() => void draft.refetch()} />
          <Show when={draft.isPending}>
            <SkeletonRows />
          </Show>
        </Page>
      }
    >
      {(start) => <Builder start={start} />}
    </Show>
  );
}

type Opened = 'publish' | 'findings' | 'discard';

function Builder(props: { start: ScorecardDraft }): JSX.Element {
  const { key } = props.start;
  const writing = createWriting({
    start: props.start,
    save: (json) => saveDraft(key, json),
    storage: browserStorage(),
    united: ({ changed_by }) => tell(t('builder.united', { name: changed_by?.name ?? t('builder.clash.someone') })),
  });
  useSavingAlways(writing);
  const [opened, setOpened] = createSignal<Opened | null>(null);
  const settled = useSettled(writing);
  const competencies = useKnownCompetencies();
  const found = createMemo(() => findingsOf(settled(), competencies()));
  const languages = useLanguages(writing);
  const pane = useFocus(writing);
  useBuilderKeys(writing, () => setOpened('publish'));
  return (
    <Page
      title={said(writing.draft().name) || t('builder.unnamed')}
      facts={
        <SavedNote state={writing.saving.state()} savedAt={writing.saving.savedAt()} error={writing.saving.error()} />
      }
      filters={<OtherLanguage draft={settled()} languages={languages} />}
      actions={<Actions writing={writing} found={found().length} onOpen={setOpened} />}
      fixed
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Esc leaves what is being typed, wherever that is */}
      <div
        onKeyDown={leaveText}
        class="grid min-h-0 flex-1 grid-cols-[300px_minmax(0,1fr)_400px] max-xl:grid-cols-[260px_minmax(0,1fr)] max-lg:block max-lg:overflow-auto"
      >
        <Outline writing={writing} found={found()} onOpen={pane.open} />
        <div class="min-h-0 overflow-auto px-5 py-4 max-xl:row-span-2" ref={pane.setPane}>
          <Editor writing={writing} languages={languages.shown()} onWritten={pane.written} />
        </div>
        <Preview writing={writing} draft={settled()} />
      </div>
      <Dialogs
        start={props.start}
        writing={writing}
        found={found()}
        opened={opened()}
        onOpen={pane.open}
        onClose={() => setOpened(null)}
      />
      <ClashDialog writing={writing} />
    </Page>
  );
}

function Dialogs(props: {
  start: ScorecardDraft;
  writing: Writing;
  found: readonly Found[];
  opened: Opened | null;
  onOpen: (place: Place) => void;
  onClose: () => void;
}): JSX.Element {
  const use = useUse(() => props.start.key);
  return (
    <>
      <Show when={props.opened === 'publish'}>
        <PublishDialog
          writing={props.writing}
          scorecard={props.start.key}
          newest={props.start.newest}
          found={props.found}
          use={use.data}
          onOpen={props.onOpen}
          onClose={props.onClose}
        />
      </Show>
      <Dialog open={props.opened === 'findings'} onClose={() => props.onClose()} title={t('builder.findings')} wide>
        <Findings
          writing={props.writing}
          found={props.found}
          use={use.data}
          onOpen={(place) => {
            props.onClose();
            props.onOpen(place);
          }}
        />
      </Dialog>
      <DiscardDialog
        open={props.opened === 'discard'}
        writing={props.writing}
        start={props.start}
        onClose={props.onClose}
      />
    </>
  );
}

function Editor(props: {
  writing: Writing;
  languages: Languages;
  onWritten: (element: HTMLElement) => void;
}): JSX.Element {
  const place = () => props.writing.place();
  const id = (of: Place['of']) => {
    const now = place();
    return now.of === of && now.of !== 'card' ? now.id : null;
  };
  return (
    <Switch fallback={<CardEditor writing={props.writing} languages={props.languages} onWritten={props.onWritten} />}>
      <Match when={id('section')} keyed>
        {(section) => (
          <SectionEditor writing={props.writing} id={section} languages={props.languages} onWritten={props.onWritten} />
        )}
      </Match>
      <Match when={id('criterion')} keyed>
        {(criterion) => (
          <CriterionEditor
            writing={props.writing}
            id={criterion}
            languages={props.languages}
            onWritten={props.onWritten}
          />
        )}
      </Match>
    </Switch>
  );
}

function Actions(props: { writing: Writing; found: number; onOpen: (what: Opened) => void }): JSX.Element {
  return (
    <>
      <IconButton
        label={t('builder.undo')}
        keys={`${modKey()}Z`}
        icon={Undo2}
        disabled={!props.writing.canUndo()}
        onClick={() => props.writing.undo()}
      />
      <IconButton
        label={t('builder.redo')}
        keys={`${modKey()}⇧Z`}
        icon={Redo2}
        disabled={!props.writing.canRedo()}
        onClick={() => props.writing.redo()}
      />
      <Button tone="quiet" onClick={() => props.onOpen('findings')}>
        {t('builder.found', props.found)}
      </Button>
      <Button tone="primary" keys={`${modKey()}↵`} onClick={() => props.onOpen('publish')}>
        {t('builder.publish')}
      </Button>
      <Menu
        label={t('ui.actions')}
        trigger={<span aria-hidden="true">⋯</span>}
        items={[
          {
            name: t('scorecardFiles.asFile'),
            do: () => void props.writing.saving.flush().then(() => saveDraftFile(props.writing.draft().id)),
          },
          { name: t('builder.discard'), danger: true, do: () => props.onOpen('discard') },
        ]}
      />
    </>
  );
}

function DiscardDialog(props: {
  open: boolean;
  writing: Writing;
  start: ScorecardDraft;
  onClose: () => void;
}): JSX.Element {
  const { discard } = useScorecardActions();
  const navigate = useNavigate();
  const go = async () => {
    await props.writing.saving.flush();
    discard.mutate(
      { key: props.start.key, revision: props.writing.saving.revision() },
      {
        onSuccess: () => {
          props.writing.saving.close(true);
          navigate('/scorecards');
        },
        onError: (error) => tell(explain(error), 'bad'),
      },
    );
  };
  return (
    <Dialog
      open={props.open}
      onClose={() => props.onClose()}
      title={t('builder.discardTitle')}
      description={
        props.start.newest === null ? t('builder.discardFirst') : t('builder.discardNext', { n: props.start.newest })
      }
      foot={
        <>
          <Button data-autofocus onClick={() => props.onClose()}>
            {t('ui.cancel')}
          </Button>
          <Button tone="danger" busy={discard.isPending} onClick={() => void go()}>
            {t('builder.discard')}
          </Button>
        </>
      }
    />
  );
}

/** The draft a moment after the last change: what is worked out from it does not hold up typing. */
function useSettled(writing: Writing) {
  const [settled, setSettled] = createSignal<Draft>(writing.draft());
  let timer: ReturnType<typeof setTimeout> | undefined;
  createEffect(
    on(writing.draft, (draft) => {
      clearTimeout(timer);
      timer = setTimeout(() => setSettled(draft), 120);
    }),
  );
  onCleanup(() => clearTimeout(timer));
  return settled;
}

/** What is opened has the focus in its first field. */
function useFocus(writing: Writing) {
  let pane: HTMLElement | undefined;
  let seen: Place = writing.place();
  return {
    setPane: (element: HTMLElement) => {
      pane = element;
    },
    /** @param field the first field of what is shown now */
    written: (field: HTMLElement) => {
      const now = untrack(writing.place);
      if (now === seen) return;
      seen = now;
      queueMicrotask(() => {
        pane?.scrollTo({ top: 0 });
        field.focus({ preventScroll: true });
      });
    },
    open: (place: Place) => writing.setPlace(place),
  };
}

/** Esc in a text goes to the row that is being edited, where keys add and move. */
function leaveText(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
  if (!(event.target instanceof HTMLElement) || !event.target.matches('input:not([role]), textarea')) return;
  event.currentTarget.querySelector<HTMLElement>('[data-row] [aria-current]')?.focus();
}

/** Saved whenever the page may be about to go. */
function useSavingAlways({ saving }: Writing): void {
  onMount(() => {
    const back = connection.listen((lost) => !lost && saving.again());
    const hide = () => void saving.flush();
    document.addEventListener('visibilitychange', hide);
    onCleanup(() => {
      back();
      document.removeEventListener('visibilitychange', hide);
      saving.close(false);
    });
  });
}
