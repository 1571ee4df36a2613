// What marks a complaint, and the scorecard that is proposed for it.
import type { JSX } from 'solid-js';
import type { ComplaintRules } from '../../scorecards/scorecard/settings.ts';
import { TextArea } from '../ui/field.tsx';
import { MultiSelect, Select } from '../ui/select.tsx';
import { t } from '../words/words.ts';
import { useQueues } from './settings-data.ts';
import { createPart, PartSection } from './settings-part.tsx';
import { linesIn, type SectionProps } from './settings-view.ts';

type Typed = { scorecard: string | null; tags: string; queues: string[]; en: string; zh: string };
const MOST = 200;

export function ComplaintsSection(props: SectionProps): JSX.Element {
  const known = useQueues();
  const part = createPart<Typed>({
    kept: () => ({
      ...props.settings.complaints,
      setting: { part: 'complaints', value: props.settings.complaints.value },
    }),
    typed: (setting) => typedOf(setting.part === 'complaints' ? setting.value : props.settings.complaints.value),
    setting: (typed) => ({ part: 'complaints', value: rulesIn(typed) }),
  });
  const typed = part.typed;
  const queues = () => [...new Set([...(known.data ?? []), ...typed().queues])];
  const lines = { hint: () => t('scorecardSettings.complaints.perLine', { most: MOST }) };
  return (
    <PartSection id="complaints" of={part} names={props.names}>
      <div class="grid grid-cols-2 items-start gap-4 max-sm:grid-cols-1 [&_textarea]:max-h-72">
        <Select
          class="min-w-0 grid-cols-[minmax(0,1fr)]"
          label={t('scorecardSettings.complaints.scorecard')}
          options={props.scorecards}
          name={props.names.scorecard}
          empty={t('scorecardSettings.complaints.noScorecard')}
          value={typed().scorecard}
          onChange={(scorecard) => part.set({ scorecard })}
        />
        <MultiSelect
          label={t('scorecardSettings.complaints.queues')}
          options={queues()}
          name={(queue) => queue}
          value={typed().queues}
          onChange={(chosen) => part.set({ queues: chosen })}
        />
        <TextArea
          class="col-span-2 max-sm:col-span-1"
          label={t('scorecardSettings.complaints.tags')}
          hint={lines.hint()}
          rows={4}
          value={typed().tags}
          onInput={(tags) => part.set({ tags })}
        />
        <TextArea
          label={t('scorecardSettings.complaints.english')}
          hint={lines.hint()}
          rows={8}
          value={typed().en}
          onInput={(en) => part.set({ en })}
        />
        <TextArea
          label={t('scorecardSettings.complaints.chinese')}
          hint={lines.hint()}
          rows={8}
          value={typed().zh}
          onInput={(zh) => part.set({ zh })}
        />
      </div>
      <p class="m-0 text-small text-ink-3">{t('scorecardSettings.complaints.phrasesHint')}</p>
    </PartSection>
  );
}

const typedOf = ({ scorecard, tags, queues, phrases }: ComplaintRules): Typed => ({
  scorecard,
  tags: tags.join('\n'),
  queues,
  en: phrases.en.join('\n'),
  zh: phrases.zh.join('\n'),
});

const rulesIn = ({ scorecard, tags, queues, en, zh }: Typed): ComplaintRules => ({
  scorecard,
  tags: linesIn(tags),
  queues,
  phrases: { en: linesIn(en), zh: linesIn(zh) },
});
