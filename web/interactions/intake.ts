// Running imports: waiting, uploading and finished files. They outlive the page: uploads continue while people look at
// other pages, and the list is still there when they return.
import { produce } from 'solid-js/store';
import type { RowIssue } from '../../api/interactions/imports-contract.ts';
import { wallClockAt } from '../../scorecards/calendar/calendar.ts';
import { REASON_COLUMN, sheetOf } from '../../scorecards/files/sheet.ts';
import { call, interactionsClient, Refusal } from '../server/client.ts';
import { zone } from '../ui/format.ts';
import { clearBeside, forgetBeside, lay, sendAlong } from './beside.ts';
import { lookAt } from './dropped.ts';
import { put, readCsv, sendChats } from './handed-rows.ts';
import {
  changeRecording,
  type Defaults,
  type Ignored,
  intake,
  isDone,
  isMoving,
  isOpen,
  newKey,
  nothing,
  type Recording,
  recordingAt,
  setIntake,
} from './intake-store.ts';
import { FileGone, type Metadata, type SendReport, send } from './sending.ts';
import { callOff, server, wait } from './server.ts';

/** Sent at once: more only share the same line. */
const AT_ONCE = 3;

const senders = new Map<number, AbortController>();

/** The details a recording goes with: its own, and the defaults where no row of a CSV speaks of it. */
export function detailsOf(one: Recording): Metadata {
  return { ...(one.row === null ? given(intake.defaults) : {}), ...given(one.own) };
}

const given = (details: Metadata): Metadata =>
  Object.fromEntries(Object.entries(details).filter(([name, value]) => value !== '' && name !== 'file'));

/** Accepts dropped or chosen files and examines them. */
export async function add(files: readonly File[]): Promise<void> {
  const known = new Set(intake.recordings.map(({ file }) => file.name.toLowerCase()));
  const chats: number[] = [];
  const fresh = new Set<number>();
  let rows = false;
  for (const dropped of await Promise.all(files.map(lookAt))) {
    const { name } = dropped.file;
    switch (dropped.kind) {
      case 'recording':
        if (known.has(name.toLowerCase())) {
          setIntake('ignored', (all) => [...all, { key: newKey(), name, code: 'same-name', params: {} }]);
          break;
        }
        known.add(name.toLowerCase());
        rows = true;
        setIntake('recordings', (all) => [...all, newRecording(newKey(), dropped.file)]);
        break;
      case 'metadata':
        rows = true;
        fresh.add(put('csvs', dropped.source));
        break;
      case 'chats':
        chats.push(put('chats', dropped.source));
        break;
      case 'transcript':
        lay(dropped.file);
        break;
      case 'refused': {
        const one: Ignored = { key: newKey(), name, code: dropped.code, params: dropped.params };
        setIntake('ignored', (all) => [...all.filter((other) => other.name !== name), one]);
        break;
      }
    }
  }
  for (const { file, interaction } of intake.recordings) if (interaction) void sendAlong(file.name, interaction);
  if (rows) for (const { key } of intake.csvs) await readCsv(key, fresh.has(key));
  for (const key of chats) await sendChats(key, true);
}

function newRecording(key: number, file: File): Recording {
  const own = { external_id: file.name.replace(/\.[^.]+$/, ''), started_at: wallTime(file.lastModified) };
  return {
    key,
    file,
    own,
    row: null,
    state: 'new',
    issues: [],
    problem: null,
    sent: 0,
    upload: null,
    interaction: null,
  };
}

/** A file's date as the organisation's clocks show it: the server reads it back in the same zone. */
function wallTime(ms: number): string {
  const { year, month, day, hour, minute, second } = wallClockAt(ms, zone());
  const two = (n: number) => String(n).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`;
}

/** What is wrong with a row and not with one of its values: no check of the values can tell that it is right by now. */
const OF_THE_ROW: ReadonlySet<string> = new Set(['too-many-cells', 'same-file-name']);

/**
 * Asks the server what is wrong with the details of all that is not sent yet. Nothing is sent.
 * @param accepted someone has checked the details of this recording, despite the errors in its row
 */
async function checkRecordings(accepted: number | null = null): Promise<void> {
  const open = intake.recordings.filter(isOpen);
  if (open.length === 0) return;
  const records = open.map((one) => ({ ...detailsOf(one), file: one.file.name }) as Metadata);
  const required = ['file', 'external_id', 'agent', 'channel', 'started_at'];
  // The column of reasons says that apostrophes before formulas are the sheet's own.
  const columns = [...new Set([...required, ...records.flatMap(Object.keys)]), REASON_COLUMN];
  const { rows } = await call(
    interactionsClient.metadata.$post({
      json: { text: sheetOf(columns, records), delimiter: ',', files: open.map(({ file }) => file.name) },
    }),
  );
  const byFile = new Map(rows.map((row) => [row.file, row]));
  for (const one of open) {
    const row = byFile.get(one.file.name);
    const ofRow = one.key === accepted ? [] : one.issues.filter(({ code }) => OF_THE_ROW.has(code));
    // Columns of this sheet are not lines of anything the person has seen.
    const issues = [...ofRow, ...(row?.issues.filter(({ code }) => code !== 'row-without-file') ?? [])];
    changeRecording(one.key, { issues, state: issues.length > 0 ? 'mend' : 'new' });
  }
}

/** Looks everything through without sending anything. */
export async function check(): Promise<void> {
  setIntake('checking', true);
  try {
    await checkRecordings();
    for (const one of intake.chats)
      if (one.state === 'checked' || one.state === 'stopped') await sendChats(one.key, true);
  } finally {
    setIntake('checking', false);
  }
}

/** Sends all that is good; the rest stays to be fixed. */
export async function start(): Promise<void> {
  setIntake('checking', true);
  try {
    await checkRecordings();
  } finally {
    setIntake('checking', false);
  }
  for (const one of intake.recordings)
    if (one.state === 'new') changeRecording(one.key, { state: 'queued', problem: null });
  next();
  for (const one of intake.chats)
    if (one.state === 'checked' && (one.report?.created ?? 0) > 0) await sendChats(one.key, false);
}

/** Sends a recording whose details were fixed; the bytes that are there already are not sent again. */
export async function sendAgain(key: number): Promise<void> {
  await checkRecordings(key);
  const one = intake.recordings[recordingAt(key)];
  if (one && one.state !== 'mend') changeRecording(key, { state: 'queued', problem: null, issues: [] });
  next();
}

export const retry = (key: number): void => {
  changeRecording(key, { state: 'queued', problem: null });
  next();
};

export function pause(key: number): void {
  const one = intake.recordings[recordingAt(key)];
  if (one?.state === 'queued') changeRecording(key, { state: 'paused' });
  senders.get(key)?.abort();
}
export function pauseAll(): void {
  for (const one of intake.recordings) if (isMoving(one) && one.state !== 'finishing') pause(one.key);
}
export function resumeAll(): void {
  for (const one of intake.recordings) if (one.state === 'paused') changeRecording(one.key, { state: 'queued' });
  next();
}

/** Takes a recording out; what the server has of it is forgotten. */
export function remove(key: number): void {
  const one = intake.recordings[recordingAt(key)];
  if (!one) return;
  senders.get(key)?.abort();
  if (one.upload && !isDone(one)) callOff(one.upload);
  setIntake('recordings', (all) => all.filter((other) => other.key !== key));
}
export const removeCsv = (key: number): void => setIntake('csvs', (all) => all.filter((one) => one.key !== key));
export const removeChats = (key: number): void => setIntake('chats', (all) => all.filter((one) => one.key !== key));
export const removeIgnored = (key: number): void => setIntake('ignored', (all) => all.filter((one) => one.key !== key));

/** Takes out all that is over: what came in, and what cannot. */
export function clear(): void {
  clearBeside();
  setIntake(
    produce((all) => {
      all.recordings = all.recordings.filter((one) => !isDone(one));
      all.chats = all.chats.filter((one) => one.state !== 'imported');
      all.ignored = [];
      if (all.recordings.length === 0) all.csvs = [];
    }),
  );
}

let owner: string | null = null;
/** The list is one person's: what another one left is forgotten. */
export function belongTo(member: string): void {
  if (owner !== null && owner !== member) {
    for (const sender of senders.values()) sender.abort();
    setIntake(nothing());
    forgetBeside();
  }
  owner = member;
}

/** Changes one detail. An empty text takes the default's place only where there is a default. */
export function describe(key: number, column: string, value: string): void {
  const index = recordingAt(key);
  if (index === -1) return;
  setIntake('recordings', index, 'own', { [column]: value });
  setIntake('recordings', index, 'issues', (issues) => issues.filter((one) => one.column !== column));
}
export const setDefault = (column: keyof Defaults, value: string): void => setIntake('defaults', column, value);

function next(): void {
  for (const one of intake.recordings) {
    if (senders.size >= AT_ONCE) return;
    if (one.state === 'queued' && !senders.has(one.key)) void run(one);
  }
}

async function run({ key, file, upload }: Recording): Promise<void> {
  addEventListener('beforeunload', warn);
  const sender = new AbortController();
  senders.set(key, sender);
  const metadata = () => {
    const one = intake.recordings[recordingAt(key)];
    return one ? detailsOf(one) : {};
  };
  const tell = (report: SendReport) => {
    if (report.kind === 'begun') changeRecording(key, { upload: report.upload, state: 'sending' });
    else if (report.kind === 'sending') changeRecording(key, { sent: report.sent, state: 'sending' });
    else changeRecording(key, { state: report.kind });
  };
  try {
    const { outcome, interaction } = await send({ file, metadata, upload, server, signal: sender.signal, tell, wait });
    changeRecording(key, { state: outcome, interaction: interaction.id, sent: file.size, issues: [], problem: null });
    void sendAlong(file.name, interaction.id);
    // Of a recording that was here already the second copy is not kept.
    const left = intake.recordings[recordingAt(key)]?.upload;
    if (outcome === 'already-there' && left) callOff(left);
  } catch (error) {
    if (sender.signal.aborted) changeRecording(key, { state: 'paused' });
    else changeRecording(key, failureOf(error));
  } finally {
    senders.delete(key);
    next();
    if (senders.size === 0) removeEventListener('beforeunload', warn);
  }
}

/** A browser that is closed stops what is on its way: it asks first. */
function warn(event: BeforeUnloadEvent): void {
  if (intake.recordings.some(isMoving)) event.preventDefault();
}

function failureOf(error: unknown): Partial<Recording> {
  // Someone else may sign in next: nothing goes out in their name.
  if (error instanceof Refusal && error.code === 'not-signed-in') pauseAll();
  const issues = error instanceof Refusal ? (error.detail as { issues?: RowIssue[] } | null)?.issues : undefined;
  if (issues) return { state: 'mend', issues, problem: null };
  const gone = error instanceof Refusal && ['not-sound', 'upload-gone', 'upload-offset'].includes(error.code);
  return { state: 'stopped', problem: error, ...(gone || error instanceof FileGone ? { upload: null, sent: 0 } : {}) };
}
