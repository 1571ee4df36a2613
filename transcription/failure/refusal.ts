// Why a recording cannot be transcribed. The codes are a closed union; their sentences are with the product's other
// refusals.

/** Every way in which a recording can be refused or fail. */
export type RefusalCode =
  /** On the command line: nothing of this name, a folder, or a file that may not be read. */
  | 'no-such-file'
  | 'is-folder'
  | 'unreadable-recording'
  /** The file has no bytes. */
  | 'empty-file'
  /** The bytes are not a recording, whatever the name; the detail is what they are. */
  | 'not-sound'
  /** Encrypted for anyone who bought it or holds a licence. */
  | 'protected-recording'
  /** A container without a sound track, such as a film without sound. */
  | 'no-audio-track'
  /** The sound lasts zero seconds. */
  | 'too-short'
  /** Longer than the limit (4 h by default). */
  | 'too-long'
  /** More than two channels: who is on which cannot be known. */
  | 'too-many-channels'
  /** It begins as a recording, but nothing can be read from it. */
  | 'damaged'
  /** This kind of recording needs ffmpeg, and none was found. */
  | 'decoder-missing'
  /** ffmpeg stopped giving sound. */
  | 'decoder-timeout'
  /** No model at hand and none could be downloaded: the recording can be tried again later. */
  | 'model-unavailable'
  /** The model is no export of Whisper that can be run: a file of it is missing. */
  | 'model-unfit'
  /** What came from the hub is not what it had announced. */
  | 'model-damaged'
  /** A file of the models that come with the product is missing or has other bytes. */
  | 'shipped-model-damaged'
  /** No room for a model. */
  | 'disk-full'
  /** The process that transcribes ran out of memory. */
  | 'out-of-memory'
  /** The process that transcribes ended without an answer. */
  | 'crashed'
  /** The recording took longer than it may, or transcribing it made no progress. */
  | 'timeout'
  /** Someone called the work off. */
  | 'cancelled';

/** What may be written down of an error, a refusal or any other; failure.ts makes it. */
export type Failure = {
  /** The error's class, or the type of what was thrown in place of one. */
  kind: string;
  /** SQLSTATE, a system's code (ENOSPC), or one of our own. */
  code?: string;
  /** Status of an answer over HTTP. */
  status?: number;
  /** How a process ended: its signal, or its exit status. */
  ended?: string | number;
  /** What the database names: names out of our own schema. */
  table?: string;
  column?: string;
  constraint?: string;
  /** Of stored JSON that cannot be read: where in it, `$[].words[].text`. */
  json_path?: string;
  /** Innermost first: `recordTranscript db/transcripts/transcripts.ts:190:5`. */
  place: string[];
  cause?: Failure;
};

/** Thrown by the edges and carried over the process channel as its code and detail. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  /** In English, for the command-line user; null where the code says it all. No log holds it. */
  readonly detail: string | null;
  /** Where it arose, when that was in another process. */
  readonly failure: Failure | null;

  constructor(code: RefusalCode, detail: string | null = null, from: { cause?: unknown; failure?: Failure } = {}) {
    super(detail === null ? code : `${code}: ${detail}`, 'cause' in from ? { cause: from.cause } : {});
    this.name = 'Refusal';
    this.code = code;
    this.detail = detail;
    this.failure = from.failure ?? null;
  }
}
