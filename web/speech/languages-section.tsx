// Languages spoken on the organisation's calls.

import { createEffect, createSignal, type JSX, on, Show } from 'solid-js';
import type { SpeechView } from '../../api/transcripts/speech-contract.ts';
import { KNOWN_LANGUAGES } from '../../transcription/transcript/languages.ts';
import { Button } from '../ui/button.tsx';
import { languageName } from '../ui/format.ts';
import { Section } from '../ui/section.tsx';
import { MultiSelect } from '../ui/select.tsx';
import { explain } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { byName } from '../words/by-name.ts';
import { t } from '../words/words.ts';
import { useSpeechActions } from './data.ts';

export function LanguagesSection(props: { speech: SpeechView; may: boolean }): JSX.Element {
  const actions = useSpeechActions();
  const [chosen, setChosen] = createSignal<string[]>([]);
  const [error, setError] = createSignal<string | null>(null);
  const kept = () => JSON.stringify(props.speech.languages);
  createEffect(on(kept, () => setChosen(props.speech.languages)));
  const save = () =>
    actions.languages.mutateAsync(chosen()).then(
      () => {
        setError(null);
        tell(t('speech.saved'), 'good');
      },
      (refusal: unknown) => setError(explain(refusal)),
    );
  return (
    <Section id="languages" title={t('speech.languages')} lead={t('speech.languagesLead')}>
      <div class="grid max-w-160 gap-3">
        <MultiSelect
          label={t('speech.languages')}
          bare
          options={byName(KNOWN_LANGUAGES, languageName)}
          value={chosen()}
          onChange={setChosen}
          name={languageName}
          disabled={!props.may}
          error={error()}
        />
        <Show when={props.may}>
          <div>
            <Button
              tone="primary"
              busy={actions.languages.isPending}
              disabled={JSON.stringify(chosen()) === kept()}
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
