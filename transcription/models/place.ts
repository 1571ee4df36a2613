// Where a model is found: included with the product, in the administrator's folder, or downloaded.

/** A model, and where its files are looked for: this folder, those that come with the product, the cache, the hub. */
export type ModelPlace = {
  /** Name of a folder in `models`, path of a folder, or `owner/name` on the hub. */
  model: string;
  /** The administrator's folder; null if there is none. */
  models: string | null;
  /** Where downloads are kept; null forbids downloading. */
  cache: string | null;
  /** Address of another hub, such as a mirror inside the house; null: the public one. */
  hub: string | null;
  /** Processor threads for one recording. */
  threads: number;
};

/** The model that comes with the product: good enough for quality review, fast enough for a small machine. */
export const DEFAULT_MODEL = 'whisper-base';

/** Where models come from unless someone names a mirror. */
export const PUBLIC_HUB = 'https://huggingface.co';

/** A model offered by name. */
export type KnownModel = {
  model: string;
  /** Whether it writes English alone, which small models then do a little better. */
  english_only: boolean;
  /** Weights, millions; as published with the models. */
  parameters_m: number;
  /** About what comes from the hub, bytes: one a weight. */
  bytes: number;
  /**
   * Time for the same call, as a multiple of `whisper-base`. tiny.en and base are measured; the others are recognised
   * by the weights that a window of the encoder and the words of the decoder go through.
   */
  relative_time: number;
};

const known = (name: string, parameters: number, relativeTime: number): KnownModel => ({
  model: `whisper-${name}`,
  english_only: name.endsWith('.en'),
  parameters_m: parameters,
  bytes: (parameters + 2) * 1e6,
  relative_time: relativeTime,
});

/** The sizes of Whisper that run on ordinary machines, from the quickest to the best. */
export const KNOWN_MODELS: readonly KnownModel[] = [
  known('tiny', 39, 0.5),
  known('tiny.en', 39, 0.5),
  known('base', 74, 1),
  known('base.en', 74, 1),
  known('small', 244, 3.7),
  known('small.en', 244, 3.7),
  known('medium', 769, 12),
  known('medium.en', 769, 12),
  known('large-v3-turbo', 809, 18),
];

/** What models are called on the hub: the exports that give word times. */
const ON_THE_HUB: ReadonlyMap<string, string> = new Map(
  KNOWN_MODELS.map(({ model }) => [model, `onnx-community/${model}_timestamped`]),
);

/** Bytes of a model's weights, where its name tells; else those of the largest that is offered. */
export function weightsOf(model: string): number {
  const name = model
    .split('/')
    .at(-1)
    ?.replace(/_timestamped$/, '');
  const bytes = KNOWN_MODELS.find((one) => one.model === name)?.bytes;
  return bytes ?? Math.max(...KNOWN_MODELS.map((one) => one.bytes));
}

/** @returns `owner/name`, or null for what cannot be on a hub */
export function hubName(model: string): string | null {
  const name = ON_THE_HUB.get(model) ?? model;
  return /^[\w-][\w.-]*\/[\w-][\w.-]*$/.test(name) ? name : null;
}

/** The name a model of the hub is chosen by. */
export function productName(hub: string): string {
  for (const [model, name] of ON_THE_HUB) if (name === hub) return model;
  return hub;
}

/** What someone may write for a model: a folder of the models folder, or `owner/name`. */
export function isModelName(model: string): boolean {
  return model.length <= 100 && /^[\w-][\w.-]*(\/[\w-][\w.-]*)?$/.test(model);
}
