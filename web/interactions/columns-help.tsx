// The columns of an import file, with a template to download.
import Download from 'lucide-solid/icons/download';
import { For, type JSX, Show } from 'solid-js';
import { sheetOf } from '../../scorecards/files/sheet.ts';
import { RECORDING_COLUMNS } from '../../scorecards/interactions/columns.ts';
import { download } from '../files/download.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { zone } from '../ui/format.ts';
import { t } from '../words/words.ts';
import { CHAT_COLUMNS, REQUIRED } from './import-view.ts';

export function ColumnsHelp(props: { open: boolean; onClose: () => void }): JSX.Element {
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      wide
      title={t('imports.columns')}
      description={t('imports.columnsLead', { zone: zone() })}
    >
      <div class="grid grid-cols-2 gap-6 pt-2 max-sm:grid-cols-1">
        <Columns title={t('imports.forRecordings')} columns={RECORDING_COLUMNS} file="recordings.csv" />
        <Columns title={t('imports.forChats')} columns={CHAT_COLUMNS} file="chats.csv" />
      </div>
    </Dialog>
  );
}

type Column = (typeof RECORDING_COLUMNS | typeof CHAT_COLUMNS)[number];

function Columns(props: { title: string; columns: readonly Column[]; file: string }): JSX.Element {
  return (
    <section class="grid content-start gap-2">
      <h3 class="font-semibold">{props.title}</h3>
      <dl class="grid gap-1">
        <For each={props.columns}>
          {(column) => (
            <div class="border-b border-line pb-1">
              <dt class="flex items-center gap-2 font-medium">
                {column}
                <Show when={REQUIRED.has(column)}>
                  <span class="text-small font-normal text-ink-3">{t('imports.required')}</span>
                </Show>
              </dt>
              <dd class="m-0 text-ink-2">{t(`imports.column.${column}`)}</dd>
            </div>
          )}
        </For>
      </dl>
      <div>
        <Button size="sm" icon={Download} onClick={() => download(props.file, sheetOf(props.columns, []), 'text/csv')}>
          {t('imports.columnsTemplate')}
        </Button>
      </div>
    </section>
  );
}
