// Transcripts made elsewhere that were dropped beside recordings: call1.vtt belongs to call1.wav. Each goes along once its
// recording has come in; until then it lies here, and so does one whose recording is not in the list.
import { createRoot } from 'solid-js';
import { createStore } from 'solid-js/store';
import type { ImportedTranscript } from '../../db/transcript-files.ts';
import { call, interactionsClient } from '../client.ts';
import { utf8 } from './dropped.ts';

export type Beside = {
  key: number;
  file: File;
  state: 'lying' | 'going' | 'there' | 'refused';
  told: ImportedTranscript | null;
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
  set('files', (all) => [
    ...all.filter((one) => one.file.name !== file.name),
    { key: nextKey++, file, state: 'lying', told: null, problem: null, interaction: null },
  ]);
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
    const text = utf8(await one.file.arrayBuffer()) ?? '';
    const json = { text, file_name: one.file.name };
    const told = await call(interactionsClient[':id'].transcript.$post({ param: { id: interaction }, json }));
    change(one.key, { state: 'there', told });
  } catch (problem) {
    change(one.key, { state: 'refused', problem });
  }
}

export const removeBeside = (key: number): void => set('files', (all) => all.filter((one) => one.key !== key));
export const forgetBeside = (): void => set('files', []);
/** Takes out those that have come in. */
export const clearBeside = (): void => set('files', (all) => all.filter(({ state }) => state !== 'there'));
