// Where a model is to be found. An administrator without the internet fills a folder; everybody else lets the first
// recording download it.

/** A model, and where its files are looked for: the models folder first, then the cache, then the hub. */
export type ModelPlace = {
  /** Name of a folder in `models`, path of a folder, or `owner/name` on the hub. */
  model: string;
  /** The folder an administrator fills; null where there is none. */
  models: string | null;
  /** Where downloads are kept; null forbids downloading. */
  cache: string | null;
  /** Address of another hub, such as a mirror inside the house; null: the public one. */
  hub: string | null;
  /** Processor threads for one recording. */
  threads: number;
};

/** The model that comes without being asked for: good enough for quality review, fast enough for a small machine. */
export const DEFAULT_MODEL = 'whisper-base';

/** What models are called on the hub, where their names alone do not say it. */
const ON_THE_HUB: Record<string, string> = {
  'whisper-tiny': 'onnx-community/whisper-tiny_timestamped',
  'whisper-base': 'onnx-community/whisper-base_timestamped',
  'whisper-small': 'onnx-community/whisper-small_timestamped',
  'whisper-large-v3-turbo': 'onnx-community/whisper-large-v3-turbo_timestamped',
};

/** @returns `owner/name`, or null for what cannot be on a hub */
export function hubName(model: string): string | null {
  const name = ON_THE_HUB[model] ?? model;
  return /^[\w-][\w.-]*\/[\w-][\w.-]*$/.test(name) ? name : null;
}
