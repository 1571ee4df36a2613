// How a file of rows was read before anything is written: encoding, delimiter, dates, columns and first rows. Wrong
// guesses are corrected here.
import { createMemo, For, type JSX, Show } from 'solid-js';
import { DELIMITERS } from '../../scorecards/files/csv.ts';
import { ENCODINGS, type Encoding } from '../../scorecards/files/encoding.ts';
import { columnsOf } from '../../scorecards/interactions/columns.ts';
import { DATE_ORDERS } from '../../scorecards/interactions/instant.ts';
import type { Column, Understood } from '../../scorecards/interactions/reading.ts';
import { COLUMN_WORDS } from '../../scorecards/problems/columns.ts';
import { Checkbox } from '../ui/choice.tsx';
import { dateTime } from '../ui/format.ts';
import { Select } from '../ui/select.tsx';
import { explain } from '../ui/states.tsx';
import { tell } from '../ui/toast.tsx';
import { said, t } from '../words/words.ts';
import { type Holds, holdOtherwise, nameColumn, read, readIn } from './handed-rows.ts';
import type { Chats, Csv } from './intake-store.ts';

type Props = {
  holds: Holds;
  file: Csv | Chats;
  /** Rows that are refused only because their times lie in the future or long ago. */
  unusual: number;
  /** On its way, or in already: it is shown as it was read, and nothing can be changed. */
  over: boolean;
};

const refused = (error: unknown) => tell(explain(error), 'bad');

export function UnderstoodPanel(props: Props): JSX.Element {
  return (
    <Show when={props.file.understood}>
      {(understood) => (
        <section
          class="grid gap-3 border-t border-line px-4.5 pt-3 pb-4"
          aria-label={t('understood.title', { name: props.file.name })}
        >
          <Choices {...props} understood={understood()} />
          <Times understood={understood()} />
          <FirstRows {...props} understood={understood()} />
          <Notes file={props.file} understood={understood()} />
          <Show when={!props.over && (props.unusual > 0 || props.file.reading.confirm_dates)}>
            <Checkbox
              label={t('understood.confirmDates', props.unusual)}
              checked={props.file.reading.confirm_dates}
              onChange={(confirm_dates) => void read(props.holds, props.file.key, { confirm_dates }).catch(refused)}
            />
          </Show>
        </section>
      )}
    </Show>
  );
}

type Part = Props & { understood: Understood };

function Choices(props: Part): JSX.Element {
  const change = (next: Parameters<typeof read>[2]) => void read(props.holds, props.file.key, next).catch(refused);
  const source = () => props.file.source;
  const dates = () => props.understood.dates_slashed || props.file.reading.date_order !== null;
  return (
    <div class="flex flex-wrap items-start gap-3">
      <EncodingSelect {...props} />
      <Show when={props.understood.delimiter}>
        {(delimiter) => (
          <Select
            class="w-44 max-sm:w-full"
            label={t('understood.delimiter')}
            options={DELIMITERS}
            name={(sign) => t(`understood.delimiterName.${sign}`)}
            value={delimiter()}
            onChange={(sign) => sign && change({ delimiter: sign })}
            disabled={props.over}
          />
        )}
      </Show>
      <Show when={source().format !== 'json'}>
        <Select
          class="w-52 max-sm:w-full"
          label={t('understood.rowsAre')}
          options={['csvs', 'chats'] as const}
          name={(holds) => t(`understood.rowIs.${holds}`)}
          value={props.holds}
          onChange={(holds) => holds !== props.holds && void holdOtherwise(props.holds, props.file.key).catch(refused)}
          disabled={props.over}
        />
      </Show>
      <Show when={dates()}>
        <Select
          class="w-56 max-sm:w-full"
          label={t('understood.dateOrder')}
          options={DATE_ORDERS}
          name={(order) => t(`understood.dateOrderName.${order}`)}
          value={props.understood.date_order}
          placeholder={t('understood.dateOrderAsk')}
          onChange={(date_order) => change({ date_order })}
          error={props.understood.dates_doubtful ? t('understood.dateOrderDoubtful') : null}
          disabled={props.over}
        />
      </Show>
    </div>
  );
}

function EncodingSelect(props: Part): JSX.Element {
  const text = () => (props.file.source.kind === 'text' ? props.file.source : null);
  return (
    <Show when={text()}>
      {(one) => (
        <Select<Encoding>
          class="w-52 max-sm:w-full"
          label={t('understood.encoding')}
          options={ENCODINGS}
          name={(encoding) => t(`understood.encodingName.${encoding}`)}
          value={one().encoding}
          onChange={(encoding) => encoding && void readIn(props.holds, props.file.key, encoding).catch(refused)}
          hint={one().certainty === 'guessed' ? t('understood.encodingGuessed') : undefined}
          disabled={props.over}
        />
      )}
    </Show>
  );
}

/** The first time as written and as read: enough to notice day and month swapped. */
function Times(props: { understood: Understood }): JSX.Element {
  return (
    <Show when={props.understood.times[0]}>
      {(time) => (
        <p class="text-ink-2">{t('understood.timeRead', { written: time().written, read: dateTime(time().at) })}</p>
      )}
    </Show>
  );
}

function FirstRows(props: Part): JSX.Element {
  return (
    <section
      class="relative overflow-x-auto rounded-control border border-line"
      aria-label={t('understood.firstRows', { name: props.file.name })}
      tabindex="0"
    >
      <table class="min-w-full border-collapse text-left">
        <thead>
          <tr class="border-b border-line bg-well align-top">
            <th scope="col" class="px-2.5 py-2 text-small font-medium text-ink-3">
              {props.understood.format === 'json' ? t('imports.item') : t('imports.line')}
            </th>
            <For each={props.understood.columns}>{(column) => <ColumnHead {...props} column={column} />}</For>
          </tr>
        </thead>
        <tbody>
          <For each={props.understood.first}>
            {(row) => (
              <tr class="border-b border-line last:border-b-0">
                <td class="num px-2.5 py-1.5 text-ink-3">{row.line}</td>
                <For each={row.cells}>
                  {(cell) => (
                    <td class="max-w-60 truncate px-2.5 py-1.5" title={cell}>
                      {cell}
                    </td>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  );
}

/** Which column a header is, and how its name was matched. */
function ColumnHead(props: Part & { column: Column }): JSX.Element {
  const kind = () => (props.holds === 'csvs' ? 'recording' : 'turn');
  const options = createMemo(() => ['', ...columnsOf(kind())]);
  const named = (column: string | null) =>
    column !== null && void nameColumn(props.holds, props.file.key, props.column.header, column).catch(refused);
  const name = (column: string): string => (column === '' ? t('understood.keepColumn') : said(COLUMN_WORDS[column]!));
  return (
    <th scope="col" class="min-w-38 px-2.5 py-2 font-medium">
      <span class="block max-w-52 truncate pb-1" title={props.column.header}>
        {props.column.header}
      </span>
      <Select
        bare
        class="font-normal"
        label={t('understood.columnIs', { header: props.column.header })}
        options={options()}
        name={name}
        value={props.column.column ?? ''}
        onChange={named}
        disabled={props.over}
      />
      <Show when={props.column.by === 'remembered' || props.column.by === 'chosen'}>
        <span class="block pt-1 text-small font-normal text-ink-3">
          {t(`understood.namedBy.${props.column.by as 'chosen'}`)}
        </span>
      </Show>
    </th>
  );
}

/** So many lines are named. */
const LINES = 8;

function Notes(props: { file: Csv | Chats; understood: Understood }): JSX.Element {
  const notes = createMemo((): string[] => {
    const { understood, file } = props;
    const found = [t('understood.firstOf', { shown: understood.first.length, rows: understood.rows })];
    if (file.source.kind === 'workbook') {
      const { sheet, others, merged } = file.source.workbook;
      found.push(t('understood.sheetRead', { sheet }));
      if (others.length > 0) found.push(t('understood.sheetsLeft', { names: others.join(', ') }));
      if (merged > 0) found.push(t('understood.merged', merged));
    }
    const short = understood.short_lines;
    if (short.length > 0) {
      const lines = short.slice(0, LINES).join(', ') + (short.length > LINES ? ' …' : '');
      found.push(t('understood.shortLines', { count: short.length, lines }));
    }
    return found;
  });
  return <p class="text-small text-ink-3">{notes().join(' ')}</p>;
}
