// Custom vocabulary for the speech model.
import { createEffect, createSignal, type JSX, on, Show } from 'solid-js';
import type { SpeechView } from '../../api/transcripts/speech-contract.ts';
import { Button } from '../ui/button.tsx';
import { TextArea } from '../ui/field.tsx';
import { number } from '../ui/format.ts';
import { Section } from '../ui/section.tsx';
import { explain } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { t } from '../words/words.ts';
import { useSpeechActions } from './data.ts';
import { wordsIn } from './view.ts';

/** The server's own limits (db/transcripts/speech.ts) in what the page says about them. */
const MOST = 200;
const LONGEST = 60;

export function WordsSection(props: { speech: SpeechView; may: boolean }): JSX.Element {
  const actions = useSpeechActions();
  const kept = () => props.speech.vocabulary.join('\n');
  const [text, setText] = createSignal('');
  const [error, setError] = createSignal<string | null>(null);
  createEffect(on(kept, (now) => setText(now)));
  const save = () =>
    actions.words.mutateAsync(wordsIn(text())).then(
      () => {
        setError(null);
        tell(t('speech.saved'), 'good');
      },
      (refusal: unknown) => setError(explain(refusal)),
    );
  return (
    <Section id="words" title={t('speech.words')} lead={t('speech.wordsLead')}>
      <div class="grid max-w-160 gap-3">
        <TextArea
          label={t('speech.words')}
          bare
          rows={8}
          value={text()}
          onInput={setText}
          disabled={!props.may}
          error={error()}
          hint={t('speech.wordsHint', {
            count: number(wordsIn(text()).length),
            most: number(MOST),
            longest: number(LONGEST),
          })}
        />
        <Show when={props.may}>
          <div>
            <Button
              tone="primary"
              busy={actions.words.isPending}
              disabled={text() === kept()}
              onClick={() => void save()}
            >
              {t('ui.save')}
            </Button>
          </div>
        </Show>
      </div>
    </Section>
  );
}
