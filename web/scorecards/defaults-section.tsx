// What a new scorecard begins with.
import type { JSX } from 'solid-js';
import { CRITICAL_POLICIES } from '../../scorecards/scorecard/definition.ts';
import type { Defaults } from '../../scorecards/scorecard/settings.ts';
import { SegmentedControl } from '../ui/choice.tsx';
import { Field } from '../ui/field.tsx';
import { t } from '../words/words.ts';
import { createPart, PartSection } from './settings-part.tsx';
import { hundredthsIn, type SectionProps, typedAs, wholeIn } from './settings-view.ts';

type Typed = { threshold: string; min_weight: string; critical_policy: Defaults['critical_policy'] };
const MOST_WEIGHT = 1000;

export function DefaultsSection(props: SectionProps): JSX.Element {
  const part = createPart<Typed>({
    kept: () => ({ ...props.settings.defaults, setting: { part: 'defaults', value: props.settings.defaults.value } }),
    typed: (setting) => typedOf(setting.part === 'defaults' ? setting.value : props.settings.defaults.value),
    setting: (typed) => {
      const value = defaultsIn(typed);
      return value && { part: 'defaults', value };
    },
  });
  const typed = part.typed;
  const wrong = (is: boolean, words: 'thresholdWrong' | 'minWeightWrong') =>
    part.tried() && is ? t(`scorecardSettings.defaults.${words}`) : null;
  return (
    <PartSection id="defaults" of={part} names={props.names}>
      <div class="grid max-w-160 grid-cols-2 items-start gap-4 max-sm:grid-cols-1">
        <Field
          label={t('scorecardSettings.defaults.threshold')}
          hint={t('scorecardSettings.defaults.thresholdHint')}
          inputmode="numeric"
          value={typed().threshold}
          onInput={(threshold) => part.set({ threshold })}
          error={wrong(hundredthsIn(typed().threshold, 0, 100) === null, 'thresholdWrong')}
        />
        <Field
          label={t('scorecardSettings.defaults.minWeight')}
          hint={t('scorecardSettings.defaults.minWeightHint')}
          inputmode="numeric"
          value={typed().min_weight}
          onInput={(min_weight) => part.set({ min_weight })}
          error={wrong(wholeIn(typed().min_weight, MOST_WEIGHT) === null, 'minWeightWrong')}
        />
      </div>
      <SegmentedControl
        label={t('scorecardSettings.defaults.critical')}
        options={CRITICAL_POLICIES}
        name={(policy) => t(`scorecardSettings.defaults.policy.${policy}`)}
        value={typed().critical_policy}
        onChange={(critical_policy) => part.set({ critical_policy })}
      />
    </PartSection>
  );
}

const typedOf = ({ section_threshold, critical_policy }: Defaults): Typed => ({
  threshold: typedAs(section_threshold.value_bp),
  min_weight: String(section_threshold.min_weight),
  critical_policy,
});

function defaultsIn({ threshold, min_weight, critical_policy }: Typed): Defaults | null {
  const [value_bp, weight] = [hundredthsIn(threshold, 0, 100), wholeIn(min_weight, MOST_WEIGHT)];
  if (value_bp === null || weight === null) return null;
  return { section_threshold: { value_bp, min_weight: weight }, critical_policy };
}
