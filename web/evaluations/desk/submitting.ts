// Submitting: what is missing, confirmation, saving, then the submit itself.
import { type Navigator, useNavigate } from '@solidjs/router';
import { useQueryClient } from '@tanstack/solid-query';
import { type Accessor, createSignal } from 'solid-js';
import type { Missing } from '../../../scorecards/scorecard/completeness.ts';
import { player } from '../../audio/player.ts';
import { Refusal } from '../../server/client.ts';
import type { Draft, Version } from './draft.ts';
import { forgetQueue, openReviews, type Submitted, submit, takeNext } from './review-data.ts';

export function createSubmitting(parts: { review: string; draft: Draft; missing: Accessor<readonly Missing[]> }) {
  const { review, draft, missing } = parts;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [asking, setAsking] = createSignal(false);
  /** Someone tried to submit: from then on what is missing is marked. */
  const [strict, setStrict] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [refusal, setRefusal] = createSignal<unknown>(null);
  const [result, setResult] = createSignal<Submitted | null>(null);
  /** Whether another review waits; null while that is not known. */
  const [next, setNext] = createSignal<boolean | null>(null);

  /** Null where the draft could not be saved before; why is said. */
  async function send(): Promise<Submitted | null> {
    if (await draft.flush(true)) return submit(review, draft.revision);
    if (draft.conflict()) setAsking(false);
    else setRefusal(draft.error() ?? new Refusal('lost'));
    return null;
  }
  async function confirm(): Promise<void> {
    if (busy()) return;
    setBusy(true);
    setRefusal(null);
    try {
      const submitted = await send();
      if (!submitted) return;
      player.pause();
      draft.close(true);
      const open = await openReviews().catch(() => null);
      setNext(open === null ? null : open > 0);
      setAsking(false);
      setResult(submitted);
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'stale')) return void setRefusal(error);
      setAsking(false);
      draft.meet(error.detail as Version | null);
    } finally {
      setBusy(false);
    }
  }
  /** Asks whether to submit; asked again while the question stands, it is the answer. */
  function ask(): void {
    if (draft.conflict() || result()) return;
    if (asking() && missing().length === 0) return void confirm();
    setStrict(true);
    setRefusal(null);
    setAsking(true);
  }
  function leave(): void {
    draft.close(result() !== null);
    void forgetQueue(queries);
  }

  const shown = { asking, strict, busy, refusal, result, next };
  return { ...shown, ask, cancel: () => setAsking(false), confirm, leave, ...createWayOn(navigate) };
}

/** Where to after a submission. */
function createWayOn(navigate: Navigator) {
  return {
    /** Taken only now that the person goes there. */
    async goNext(): Promise<void> {
      const id = await takeNext().catch(() => null);
      navigate(id ? `/reviews/${id}` : '/reviews');
    },
    goToQueue: () => navigate('/reviews'),
  };
}
