// Taking a scorecard along: as a file, or on paper.
import { useNavigate } from '@solidjs/router';
import type { JSX } from 'solid-js';
import { Menu } from '../ui/popover.tsx';
import { t } from '../words/words.ts';

/** Lets the browser save what is at an address that answers with an attachment. */
function save(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  link.click();
}

export const saveDraftFile = (key: string): void => save(`/api/scorecards/${key}/draft/file`);

/** For one published version. */
export function ExportMenu(props: { scorecard: string; number: number }): JSX.Element {
  const navigate = useNavigate();
  return (
    <Menu
      label={t('scorecardFiles.export')}
      trigger={<span aria-hidden="true">{t('scorecardFiles.export')}</span>}
      items={[
        {
          name: t('scorecardFiles.asFile'),
          do: () => save(`/api/scorecards/${props.scorecard}/versions/${props.number}/file`),
        },
        {
          name: t('scorecardFiles.onPaper'),
          do: () => navigate(`/scorecards/${props.scorecard}/${props.number}/print`),
        },
      ]}
    />
  );
}
