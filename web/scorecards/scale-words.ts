// A scale in words, and the options, items and ranges it is made of.
import type { Scale } from '../../scorecards/scorecard/definition.ts';
import type { Text } from '../../scorecards/scorecard/text.ts';
import { number, percent } from '../ui/format.ts';
import { saidMarked } from '../ui/wording.tsx';
import { t } from '../words/words.ts';

/** What a key names in a scale: its name, and the name with what it is worth. */
export function partIn(
  scale: Scale,
  key: string,
): { thing: 'option' | 'item' | 'range'; name: string; words: string } | undefined {
  switch (scale.type) {
    case 'choice': {
      const option = scale.options.find((one) => one.key === key);
      return (
        option && {
          thing: 'option',
          name: saidMarked(option.label),
          words: worthWords(saidMarked(option.label), option.value_bp),
        }
      );
    }
    case 'checklist': {
      const item = scale.items.find((one) => one.key === key);
      return item && { thing: 'item', name: saidMarked(item.label), words: saidMarked(item.label) };
    }
    case 'ranges': {
      const range = scale.ranges.find(({ up_to }) => String(up_to) === key);
      return range && { thing: 'range', name: rangeName(range), words: worthWords(rangeName(range), range.value_bp) };
    }
    default:
      return undefined;
  }
}

const worthWords = (name: string, value_bp: number): string => `${name} ${percent(value_bp)}`;
const rangeName = ({ up_to, label }: { up_to: number; label: Text | null }): string =>
  [t('scorecards.scale.range', { to: number(up_to) }), label ? saidMarked(label) : '']
    .filter((words) => words !== '')
    .join(' · ');

export const listed = (names: readonly string[]): string => names.join(t('comparison.condition.comma'));

export function scaleWords(scale: Scale): string {
  switch (scale.type) {
    case 'choice':
      return listed(scale.options.map(({ label, value_bp }) => worthWords(saidMarked(label), value_bp)));
    case 'checklist':
      return t('comparison.scale.checklist', { items: listed(scale.items.map(({ label }) => saidMarked(label))) });
    case 'ranges':
      return t('comparison.scale.ranges', {
        from: number(scale.least),
        ranges: listed(scale.ranges.map((range) => worthWords(rangeName(range), range.value_bp))),
      });
    case 'number':
      return t('comparison.scale.number', { worst: number(scale.worst), best: number(scale.best) });
    case 'count':
      return t('comparison.scale.count', { points: scale.points, cap: scale.cap });
    case 'date':
    case 'text':
      return t(`comparison.scale.${scale.type}`);
  }
}
