// The versions of a part of the settings, in a sheet beside the page.
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { dateTime } from '../ui/format.ts';
import { ErrorNote, Skeleton } from '../ui/states.tsx';
import { t } from '../words/words.ts';
import { useSettingHistory } from './settings-data.ts';
import { type Names, type SettingPart, settingWords } from './settings-view.ts';

export function SettingHistory(props: { part: SettingPart; names: Names }): JSX.Element {
  const [open, setOpen] = createSignal(false);
  const part = () => t(`scorecardSettings.${props.part}.title`);
  return (
    <>
      <Button
        tone="quiet"
        size="sm"
        aria-label={t('scorecardSettings.historyOf', { part: part() })}
        onClick={() => setOpen(true)}
      >
        {t('scorecardSettings.history')}
      </Button>
      <Sheet open={open()} onClose={() => setOpen(false)} title={t('scorecardSettings.historyOf', { part: part() })}>
        <Versions {...props} />
      </Sheet>
    </>
  );
}

function Versions(props: { part: SettingPart; names: Names }): JSX.Element {
  const history = useSettingHistory(
    () => props.part,
    () => true,
  );
  const versions = createMemo(() => history.data?.pages.flatMap(({ rows }) => rows) ?? []);
  return (
    <div class="grid gap-4">
      <ErrorNote error={history.error} again={() => void history.refetch()} />
      <Show when={history.data} fallback={<Skeleton class="h-24" />}>
        <ol class="m-0 grid list-none gap-4 p-0">
          <For each={versions()} fallback={<li class="text-ink-2">{t('scorecardSettings.historyNone')}</li>}>
            {(version, i) => (
              <li class="grid gap-1 border-b border-line pb-4 last:border-0">
                <p class="m-0 font-medium">{t('scorecardSettings.version', { n: version.number })}</p>
                <p class="m-0 text-small text-ink-3">
                  {t('scorecardSettings.changed', {
                    when: dateTime(version.changed_at),
                    name: version.changed_by.name,
                  })}
                </p>
                <ul class="m-0 grid list-disc gap-0.5 pl-5 text-ink-2">
                  <For each={settingWords(version.setting, props.names, versions()[i() + 1]?.setting ?? null)}>
                    {(sentence) => <li>{sentence}</li>}
                  </For>
                </ul>
              </li>
            )}
          </For>
        </ol>
        <Show when={history.hasNextPage}>
          <div>
            <Button busy={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
              {t('scorecardSettings.more')}
            </Button>
          </div>
        </Show>
      </Show>
    </div>
  );
}
