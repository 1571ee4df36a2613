// How far the work on a recording has progressed, and where its words come from. The database restricts its columns to
// these lists; the contract and the pages use them too.

/** `waiting`: no speech model is available yet; resumes automatically when there is one. */
export const TRANSCRIPTION_STATES = ['queued', 'running', 'waiting', 'done', 'failed'] as const;
export type TranscriptionState = (typeof TRANSCRIPTION_STATES)[number];

export const STAGES = ['model', 'decoding', 'recognising'] as const;
export type Stage = (typeof STAGES)[number];

/** Work that waits for nothing but a free worker: a copy of a recording, a run of a comparison. */
export const WORK_STATES = ['queued', 'running', 'done', 'failed'] as const;
export type WorkState = (typeof WORK_STATES)[number];

/** A model on the machine of a worker. */
export const MODEL_COPY_STATES = ['downloading', 'ready', 'failed'] as const;

/** `heard` by the model, `typed` by the speakers themselves, `imported` from elsewhere, `corrected` by a person. */
export const TRANSCRIPT_ORIGINS = ['heard', 'typed', 'imported', 'corrected'] as const;
export type TranscriptOrigin = (typeof TRANSCRIPT_ORIGINS)[number];

/** `muted`: personal data made silent, in a form browsers play. `playable`: the whole of it in such a form. */
export const COPY_KINDS = ['muted', 'playable'] as const;
export type CopyKind = (typeof COPY_KINDS)[number];
