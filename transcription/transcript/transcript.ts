// A transcript is what was said, by whom and when, in one recording. Times are whole milliseconds from the start of the
// recording; confidences are exp(mean log-probability), 0 to 1. It is plain data, read by every layer.

/**
 * Who speaks in a turn. `unknown` is a one-channel recording whose speakers are not told apart; `speaker-3` and on are
 * voices beside the agent's and the customer's.
 */
export type Speaker = 'agent' | 'customer' | 'system' | 'unknown' | `speaker-${number}`;

/** Chinese: a character (or a Latin word); English: a word with its punctuation. */
export type Word = { text: string; start_ms: number; end_ms: number; confidence: number };

/** One stretch of speech of one speaker. `channel` is the channel index in the recording; text turns have 0. */
export type Turn = {
  speaker: Speaker;
  channel: number;
  start_ms: number;
  end_ms: number;
  text: string;
  /** null for text that was typed. */
  confidence: number | null;
  words: Word[];
  /** Set where a person corrected it: in which revision last, and the stretch of sound it was heard in, ms. */
  corrected?: { revision: number; from_ms: number; to_ms: number };
  /** In a chat that changed hands: the name of the agent who wrote it. */
  agent?: string;
};

/**
 * Whether the speakers are known by channel, told apart by their voices, named by a transcript made elsewhere, or not
 * told apart at all.
 */
export const SPEAKER_METHODS = ['channels', 'embeddings', 'named', 'single'] as const;
export type SpeakerMethod = (typeof SPEAKER_METHODS)[number];

/** Loudness for drawing: per channel one value 0–255 for every `bucket_ms` of sound (the largest level in it). */
export type Peaks = { bucket_ms: number; channels: number[][] };

/** Which side of a two-channel recording holds the agent. */
export const AGENT_CHANNELS = ['left', 'right', 'mono'] as const;
export type AgentChannel = (typeof AGENT_CHANNELS)[number];

/** Codings that come without a header. `oki`: Dialogic's ADPCM; `linear`: 16 bits, the lower byte first. */
export type RawCoding = 'mulaw' | 'alaw' | 'linear' | 'gsm' | 'g722' | 'oki' | 'g729' | 'g723';

/** The assumed format of headerless samples; `rate` in samples per second. */
export type RawSound = { coding: RawCoding; rate: number; channels: number };

/** What had to be assumed or left out when a recording was read. */
export type RecordingNotes = {
  /** Audio without a header: its format as assumed from its extension. */
  assumed: RawSound | null;
  /** Of several sound tracks: which were listened to, counted from 1, and how many there are. */
  tracks: { heard: number[]; of: number } | null;
  /** At the end of the file, not understood. */
  unread_bytes: number;
};

/** What a recording itself states, independent of its transcript. */
export type Drawn = Required<Pick<Transcript, 'peaks' | 'duration_ms' | 'announced_ms' | 'recording_notes'>>;

export type Transcript = {
  duration_ms: number;
  /** A recording that was cut off: how long its file says it should be. Absent or null: it is whole. */
  announced_ms?: number | null;
  /** Absent or null: nothing had to be assumed or left out. */
  recording_notes?: RecordingNotes | null;
  /** BCP 47 primary tag of most of the speech: `en`, `zh` …; null when nobody speaks. */
  language: string | null;
  /** Every language that was spoken, the most spoken first. */
  languages: string[];
  method: SpeakerMethod;
  /** How sure it is who speaks, 0 to 1; null where there is nothing to tell apart. */
  speakers_confidence: number | null;
  turns: Turn[];
  peaks: Peaks;
  /** Folder or hub id of the model, and the version of the pipeline that ran it. */
  model: string;
  pipeline: string;
  took_ms: number;
};
