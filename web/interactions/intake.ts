// What lies ready to come in, what is on its way, and what became of it. It outlives the page: recordings go on being
// sent while somebody looks at something else, and the list is still there when they come back.
import { createRoot } from 'solid-js';
import { createStore, produce } from 'solid-js/store';
import type { RowIssue } from '../../db/arrivals.ts';
import type { ChatImport } from '../../db/chats.ts';
import type { CheckedRow } from '../../db/metadata-check.ts';
import { wallClockAt } from '../../scorecards/calendar.ts';
import { sheetOf } from '../../scorecards/interactions/sheet.ts';
import { call, interactionsClient, Refusal } from '../client.ts';
import { zone } from '../ui/format.ts';
import { clearBeside, forgetBeside, lay, sendAlong } from './beside.ts';
import { type Ignored, lookAt } from './dropped.ts';
import { FileGone, type Metadata, send, type Told } from './sending.ts';
import { callOff, server, wait } from './server.ts';

/** `mend`: the server, or a check, found something wrong with its details. `stopped`: refused for another reason. */
export type RecordingState =
  | 'new'
  | 'queued'
  | 'sending'
  | 'lost'
  | 'paused'
  | 'finishing'
  | 'mend'
  | 'stopped'
  | 'created'
  | 'already-there';

export type Recording = {
  key: number;
  file: File;
  /** Details of its own; what is missing comes from the defaults unless a row of a CSV speaks of it. */
  own: Metadata;
  /** The row of a CSV that speaks of it. */
  row: { csv: string; line: number } | null;
  state: RecordingState;
  issues: RowIssue[];
  problem: unknown;
  /** Bytes that have left. */
  sent: number;
  upload: string | null;
  interaction: string | null;
};

/** A CSV beside recordings. `strays` are rows whose recording is not here. */
export type Csv = { key: number; name: string; text: string; rows: number; strays: CheckedRow[]; problem: unknown };

export type Chats = {
  key: number;
  name: string;
  format: 'json' | 'csv';
  text: string;
  state: 'checking' | 'checked' | 'importing' | 'imported' | 'stopped';
  told: ChatImport | null;
  problem: unknown;
};

export type Defaults = { agent: string; channel: string; queue: string; language: string; agent_channel: string };

type Intake = {
  recordings: Recording[];
  csvs: Csv[];
  chats: Chats[];
  ignored: Ignored[];
  defaults: Defaults;
  checking: boolean;
};

const nothing = (): Intake => ({
  recordings: [],
  csvs: [],
  chats: [],
  ignored: [],
  defaults: { agent: '', channel: 'voice', queue: '', language: '', agent_channel: '' },
  checking: false,
});

/** Sent at once: more only share the same line. */
const AT_ONCE = 3;

const [intake, set] = createRoot(() => createStore<Intake>(nothing()));

export { intake };

let nextKey = 1;
const senders = new Map<number, AbortController>();

const at = (key: number) => intake.recordings.findIndex((one) => one.key === key);
const change = (key: number, next: Partial<Recording>) => {
  const index = at(key);
  if (index !== -1) set('recordings', index, next);
};

const OPEN: readonly RecordingState[] = ['new', 'mend'];
const MOVING: readonly RecordingState[] = ['queued', 'sending', 'lost', 'finishing'];

/** Those not sent yet whose details may still be changed. */
export const isOpen = (one: Recording): boolean => OPEN.includes(one.state);
export const isMoving = (one: Recording): boolean => MOVING.includes(one.state);
export const isDone = (one: Recording): boolean => one.state === 'created' || one.state === 'already-there';

/** The details a recording goes with: its own, and the defaults where no row of a CSV speaks of it. */
export function detailsOf(one: Recording): Metadata {
  return { ...(one.row === null ? given(intake.defaults) : {}), ...given(one.own) };
}

const given = (details: Metadata): Metadata =>
  Object.fromEntries(Object.entries(details).filter(([name, value]) => value !== '' && name !== 'file'));

/** Takes in whatever was dropped or chosen, and looks through it. */
export async function add(files: readonly File[]): Promise<void> {
  const known = new Set(intake.recordings.map(({ file }) => file.name.toLowerCase()));
  const chats: Chats[] = [];
  let rows = false;
  const fresh = new Set<number>();
  for (const dropped of await Promise.all(files.map(lookAt))) {
    const key = nextKey++;
    const { name } = dropped.file;
    switch (dropped.kind) {
      case 'recording':
        if (known.has(name.toLowerCase())) {
          set('ignored', (all) => [...all, { key, name, code: 'same-name' }]);
          break;
        }
        known.add(name.toLowerCase());
        rows = true;
        set('recordings', (all) => [...all, newRecording(key, dropped.file)]);
        break;
      case 'metadata':
        rows = true;
        fresh.add(key);
        set('csvs', (all) => [
          ...all.filter((one) => one.name !== name),
          { key, name, text: dropped.text, rows: 0, strays: [], problem: null },
        ]);
        break;
      case 'chats': {
        const { format, text } = dropped;
        chats.push({ key, name, format, text, state: 'checking', told: null, problem: null });
        set('chats', (all) => [...all.filter((one) => one.name !== name || one.state === 'imported'), chats.at(-1)!]);
        break;
      }
      case 'transcript':
        lay(dropped.file);
        break;
      case 'refused':
        set('ignored', (all) => [
          ...all.filter((one) => one.name !== name),
          { key, name, code: dropped.code, what: dropped.why },
        ]);
        break;
    }
  }
  for (const { file, interaction } of intake.recordings) if (interaction) void sendAlong(file.name, interaction);
  if (rows) for (const { key } of intake.csvs) await readCsv(key, fresh.has(key));
  for (const { key } of chats) await checkChats(key);
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

/**
 * Gives every recording that a row of the CSV names the details of that row.
 * @param fresh the file was just handed in; otherwise what was mended by hand since stays as it is
 */
async function readCsv(key: number, fresh: boolean): Promise<void> {
  const csv = intake.csvs.find((one) => one.key === key);
  if (!csv) return;
  const index = () => intake.csvs.findIndex((one) => one.key === key);
  try {
    const files = intake.recordings.map(({ file }) => file.name);
    const { rows } = await call(interactionsClient.metadata.$post({ json: { text: csv.text, files } }));
    const here = new Map(intake.recordings.map((one) => [one.file.name, one.key]));
    const named = rows.filter(({ file }) => here.has(file));
    for (const row of named.toReversed()) {
      const recording = intake.recordings.find((one) => one.key === here.get(row.file));
      if (!recording || !isOpen(recording) || (!fresh && recording.row !== null)) continue;
      change(recording.key, {
        own: row.metadata,
        row: { csv: csv.name, line: row.line },
        issues: row.issues,
        state: row.issues.length > 0 ? 'mend' : 'new',
      });
    }
    set('csvs', index(), {
      rows: rows.length,
      strays: rows.filter(({ file }) => !here.has(file)),
      problem: null,
    });
  } catch (problem) {
    set('csvs', index(), { problem });
  }
}

async function checkChats(key: number): Promise<void> {
  await sendChats(key, true);
}

async function sendChats(key: number, dry_run: boolean): Promise<void> {
  const index = () => intake.chats.findIndex((one) => one.key === key);
  const chats = intake.chats[index()];
  if (!chats) return;
  set('chats', index(), { state: dry_run ? 'checking' : 'importing', problem: null });
  try {
    const { format, text } = chats;
    const told = await call(interactionsClient.chats.$post({ json: { format, text, dry_run } }));
    if (index() !== -1) set('chats', index(), { state: dry_run ? 'checked' : 'imported', told });
  } catch (problem) {
    if (index() !== -1) set('chats', index(), { state: 'stopped', problem });
  }
}

/** Asks the server what is wrong with the details of all that is not sent yet. Nothing is sent. */
async function checkRecordings(): Promise<void> {
  const open = intake.recordings.filter(isOpen);
  if (open.length === 0) return;
  const records = open.map((one) => ({ ...detailsOf(one), file: one.file.name }) as Metadata);
  const columns = [
    ...new Set(['file', 'external_id', 'agent', 'channel', 'started_at', ...records.flatMap(Object.keys)]),
  ];
  const { rows } = await call(
    interactionsClient.metadata.$post({
      json: { text: sheetOf(columns, records), files: open.map(({ file }) => file.name) },
    }),
  );
  const byFile = new Map(rows.map((row) => [row.file, row]));
  for (const one of open) {
    // Columns of this sheet are not lines of anything the person has seen.
    const issues = byFile.get(one.file.name)?.issues.filter(({ code }) => code !== 'row-without-file') ?? [];
    change(one.key, { issues, state: issues.length > 0 ? 'mend' : 'new' });
  }
}

/** Looks everything through without sending anything. */
export async function check(): Promise<void> {
  set('checking', true);
  try {
    await checkRecordings();
    for (const one of intake.chats) if (one.state === 'checked' || one.state === 'stopped') await checkChats(one.key);
  } finally {
    set('checking', false);
  }
}

/** Sends all that is good; the rest stays to be mended. */
export async function start(): Promise<void> {
  set('checking', true);
  try {
    await checkRecordings();
  } finally {
    set('checking', false);
  }
  for (const one of intake.recordings) if (one.state === 'new') change(one.key, { state: 'queued', problem: null });
  next();
  for (const one of intake.chats)
    if (one.state === 'checked' && (one.told?.created ?? 0) > 0) await sendChats(one.key, false);
}

/** Sends a recording whose details were mended; the bytes that are there already are not sent again. */
export async function sendAgain(key: number): Promise<void> {
  await checkRecordings();
  const one = intake.recordings[at(key)];
  if (one && one.state !== 'mend') change(key, { state: 'queued', problem: null, issues: [] });
  next();
}

export const retry = (key: number): void => {
  change(key, { state: 'queued', problem: null });
  next();
};

export function pause(key: number): void {
  const one = intake.recordings[at(key)];
  if (one?.state === 'queued') change(key, { state: 'paused' });
  senders.get(key)?.abort();
}
export function pauseAll(): void {
  for (const one of intake.recordings) if (isMoving(one) && one.state !== 'finishing') pause(one.key);
}
export function resumeAll(): void {
  for (const one of intake.recordings) if (one.state === 'paused') change(one.key, { state: 'queued' });
  next();
}

/** Takes a recording out; what the server has of it is forgotten. */
export function remove(key: number): void {
  const one = intake.recordings[at(key)];
  if (!one) return;
  senders.get(key)?.abort();
  if (one.upload && !isDone(one)) callOff(one.upload);
  set('recordings', (all) => all.filter((other) => other.key !== key));
}
export const removeCsv = (key: number): void => set('csvs', (all) => all.filter((one) => one.key !== key));
export const removeChats = (key: number): void => set('chats', (all) => all.filter((one) => one.key !== key));
export const removeIgnored = (key: number): void => set('ignored', (all) => all.filter((one) => one.key !== key));

/** Takes out all that is over: what came in, and what cannot. */
export function clear(): void {
  clearBeside();
  set(
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
    set(nothing());
    forgetBeside();
  }
  owner = member;
}

/** Changes one detail. An empty text takes the default's place only where there is a default. */
export function describe(key: number, column: string, value: string): void {
  const index = at(key);
  if (index === -1) return;
  set('recordings', index, 'own', { [column]: value });
  set('recordings', index, 'issues', (issues) => issues.filter((one) => one.column !== column));
}
export const setDefault = (column: keyof Defaults, value: string): void => set('defaults', column, value);

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
    const one = intake.recordings[at(key)];
    return one ? detailsOf(one) : {};
  };
  const tell = (told: Told) => {
    if (told.kind === 'begun') change(key, { upload: told.upload, state: 'sending' });
    else if (told.kind === 'sending') change(key, { sent: told.sent, state: 'sending' });
    else change(key, { state: told.kind });
  };
  try {
    const { outcome, interaction } = await send({ file, metadata, upload, server, signal: sender.signal, tell, wait });
    change(key, { state: outcome, interaction: interaction.id, sent: file.size, issues: [], problem: null });
    void sendAlong(file.name, interaction.id);
    // Of a recording that was here already the second copy is not kept.
    const left = intake.recordings[at(key)]?.upload;
    if (outcome === 'already-there' && left) callOff(left);
  } catch (error) {
    if (sender.signal.aborted) change(key, { state: 'paused' });
    else change(key, failureOf(error));
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
  // Somebody else may sign in next: nothing goes out in their name.
  if (error instanceof Refusal && error.code === 'not-signed-in') pauseAll();
  const issues = error instanceof Refusal ? (error.detail as { issues?: RowIssue[] } | null)?.issues : undefined;
  if (issues) return { state: 'mend', issues, problem: null };
  const gone = error instanceof Refusal && ['not-sound', 'upload-gone', 'upload-offset'].includes(error.code);
  return { state: 'stopped', problem: error, ...(gone || error instanceof FileGone ? { upload: null, sent: 0 } : {}) };
}
