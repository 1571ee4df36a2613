// Importing a scorecard: a file is dropped or chosen, read, and shown before anything is made of it.
import FileUp from 'lucide-solid/icons/file-up';
import { createSignal, type JSX, Show } from 'solid-js';
import type { Draft } from '../../scorecards/scorecard/definition.ts';
import { useDrops } from '../files/drops.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { languageName } from '../ui/format.ts';
import { Select } from '../ui/select.tsx';
import { Skeleton } from '../ui/states.tsx';
import { t } from '../words/words.ts';
import { MOST_BYTES, type Outcome, readSource, refusedBy, type Said, type Source, sourceOf } from './import-file.ts';
import { Columns, Refused, WhatWasRead } from './import-outcome.tsx';

const NOTHING_SAID: Said = { language: null, columns: {} };

/**
 * @param props.taken keys of the scorecards there are: one of these can get the file as its next version
 * @param props.onRead what was read, to be opened as a scorecard of its own, or as the next version of its key's
 */
export function ImportDialog(props: {
  taken: ReadonlySet<string>;
  busy: boolean;
  onRead: (draft: Draft, as: 'new' | 'next') => void;
  onClose: () => void;
}): JSX.Element {
  const importing = createImport();
  const draft = () => {
    const now = importing.outcome();
    return now?.kind === 'read' ? now.read.draft : null;
  };
  const isTaken = () => props.taken.has(draft()?.id ?? '');
  return (
    <Dialog
      open
      wide
      onClose={() => props.onClose()}
      title={t('scorecardFiles.import')}
      description={t('scorecardFiles.lead')}
      foot={
        <>
          <Button onClick={() => props.onClose()}>{t('ui.cancel')}</Button>
          <Show when={draft()}>
            {(read) => (
              <>
                <Show when={isTaken()}>
                  <Button busy={props.busy} onClick={() => props.onRead(read(), 'next')}>
                    {t('scorecardFiles.openNext', { key: read().id })}
                  </Button>
                </Show>
                <Button tone="primary" busy={props.busy} onClick={() => props.onRead(read(), 'new')}>
                  {isTaken() ? t('scorecardFiles.openNew') : t('scorecardFiles.open')}
                </Button>
              </>
            )}
          </Show>
        </>
      }
    >
      <div class="grid gap-4">
        <DropArea name={importing.name()} add={importing.add} />
        <Show when={importing.reading()} fallback={<Result importing={importing} />}>
          <div role="status" aria-label={t('ui.loading')}>
            <Skeleton class="h-24 w-full" />
          </div>
        </Show>
      </div>
    </Dialog>
  );
}

type Importing = ReturnType<typeof createImport>;

/** The file that is being read, and what came of it. Of two answers the later question's counts. */
function createImport() {
  const [name, setName] = createSignal<string | null>(null);
  const [outcome, setOutcome] = createSignal<Outcome | null>(null);
  const [reading, setReading] = createSignal(false);
  const [heard, setHeard] = createSignal(NOTHING_SAID);
  let source: Source | null = null;
  let asked = 0;
  const settle = async (work: () => Promise<Outcome>): Promise<void> => {
    const mine = ++asked;
    setReading(true);
    const found = await work();
    if (mine !== asked) return;
    setOutcome(found);
    setReading(false);
  };
  return {
    name,
    outcome,
    reading,
    heard,
    add(files: File[]): void {
      const [file] = files;
      if (!file) return;
      setName(file.name);
      setHeard(NOTHING_SAID);
      void settle(async () => {
        try {
          source = await sourceOf(file);
        } catch (error) {
          source = null;
          return refusedBy(error);
        }
        return readSource(source, NOTHING_SAID);
      });
    },
    /** Reads the same file again, as a person says it is to be read. */
    say(more: Partial<Said>): void {
      const from = source;
      if (from === null) return;
      setHeard({ ...heard(), ...more });
      void settle(() => readSource(from, heard()));
    },
  };
}

function DropArea(props: { name: string | null; add: (files: File[]) => void }): JSX.Element {
  const over = useDrops((files) => props.add(files));
  let input!: HTMLInputElement;
  const choose = () => {
    props.add([...(input.files ?? [])]);
    // The same file can be chosen again once it is fixed.
    input.value = '';
  };
  return (
    <section
      aria-label={t('scorecardFiles.drop')}
      class={`flex flex-wrap items-center gap-x-4 gap-y-2 rounded-sheet border border-dashed px-4.5 py-4 ${over() ? 'border-accent bg-accent-wash' : 'border-line-strong'}`}
    >
      <FileUp class="size-5 text-ink-3" stroke-width={1.5} aria-hidden="true" />
      <p class="min-w-0 flex-1 truncate">{props.name ?? t('scorecardFiles.drop')}</p>
      <Button tone={props.name === null ? 'primary' : 'plain'} onClick={() => input.click()}>
        {props.name === null ? t('scorecardFiles.choose') : t('scorecardFiles.chooseOther')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,.csv,.tsv,.txt,.xlsx"
        aria-label={t('scorecardFiles.choose')}
        onChange={choose}
      />
      <p class="basis-full text-small text-ink-3">{t('scorecardFiles.hint', { limit: MOST_BYTES / 1024 / 1024 })}</p>
    </section>
  );
}

function Result(props: { importing: Importing }): JSX.Element {
  const refused = () => {
    const now = props.importing.outcome();
    return now?.kind === 'refused' ? now : null;
  };
  const read = () => {
    const now = props.importing.outcome();
    return now?.kind === 'read' ? now.read : null;
  };
  const headers = () => read()?.columns ?? refused()?.columns ?? [];
  return (
    <>
      <Show when={refused()}>{(now) => <Refused error={now().error} problems={now().problems} />}</Show>
      <Show when={read()}>{(now) => <WhatWasRead read={now()} />}</Show>
      <Show when={headers().length > 0}>
        <Columns
          headers={headers()}
          onChange={(header, column) =>
            props.importing.say({ columns: { ...props.importing.heard().columns, [header]: column } })
          }
        />
      </Show>
      <Show when={read()?.kind === 'table' && read()}>
        {(now) => (
          <Select
            class="max-w-60"
            label={t('scorecardFiles.language')}
            options={[...new Set(['en', 'zh', now().draft.leading])]}
            name={languageName}
            value={now().draft.leading}
            onChange={(language) => props.importing.say({ language })}
          />
        )}
      </Show>
    </>
  );
}
