// Transcripts dropped together with recordings: call1.vtt belongs to call1.wav. Each is sent once its recording is
// imported; until then it waits here, as do those without a recording.
import { createRoot } from 'solid-js';
import { createStore } from 'solid-js/store';
import type { ImportedTranscript } from '../../api/interactions/imports-contract.ts';
import { type Certainty, decodeText, type Encoding } from '../../scorecards/files/encoding.ts';
import type { Params, ProblemCode } from '../../scorecards/problems/problem.ts';
import { previewTranscript, type TranscriptPreview } from '../../transcription/import/preview.ts';
import { call, interactionsClient, Refusal } from '../server/client.ts';

/**
 * What was understood of a file, before any of it is sent; `text` null: it is no text in any encoding, or in the chosen
 * one.
 */
export type Seen = {
  text: string | null;
  encoding: Encoding | null;
  certainty: Certainty;
  preview: TranscriptPreview | null;
  problem: { code: ProblemCode; params: Params } | null;
};

export type Beside = {
  key: number;
  file: File;
  /** null while it is being read. */
  seen: Seen | null;
  state: 'lying' | 'going' | 'there' | 'refused';
  report: ImportedTranscript | null;
  problem: unknown;
  /** Where it goes, once its recording is there. */
  interaction: string | null;
};

const [beside, set] = createRoot(() => createStore<{ files: Beside[] }>({ files: [] }));

export { beside };

let nextKey = 1;

/** `call1.vtt` and `call1.wav.vtt` belong to `call1.wav`; capitals make no difference. */
export function belongsTo(transcript: string, recording: string): boolean {
  const stem = stemOf(transcript);
  return stem === stemOf(recording) || stem === recording.toLowerCase();
}

const stemOf = (name: string): string => name.toLowerCase().replace(/\.[^.]+$/, '');

/** A transcript was dropped. Of two with one name the later counts. */
export function lay(file: File): void {
  const key = nextKey++;
  set('files', (all) => [
    ...all.filter((one) => one.file.name !== file.name),
    { key, file, seen: null, state: 'lying', report: null, problem: null, interaction: null },
  ]);
  void look(file).then((seen) => change(key, { seen }));
}

/** @param chosen read it in this encoding and in no other */
export async function look(file: File, chosen: Encoding | null = null): Promise<Seen> {
  const read = decodeText(new Uint8Array(await file.arrayBuffer()), chosen);
  if (!read.ok) {
    const problem = { code: 'transcript-encoding', params: {} } as const;
    return { text: null, encoding: chosen, certainty: chosen === null ? 'certain' : 'chosen', preview: null, problem };
  }
  const { text, encoding, certainty } = read;
  return { text, encoding, certainty, ...previewTranscript(text) };
}

/** Reads a transcript that has not been sent in another encoding. */
export async function lookAgain(key: number, encoding: Encoding): Promise<void> {
  const one = beside.files.find((other) => other.key === key);
  if (one) change(key, { seen: await look(one.file, encoding) });
}

export const besideOf = (recording: string): Beside | undefined =>
  beside.files.find((one) => belongsTo(one.file.name, recording));

const change = (key: number, next: Partial<Beside>): void => {
  const index = beside.files.findIndex((one) => one.key === key);
  if (index !== -1) set('files', index, next);
};

/** The recording is there: its transcript follows. Where none lies here nothing happens. */
export async function sendAlong(recording: string, interaction: string): Promise<void> {
  const one = besideOf(recording);
  if (!one || one.state === 'going' || one.state === 'there') return;
  change(one.key, { state: 'going', problem: null, interaction });
  try {
    const { text, problem } = one.seen ?? (await look(one.file));
    if (text === null) throw new Refusal(problem?.code ?? 'transcript-encoding');
    const json = { text, file_name: one.file.name };
    const report = await call(interactionsClient[':id'].transcript.$post({ param: { id: interaction }, json }));
    change(one.key, { state: 'there', report });
  } catch (problem) {
    change(one.key, { state: 'refused', problem });
  }
}

export const removeBeside = (key: number): void => set('files', (all) => all.filter((one) => one.key !== key));
export const forgetBeside = (): void => set('files', []);
/** Takes out those that have come in. */
export const clearBeside = (): void => set('files', (all) => all.filter(({ state }) => state !== 'there'));
