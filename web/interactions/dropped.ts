// What somebody dropped: by their content, files are recordings, transcripts of recordings, chats, metadata beside
// recordings, or nothing we take.
import { LIMITS } from '../../scorecards/interactions/limits.ts';
import { isTranscript } from '../../transcription/import/kind.ts';
import type { NotSound } from '../../transcription/sound/not-sound.ts';
import { SNIFF_BYTES, sniff } from '../../transcription/sound/sniff.ts';

export type Dropped =
  | { kind: 'recording'; file: File }
  /** Made elsewhere; its recording has the same name. */
  | { kind: 'transcript'; file: File }
  | { kind: 'chats'; file: File; format: 'json' | 'csv'; text: string }
  | { kind: 'metadata'; file: File; text: string }
  /** `code` is one of problem.ts; `unknown-text` a text that names no column we know. */
  | {
      kind: 'refused';
      file: File;
      code: 'empty-file' | 'not-sound' | 'recording-too-large' | 'too-large' | 'unreadable-file' | 'unknown-text';
      /** What the file is, where it is no sound. */
      why?: NotSound;
    };

/** What is not taken in. */
export type Ignored = {
  key: number;
  name: string;
  code: Extract<Dropped, { kind: 'refused' }>['code'] | 'same-name';
  /** Of a file that is no sound: what it is. */
  what?: string;
};

const SOUND_NAME = /\.(wav|wave|mp3|m4a|mp4|aac|ogg|oga|opus|webm|flac|amr|3gp|gsm|wma|aiff?)$/i;

export async function lookAt(file: File): Promise<Dropped> {
  const refuse = (code: Extract<Dropped, { kind: 'refused' }>['code']): Dropped => ({ kind: 'refused', file, code });
  const beginning = new Uint8Array(await file.slice(0, SNIFF_BYTES).arrayBuffer());
  const sniffed = sniff(beginning, file.name);
  if (sniffed.kind !== null) {
    return file.size > LIMITS.recording_bytes ? refuse('recording-too-large') : { kind: 'recording', file };
  }
  if (sniffed.why === 'empty') return refuse('empty-file');
  // A recording's name on a text is the mistake people make, not the other way round.
  if (sniffed.why !== 'text' || SOUND_NAME.test(file.name)) {
    return { kind: 'refused', file, code: 'not-sound', why: sniffed.why };
  }
  if (file.size > LIMITS.text_bytes) return refuse('too-large');
  const text = utf8(await file.arrayBuffer());
  if (text === null) return refuse('unreadable-file');
  if (isTranscript(text)) return { kind: 'transcript', file };
  const kind = textKind(text);
  switch (kind) {
    case 'chats-json':
      return { kind: 'chats', file, format: 'json', text };
    case 'chats-csv':
      return { kind: 'chats', file, format: 'csv', text };
    case 'metadata':
      return { kind: 'metadata', file, text };
    case null:
      return refuse('unknown-text');
  }
}

/** What a text holds, by its first sign or by the columns its first line names. */
export function textKind(text: string): 'chats-json' | 'chats-csv' | 'metadata' | null {
  const beginning = text
    .slice(0, 20_000)
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (beginning.startsWith('[') || beginning.startsWith('{')) return 'chats-json';
  const columns = new Set(
    (beginning.split(/\r?\n/, 1)[0] ?? '')
      .split(/[,;\t]/)
      .map((name) => name.trim().replace(/^"|"$/g, '').toLowerCase()),
  );
  if (columns.has('speaker') || columns.has('text')) return 'chats-csv';
  return columns.has('file') || columns.has('external_id') ? 'metadata' : null;
}

/** null when the bytes are another encoding: then words would come in as rubbish. */
export function utf8(bytes: ArrayBuffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The files of a drop, those in folders too; what systems leave beside them (.DS_Store) is passed over. */
export async function filesOf(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  const files = entries.length > 0 ? (await Promise.all(entries.map(filesIn))).flat() : [...transfer.files];
  return files.filter((file) => !file.name.startsWith('.'));
}

async function filesIn(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile)
    return [await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed))];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: File[] = [];
  for (;;) {
    // A folder is read by the hundred.
    const some = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed));
    if (some.length === 0) return found;
    for (const one of some) found.push(...(await filesIn(one)));
  }
}
