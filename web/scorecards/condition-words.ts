// When a criterion is asked, as a sentence: "VG22 is “Ended by the rule” and the channel is Call".
import { type Condition, type Criterion, NOT_APPLICABLE } from '../../scorecards/scorecard/definition.ts';
import { answerText } from '../../scorecards/scorecard/worded.ts';
import { languageName } from '../ui/format.ts';
import { saidMarked } from '../ui/wording.tsx';
import { t } from '../words/words.ts';
import { channelName } from './view.ts';

/** @param criterionOf the criterion of an id, where there is one: its answers are named by their words */
export function conditionWords(
  condition: Condition,
  criterionOf: (id: string) => Criterion | undefined,
  within = false,
): string {
  const joined = (parts: readonly Condition[], by: 'all' | 'any'): string => {
    const words = parts.map((part) => conditionWords(part, criterionOf, true)).join(t(`comparison.condition.${by}`));
    return within && parts.length > 1 ? t('comparison.condition.group', { condition: words }) : words;
  };
  if ('all' in condition) return joined(condition.all, 'all');
  if ('any' in condition) return joined(condition.any, 'any');
  if ('not' in condition) {
    return t('comparison.condition.not', { condition: conditionWords(condition.not, criterionOf) });
  }
  const either = (names: readonly string[]): string => names.join(t('comparison.condition.any'));
  if ('channel' in condition) {
    return t('comparison.condition.channel', { names: either(condition.channel.map(channelName)) });
  }
  if ('language' in condition) {
    return t('comparison.condition.language', { names: either(condition.language.map(languageName)) });
  }
  if ('metadata' in condition) {
    return t('comparison.condition.metadata', { column: condition.metadata, values: either(condition.is.map(quoted)) });
  }
  const asked = criterionOf(condition.criterion);
  return t('comparison.condition.answer', {
    criterion: condition.criterion,
    answers: either(condition.is.map((key) => quoted(answerName(asked, key)))),
  });
}

const quoted = (name: string): string => t('comparison.condition.quoted', { name });

/** An answer by the key that conditions and rules name it by: an option's, an item's, or a number. */
export function answerName(criterion: Criterion | undefined, key: string): string {
  if (key === NOT_APPLICABLE) return t('comparison.field.not_applicable');
  const { scale } = criterion ?? {};
  const found = criterion && answerText(criterion, scale?.type === 'checklist' ? [key] : key);
  return found ? saidMarked(found) : key;
}
