// How much is taken in at once. Defaults; a setting may change them.

export const LIMITS = {
  /** Bytes of one recording: 500 MB. */
  recording_bytes: 500 * 1024 * 1024,
  /** Length of one recording: 4 h. */
  recording_ms: 4 * 60 * 60 * 1000,
  /** Bytes of one file of text: chats, metadata, a transcript. */
  text_bytes: 24 * 1024 * 1024,
  /** Rows of one metadata or chat file. */
  rows: 10_000,
  /** Turns of one chat. */
  chat_turns: 2000,
  /** Bytes of one chat as JSON: 1 MB. */
  chat_bytes: 1024 * 1024,
  /** Characters of one metadata value. */
  value_characters: 1000,
};
