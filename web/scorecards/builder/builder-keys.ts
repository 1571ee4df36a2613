// Keyboard shortcuts of the builder.
import { modKey, useKeys } from '../../ui/keys.tsx';
import { t } from '../../words/words.ts';
import { addCriterion, addSection, sectionInHand, type Writing } from './writing.ts';

export function useBuilderKeys(writing: Writing, publish: () => void): void {
  useKeys(() => [
    {
      keys: ['mod+z'],
      shown: `${modKey()}Z`,
      says: t('builder.undo'),
      do: writing.undo,
      everywhere: true,
      repeats: true,
    },
    {
      keys: ['mod+shift+z', 'mod+y'],
      shown: `${modKey()}⇧Z`,
      says: t('builder.redo'),
      do: writing.redo,
      everywhere: true,
      repeats: true,
    },
    { keys: ['mod+Enter'], shown: `${modKey()}↵`, says: t('builder.publish'), do: publish, everywhere: true },
    {
      keys: ['n'],
      shown: 'N',
      says: t('builder.addCriterion'),
      do: () => {
        const to = sectionInHand(writing);
        if (to) addCriterion(writing, to);
      },
    },
    { keys: ['shift+n'], shown: '⇧N', says: t('builder.addSection'), do: () => addSection(writing) },
    {
      keys: ['/'],
      shown: '/',
      says: t('builder.search'),
      do: () => document.getElementById('builder-search')?.focus(),
    },
  ]);
}
