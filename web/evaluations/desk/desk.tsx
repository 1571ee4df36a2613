// The review workspace: audio at the top, transcript on the left, scorecard on the right, all editing one draft.

import type { JSX } from 'solid-js';
import { unwrap } from 'solid-js/store';
import type { Workspace } from '../../../api/samples/contract.ts';
import { Page } from '../../shell/page.tsx';
import { t } from '../../words/words.ts';
import { Conversation, ConversationHead } from './conversation.tsx';
import { DeskActions, DeskFacts } from './desk-head.tsx';
import { useDeskKeys } from './desk-keys.ts';
import { Questions } from './questions.tsx';
import { createReviewing, useCurrentCriterion, useSaving } from './reviewing.ts';
import { ScorecardSide } from './scorecard-side.tsx';

export function Desk(props: { workspace: Workspace }): JSX.Element {
  const desk = createReviewing(unwrap(props.workspace));
  useSaving(desk);
  useCurrentCriterion(desk);
  useDeskKeys(desk);
  const title = () => {
    const { position } = desk.review;
    return position ? t('review.position', { n: position.n, of: position.of }) : t('review.title');
  };
  return (
    <Page title={title()} facts={<DeskFacts desk={desk} />} actions={<DeskActions draft={desk.draft} />} fixed>
      <div class="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_468px] grid-rows-[auto_minmax(0,1fr)] max-lg:block max-lg:overflow-auto">
        <div class="col-span-2 min-w-0">
          <ConversationHead desk={desk} />
        </div>
        <Conversation desk={desk} />
        <ScorecardSide desk={desk} />
      </div>
      <Questions desk={desk} />
    </Page>
  );
}
