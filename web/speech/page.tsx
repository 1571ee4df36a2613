import { type JSX, Show } from 'solid-js';
import { useSession } from '../session/session.tsx';
import { Page } from '../shell/page.tsx';
import { ErrorNote, Skeleton } from '../ui/states.tsx';
import { t } from '../words/words.ts';
import { useSpeech } from './data.ts';
import { LanguagesSection } from './languages-section.tsx';
import { MaskingSection } from './masking-section.tsx';
import { ModelsSection } from './models-section.tsx';
import { RecordersSection } from './recorders-section.tsx';
import { TrialSection } from './trial-section.tsx';
import { WordsSection } from './words-section.tsx';
import { WorkersSection } from './workers-section.tsx';

/** How recordings become text: managers look, administrators decide. */
export default function SpeechPage(): JSX.Element {
  const session = useSession();
  const speech = useSpeech();
  const may = () => session.may('speech:manage');
  return (
    <Page title={t('speech.title')} column>
      <div class="grid gap-4">
        <ErrorNote error={speech.error} again={() => void speech.refetch()} />
        <Show when={!speech.isPending && speech.data} fallback={<Skeleton class="h-120" />}>
          {(view) => (
            <>
              <ModelsSection speech={view()} may={may()} />
              <LanguagesSection speech={view()} may={may()} />
              <WordsSection speech={view()} may={may()} />
              <RecordersSection speech={view()} may={may()} />
              <Show when={session.may('masking:manage')}>
                <MaskingSection />
              </Show>
              <TrialSection speech={view()} may={may()} />
              <WorkersSection speech={view()} />
            </>
          )}
        </Show>
      </div>
    </Page>
  );
}
