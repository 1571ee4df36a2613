// Choosing the scorecard of a review that a person starts: the proposed one is chosen beforehand, with its reason, and Enter
// starts with it. Whoever has an open review of the interaction goes on with that one and is not asked.
//
// const choosing = createChoosing();
// <Button aria-disabled={choosing.asking(id)} onClick={() => choosing.ask({ id, recorded: true })} />
// <ChooseScorecard of={choosing} />
// A button that is disabled meanwhile would lose the focus that comes back to it.
import { useNavigate } from '@solidjs/router';
import { createSignal, For, type JSX, Match, Show, Switch } from 'solid-js';
import type { ProposalReason, ScorecardChoice } from '../../api/interactions/contract.ts';
import { Masked } from '../audio/masked.tsx';
import { MomentChip } from '../audio/moment-chip.tsx';
import { player } from '../audio/player.ts';
import { channelName } from '../scorecards/view.ts';
import { call, interactionsClient } from '../server/client.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNote, explain } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { byName } from '../words/by-name.ts';
import { said, t } from '../words/words.ts';

/** `recorded`: it can be heard. */
type About = { id: string; recorded: boolean };
type Asked = About & { choice: ScorecardChoice };
type Scorecard = ScorecardChoice['scorecards'][number];

export type Choosing = ReturnType<typeof createChoosing>;

export function createChoosing() {
  const navigate = useNavigate();
  const [asking, setAsking] = createSignal<string | null>(null);
  const [asked, setAsked] = createSignal<Asked | null>(null);
  const [starting, setStarting] = createSignal(false);
  const [error, setError] = createSignal<unknown>(null);

  async function ask(about: About): Promise<void> {
    if (asking() !== null) return;
    setAsking(about.id);
    setError(null);
    try {
      const choice = await call(interactionsClient[':id'].scorecards.$get({ param: { id: about.id } }));
      if (choice.my_review) navigate(`/reviews/${choice.my_review}`);
      else setAsked({ ...about, choice });
    } catch (refusal) {
      tell(explain(refusal), 'bad');
    } finally {
      setAsking(null);
    }
  }

  async function start(scorecard_version_id: string): Promise<void> {
    const about = asked();
    if (!about || starting()) return;
    setStarting(true);
    try {
      const json = { scorecard_version_id };
      const own = await call(interactionsClient[':id'].review.$post({ param: { id: about.id }, json }));
      close();
      navigate(`/reviews/${own.review}`);
    } catch (refusal) {
      setError(refusal);
    } finally {
      setStarting(false);
    }
  }

  function close(): void {
    if (player.span()) player.leave();
    setAsked(null);
  }
  return { asked, asking: (id: string) => asking() === id, starting, error, ask, start, close };
}

const FORM = 'choose-scorecard';

export function ChooseScorecard(props: { of: Choosing }): JSX.Element {
  return (
    <Dialog
      open={props.of.asked() !== null}
      onClose={props.of.close}
      title={t('choosing.title')}
      foot={
        <>
          <Button onClick={props.of.close}>{t('ui.cancel')}</Button>
          <Show when={(props.of.asked()?.choice.scorecards.length ?? 0) > 0}>
            <Button tone="primary" type="submit" form={FORM} busy={props.of.starting()} keys="↵">
              {t('choosing.start')}
            </Button>
          </Show>
        </>
      }
    >
      <Show when={props.of.asked()}>{(asked) => <Choices of={props.of} asked={asked()} />}</Show>
    </Dialog>
  );
}

function Choices(props: { of: Choosing; asked: Asked }): JSX.Element {
  const proposed = () => props.asked.choice.proposed;
  const [chosen, setChosen] = createSignal(props.asked.choice.proposed?.version_id ?? null);
  const [missing, setMissing] = createSignal(false);
  const isProposed = (card: Scorecard) => card.version_id === proposed()?.version_id;
  const inOrder = () =>
    byName(props.asked.choice.scorecards, ({ name }) => said(name)).toSorted(
      (a, b) => Number(isProposed(b)) - Number(isProposed(a)),
    );
  const submit = (event: Event) => {
    event.preventDefault();
    const version = chosen();
    setMissing(version === null);
    if (version !== null) void props.of.start(version);
  };
  return (
    <form id={FORM} onSubmit={submit} class="grid gap-3">
      <ErrorNote error={props.of.error()} />
      <Show when={missing() && chosen() === null}>
        <p role="alert" class="rounded-control bg-bad-wash px-3 py-2 text-bad">
          ● {t('choosing.missing')}
        </p>
      </Show>
      <Show when={!proposed()}>
        <p class="text-ink-2">{t(props.asked.choice.scorecards.length === 0 ? 'choosing.nothing' : 'choosing.none')}</p>
      </Show>
      <fieldset class="m-0 min-w-0 border-0 p-0">
        <legend class="sr-only">{t('choosing.list')}</legend>
        <ul class="m-0 grid list-none divide-y divide-line rounded-control border border-line-strong p-0 empty:hidden">
          <For each={inOrder()}>
            {(card) => (
              <Row
                card={card}
                chosen={chosen() === card.version_id}
                reason={isProposed(card) ? (proposed()?.reason ?? null) : null}
                asked={props.asked}
                onChoose={() => setChosen(card.version_id)}
              />
            )}
          </For>
        </ul>
      </fieldset>
    </form>
  );
}

type RowProps = {
  card: Scorecard;
  chosen: boolean;
  /** Of the proposed one. */
  reason: ProposalReason | null;
  asked: Asked;
  onChoose: () => void;
};

function Row(props: RowProps): JSX.Element {
  const id = () => `scorecard-${props.card.version_id}`;
  return (
    <li class="first:rounded-t-[5px] last:rounded-b-[5px] has-checked:bg-accent-wash">
      <label class="flex cursor-pointer items-start gap-2.5 px-3 py-2.5 pointer-coarse:py-3.5">
        <input
          type="radio"
          name="scorecard"
          class="mt-0.75 size-4 shrink-0 accent-accent"
          value={props.card.version_id}
          checked={props.chosen}
          onChange={() => props.onChoose()}
          data-autofocus={props.reason ? '' : undefined}
          aria-describedby={props.reason ? id() : undefined}
        />
        <span class="grid min-w-0 flex-1">
          <span class="font-medium">{said(props.card.name)}</span>
          <span class="text-small text-ink-2">
            {channelName(props.card.channel)} · {t('scorecards.version', { n: props.card.number })}
          </span>
        </span>
        <Show when={props.reason}>
          <Chip tone="accent">{t('choosing.proposed')}</Chip>
        </Show>
      </label>
      <Show when={props.reason}>
        {(reason) => (
          <div id={id()} class="-mt-1 pr-3 pb-2.5 pl-9.5 text-ink-2">
            <Reason reason={reason()} asked={props.asked} />
          </div>
        )}
      </Show>
    </li>
  );
}

function Reason(props: { reason: ProposalReason; asked: Asked }): JSX.Element {
  return (
    <Switch fallback={reasonWords(props.reason)}>
      <Match when={props.reason.because === 'phrase' && props.reason.heard}>
        {(heard) => (
          <>
            <p class="m-0">{t('choosing.phrase')}</p>
            <p class="m-0 mt-1 flex items-baseline gap-2">
              <Show when={props.asked.recorded}>
                <MomentChip
                  class="bg-sheet!"
                  interaction={props.asked.id}
                  start_ms={heard().start_ms}
                  end_ms={heard().end_ms}
                />
              </Show>
              <q class="min-w-0">
                <Masked text={heard().before} />
                <mark class="rounded-[3px] bg-mark px-0.5 text-ink">{heard().match}</mark>
                <Masked text={heard().after} />
              </q>
            </p>
          </>
        )}
      </Match>
    </Switch>
  );
}

function reasonWords(reason: ProposalReason): string {
  switch (reason.because) {
    case 'tag':
      return t('choosing.tag', { tag: reason.tag });
    case 'queue':
      return t('choosing.queue', { queue: reason.queue });
    case 'phrase':
      return t('choosing.phrase');
    case 'channel':
      return t('choosing.channel');
    case 'all-channels':
      return t('choosing.allChannels');
    case 'used-last':
      return t('choosing.usedLast');
  }
}
