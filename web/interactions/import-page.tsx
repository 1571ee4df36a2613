// Importing interactions: drop files, review issues before and after, fix them here, and continue.
import { createEffect, createSignal, For, type JSX, on, onMount, Show } from 'solid-js';
import { useNames } from '../session/names.ts';
import { useSession } from '../session/session.tsx';
import { Page } from '../shell/page.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { fileSize } from '../ui/format.ts';
import { explain } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { t } from '../words/words.ts';
import { beside } from './beside.ts';
import { StrayTranscripts } from './beside-panel.tsx';
import { ColumnsHelp } from './columns-help.tsx';
import { DropZone } from './drop-zone.tsx';
import { ChatsPanel, CsvPanel, IgnoredFiles } from './files-panel.tsx';
import { add, belongTo, check, clear, pauseAll, resumeAll, start } from './intake.ts';
import { intake, isDone, isMoving } from './intake-store.ts';
import { RecordingsPanel } from './recordings-panel.tsx';
import { Bar } from './state-cell.tsx';

export default function ImportPage(): JSX.Element {
  const session = useSession();
  const [help, setHelp] = createSignal(false);
  onMount(() => belongTo(session.member.id));
  const names = useNames(() => session.may('people:read'));
  const agents = () =>
    (names.data ?? []).filter(
      ({ roles, teams }) => roles.includes('agent') && session.mayIn('interactions:import', teams),
    );
  const empty = () =>
    intake.recordings.length +
      intake.csvs.length +
      intake.chats.length +
      intake.ignored.length +
      beside.files.length ===
    0;
  const refused = (error: unknown) => tell(explain(error), 'bad');
  return (
    <Page
      title={t('imports.title')}
      fixed
      actions={
        <LinkButton href="/interactions" tone="quiet">
          {t('imports.toList')}
        </LinkButton>
      }
    >
      <div class="min-h-0 flex-1 overflow-auto">
        <div class="mx-auto grid max-w-[1120px] gap-4 px-5.5 pt-5 pb-10 max-sm:px-3">
          <DropZone small={!empty()} add={(files) => void add(files).catch(refused)} help={() => setHelp(true)} />
          <Show when={intake.ignored.length > 0}>
            <IgnoredFiles files={intake.ignored} />
          </Show>
          <StrayTranscripts />
          <For each={intake.csvs}>{(csv) => <CsvPanel csv={csv} />}</For>
          <Show when={intake.recordings.length > 0}>
            <RecordingsPanel agents={agents()} />
          </Show>
          <For each={intake.chats}>{(chats) => <ChatsPanel chats={chats} />}</For>
        </div>
      </div>
      <Show when={!empty()}>
        <Foot refused={refused} />
      </Show>
      <ColumnsHelp open={help()} onClose={() => setHelp(false)} />
    </Page>
  );
}

function Foot(props: { refused: (error: unknown) => void }): JSX.Element {
  const counts = countsOfIntake();
  const { ready, fix, moving, paused, created, there } = counts;
  // What the check found holds until something changes.
  const [checked, setChecked] = createSignal<string | null>(null);
  createEffect(on([ready, fix, moving], () => setChecked(null), { defer: true }));
  const checkOnly = async () => {
    await check();
    setChecked(t('imports.checked', { good: ready(), there: counts.known(), fix: fix() }));
  };
  return (
    <footer class="flex min-h-14 shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-t border-line bg-sheet px-5.5 py-2 max-sm:px-3">
      <p class="num font-medium" role="status">
        {checked() ??
          (moving() + paused() + created() + there() > 0 && ready() === 0
            ? t('imports.summary', { going: moving() + paused(), created: created(), there: there(), fix: fix() })
            : t('imports.foot', { ready: ready(), fix: fix() }))}
      </p>
      <Show when={moving() + paused() > 0}>
        <Progress moving={moving() > 0} />
      </Show>
      <span class="flex-1" />
      <Actions counts={counts} check={() => void checkOnly().catch(props.refused)} refused={props.refused} />
    </footer>
  );
}

type Counts = ReturnType<typeof countsOfIntake>;

/** How many there are of each kind, recordings and chats together. */
function countsOfIntake() {
  const counted = (test: (one: (typeof intake.recordings)[number]) => boolean) => intake.recordings.filter(test).length;
  const chats = (of: 'created' | 'already_there', state: 'checked' | 'imported') =>
    intake.chats.reduce((sum, one) => sum + (one.state === state ? (one.report?.[of] ?? 0) : 0), 0);
  const chatsRefused = () => intake.chats.reduce((sum, one) => sum + (one.report?.refused.length ?? 0), 0);
  const ready = () => counted(({ state }) => state === 'new') + chats('created', 'checked');
  const fix = () => counted(({ state }) => state === 'mend') + chatsRefused();
  const moving = () => counted(isMoving);
  const paused = () => counted(({ state }) => state === 'paused');
  const created = () => counted(({ state }) => state === 'created') + chats('created', 'imported');
  const there = () => counted(({ state }) => state === 'already-there') + chats('already_there', 'imported');
  const importing = () => intake.chats.some(({ state }) => state === 'importing');
  const over = () => ready() === 0 && moving() === 0 && paused() === 0 && !importing() && created() + there() > 0;
  return {
    ...{ ready, fix, moving, paused, created, there, importing, over },
    /** Chats that the check found to be there already. */
    known: () => chats('already_there', 'checked'),
  };
}

/** How much has been sent, and holding it up. */
function Progress(props: { moving: boolean }): JSX.Element {
  const onTheWay = () => intake.recordings.filter((one) => isMoving(one) || one.state === 'paused' || isDone(one));
  const size = () => onTheWay().reduce((sum, { file }) => sum + file.size, 0);
  const sent = () => onTheWay().reduce((sum, one) => sum + (isDone(one) ? one.file.size : one.sent), 0);
  return (
    <>
      <span class="flex items-center gap-2">
        <Bar
          label={t('imports.totalLabel')}
          share_bp={size() === 0 ? 0 : Math.floor((sent() / size()) * 10_000)}
          class="w-36!"
        />
        <span class="num text-ink-2">{t('imports.total', { sent: fileSize(sent()), size: fileSize(size()) })}</span>
      </span>
      <Show when={props.moving} fallback={<Button onClick={resumeAll}>{t('imports.resumeAll')}</Button>}>
        <Button onClick={pauseAll}>{t('imports.pauseAll')}</Button>
      </Show>
    </>
  );
}

function Actions(props: { counts: Counts; check: () => void; refused: (error: unknown) => void }): JSX.Element {
  const { over, ready, fix, importing } = props.counts;
  return (
    <>
      <Show when={over()}>
        <Button tone="quiet" onClick={clear}>
          {t('imports.clear')}
        </Button>
        <LinkButton href="/interactions" tone="primary">
          {t('imports.seeList')}
        </LinkButton>
      </Show>
      <Show when={!over() && ready() + fix() > 0}>
        <Button busy={intake.checking} onClick={() => props.check()}>
          {t('imports.checkOnly')}
        </Button>
        <Button
          tone="primary"
          busy={intake.checking || importing()}
          disabled={ready() === 0}
          onClick={() => void start().catch(props.refused)}
        >
          {t('imports.importAll', ready())}
        </Button>
      </Show>
    </>
  );
}
