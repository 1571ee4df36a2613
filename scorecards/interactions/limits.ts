// Import limits. Defaults; a setting may change them.

export const LIMITS = {
  /** Bytes of one recording: 500 MB. */
  recording_bytes: 500 * 1024 * 1024,
  /** Length of one recording: 4 h. */
  recording_ms: 4 * 60 * 60 * 1000,
  /** Bytes of one file of text: chats, metadata, a transcript. */
  text_bytes: 24 * 1024 * 1024,
  /** Rows of one metadata or chat file. */
  rows: 10_000,
  /** Columns of one file, or keys of one chat. */
  columns: 200,
  /** Turns of one chat. */
  chat_turns: 2000,
  /** Bytes of one chat as JSON: 1 MB. */
  chat_bytes: 1024 * 1024,
  /**
   * From the first message of a chat or an email to its last; also the longest an interaction may have lasted: 24
   * days.
   */
  interaction_ms: 24 * 24 * 60 * 60 * 1000,
  /** Characters of one metadata value. */
  value_characters: 1000,
  /** Characters of an id, a queue, a customer reference: what interactions are found by. */
  key_characters: 200,
  /** A clock that goes ahead of ours by this is no reason to ask whether a time is right: 5 min. */
  clock_ahead_ms: 5 * 60 * 1000,
  /** Times before are asked about: no recorder that is in use is older. */
  earliest: '1990-01-01T00:00:00.000Z',
} as const;
