// One calibration: while it is open, who has submitted; afterwards the answers side by side and the agreement.

import { A, useParams } from '@solidjs/router';
import { createSignal, For, type JSX, Show } from 'solid-js';
import type { CalibrationPage as Calibration, Participant } from '../../api/calibration/contract.ts';
import { Page } from '../shell/page.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { shortDate, shortDateTime } from '../ui/format.ts';
import { ErrorNote, explain, SkeletonRows } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { Wording } from '../ui/wording.tsx';
import { byName } from '../words/by-name.ts';
import { t } from '../words/words.ts';
import { useCalibration, useCalibrationActions } from './data.ts';
import { SideBySide } from './side-by-side.tsx';

export default function CalibrationPage(): JSX.Element {
  const params = useParams<{ id: string }>();
  const calibration = useCalibration(() => params.id);
  const [closing, setClosing] = createSignal(false);
  return (
    <Page
      title={calibration.data?.name ?? t('calibration.title')}
      facts={<Facts of={calibration.data} />}
      actions={
        <Show when={calibration.data}>
          {(found) => (
            <>
              <LinkButton tone="quiet" href={`/interactions/${found().interaction.id}`}>
                {t('calibration.hear')}
              </LinkButton>
              <Show when={found().closed_at === null}>
                <Button onClick={() => setClosing(true)}>{t('calibration.close')}</Button>
              </Show>
            </>
          )}
        </Show>
      }
    >
      <div class="mx-auto grid max-w-[1440px] gap-4 px-5.5 pt-4.5 pb-10 max-sm:px-3">
        <ErrorNote error={calibration.error} again={() => void calibration.refetch()} />
        <Show
          when={calibration.data}
          fallback={
            <Show when={calibration.isPending}>
              <SkeletonRows />
            </Show>
          }
        >
          {(found) => (
            <Show when={found().comparison} fallback={<Waiting calibration={found()} />}>
              {(comparison) => (
                <Show
                  when={comparison().sheets.length > 0}
                  fallback={<p class="sheet px-5 py-4 text-ink-2">{t('calibration.nobody')}</p>}
                >
                  <SideBySide calibration={found()} comparison={comparison()} />
                </Show>
              )}
            </Show>
          )}
        </Show>
      </div>
      <ClosingDialog calibration={params.id} open={closing()} onClose={() => setClosing(false)} />
    </Page>
  );
}

function Facts(props: { of: Calibration | undefined }): JSX.Element {
  return (
    <>
      <Show when={props.of}>
        {(found) => (
          <>
            <Chip>
              <Wording text={found().scorecard.name} />
            </Chip>
            <Chip>{found().agent.name}</Chip>
            <Show when={found().closed_at}>
              {(at) => <Chip>{t('calibration.closed', { when: shortDate(at()) })}</Chip>}
            </Show>
          </>
        )}
      </Show>
      <A href="/calibration" class="text-ink-2 hover:text-ink">
        {t('calibration.back')}
      </A>
    </>
  );
}

function ClosingDialog(props: { calibration: string; open: boolean; onClose: () => void }): JSX.Element {
  const { close } = useCalibrationActions();
  const closeNow = () =>
    close
      .mutateAsync(props.calibration)
      .then(() => props.onClose())
      .catch((error: unknown) => tell(explain(error), 'bad'));
  return (
    <Dialog
      open={props.open}
      onClose={() => props.onClose()}
      title={t('calibration.closeTitle')}
      description={t('calibration.closeWords')}
      foot={
        <>
          <Button onClick={() => props.onClose()}>{t('ui.cancel')}</Button>
          <Button tone="primary" busy={close.isPending} onClick={() => void closeNow()}>
            {t('calibration.close')}
          </Button>
        </>
      }
    />
  );
}

function Waiting(props: { calibration: Calibration }): JSX.Element {
  return (
    <section class="sheet max-w-160 px-5 pt-3.5 pb-4">
      <h2 class="font-semibold">{t('calibration.who')}</h2>
      <p class="mt-0.5 mb-3 text-ink-2">{t('calibration.waiting')}</p>
      <ul>
        <For each={byName(props.calibration.participants, ({ name }) => name)}>
          {(one) => (
            <li class="flex items-center justify-between gap-3 border-t border-line py-2">
              <span>{one.name}</span>
              <Chip tone={one.state === 'submitted' ? 'good' : 'plain'}>{stateOf(one)}</Chip>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}

const stateOf = (one: Participant): string =>
  one.state === 'submitted'
    ? t('calibration.reviewState.submitted', { when: shortDateTime(one.submitted_at ?? '') })
    : t(`calibration.reviewState.${one.state}`);
