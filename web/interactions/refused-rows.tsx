// Rows that were not imported: where, which column and why, with a download to fix them.
import Download from 'lucide-solid/icons/download';
import { For, type JSX, Show } from 'solid-js';
import type { RowIssue } from '../../api/interactions/imports-contract.ts';
import { columnWords } from '../../scorecards/problems/columns.ts';
import { Button } from '../ui/button.tsx';
import { language, said, t } from '../words/words.ts';

type Row = { line: number; external_id: string; issues: RowIssue[] };

/** So many are read at a glance; the rest is in the download. */
const SHOWN = 50;

export function RefusedRows(props: {
  label: string;
  unit: 'line' | 'item';
  rows: Row[];
  save: () => void;
}): JSX.Element {
  const lines = () => props.rows.flatMap((row) => row.issues.map((issue) => ({ row, issue })));
  return (
    <div class="grid gap-2.5">
      <div class="relative overflow-x-auto">
        <table class="w-full border-collapse" aria-label={props.label}>
          <thead>
            <tr class="border-b border-line text-left text-small text-ink-3">
              <th scope="col" class="w-16 py-1.5 pr-3 font-medium">
                {props.unit === 'line' ? t('imports.line') : t('imports.item')}
              </th>
              <th scope="col" class="w-44 py-1.5 pr-3 font-medium">
                {t('imports.externalId')}
              </th>
              <th scope="col" class="w-40 py-1.5 pr-3 font-medium">
                {t('imports.columnHead')}
              </th>
              <th scope="col" class="py-1.5 font-medium">
                {t('imports.reason')}
              </th>
            </tr>
          </thead>
          <tbody>
            <For each={lines().slice(0, SHOWN)}>
              {({ row, issue }) => (
                <tr class="border-b border-line align-top">
                  <td class="num py-1.5 pr-3">{issue.line ?? row.line}</td>
                  <td class="max-w-44 truncate py-1.5 pr-3" title={row.external_id}>
                    {row.external_id || '–'}
                  </td>
                  <td class="py-1.5 pr-3 text-ink-2">
                    {columnWords(issue.column, language()) || t('imports.wholeRow')}
                  </td>
                  <td class="py-1.5">{said(issue.reason)}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
      <div class="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <Button size="sm" icon={Download} onClick={() => props.save()}>
          {t('imports.downloadRefused')}
        </Button>
        <span class="text-small text-ink-3">
          <Show when={lines().length > SHOWN}>{t('imports.more', lines().length - SHOWN)}. </Show>
          {t('imports.downloadHint')}
        </span>
      </div>
    </div>
  );
}
