// State of imports: waiting, uploading and finished files. It outlives the page: uploads continue while people look at
// other pages, and the list is still there when they return.
import { createRoot } from 'solid-js';
import { createStore } from 'solid-js/store';
import type { ChatImport, CheckedRow, RowIssue } from '../../api/interactions/imports-contract.ts';
import type { Reading, Understood } from '../../scorecards/interactions/reading.ts';
import type { RefusedCode } from './dropped.ts';
import type { RowsSource } from './rows-source.ts';
import type { Metadata } from './sending.ts';

/** `fix`: the server, or a check, found something wrong with its details. `stopped`: refused for another reason. */
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

/** A file of rows, and how it is read. */
type Rows = {
  key: number;
  name: string;
  source: RowsSource;
  reading: Reading;
  /** Its detected kind; null until it was examined. */
  understood: Understood | null;
  problem: unknown;
};

/**
 * A sheet beside recordings. `strays` are rows that give no recording its details: it is not here, or has them already.
 */
export type Csv = Rows & { rows: number; strays: CheckedRow[]; checking: boolean };

export type Chats = Rows & {
  state: 'checking' | 'checked' | 'importing' | 'imported' | 'stopped';
  report: ChatImport | null;
};

/** `params` fill the sentence of `code`. */
export type Ignored = {
  key: number;
  name: string;
  code: RefusedCode | 'same-name';
  params: Record<string, string | number>;
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

export const nothing = (): Intake => ({
  recordings: [],
  csvs: [],
  chats: [],
  ignored: [],
  defaults: { agent: '', channel: 'voice', queue: '', language: '', agent_channel: '' },
  checking: false,
});

export const [intake, setIntake] = createRoot(() => createStore<Intake>(nothing()));

let last = 0;
export const newKey = (): number => ++last;

export const recordingAt = (key: number): number => intake.recordings.findIndex((one) => one.key === key);

export function changeRecording(key: number, next: Partial<Recording>): void {
  const index = recordingAt(key);
  if (index !== -1) setIntake('recordings', index, next);
}

const OPEN: readonly RecordingState[] = ['new', 'mend'];
const MOVING: readonly RecordingState[] = ['queued', 'sending', 'lost', 'finishing'];

/** Those not sent yet whose details may still be changed. */
export const isOpen = (one: Recording): boolean => OPEN.includes(one.state);
export const isMoving = (one: Recording): boolean => MOVING.includes(one.state);
export const isDone = (one: Recording): boolean => one.state === 'created' || one.state === 'already-there';
