// Which files of an ONNX Whisper export form a model. Exports differ: weights in 8, 16 or 32 bits, large ones with
// their data in a separate file, with or without word times. The decoder must be the merged one, which uses the same
// weights for the first and every later step; two graphs would double the memory.

/** A file of a model, as the hub lists it. */
export type ModelFile = {
  /** Path inside the model, with slashes. */
  path: string;
  /** Bytes. */
  size: number;
  /** SHA-256, or git's own checksum of small files, hex. */
  checksum: { kind: 'sha256' | 'git'; hex: string } | null;
};

/** How the weights are stored, in the model library's words. */
export type WeightKind = 'q8' | 'int8' | 'uint8' | 'fp16' | 'fp32' | 'q4';

export type ChosenGraphs = { encoder: WeightKind; decoder: WeightKind };

/** From the best on ordinary processors to the last resort; suffixes as the exports name their files. */
const SUFFIXES: [suffix: string, kind: WeightKind][] = [
  ['_quantized', 'q8'],
  ['_int8', 'int8'],
  ['_uint8', 'uint8'],
  ['', 'fp32'],
  ['_fp16', 'fp16'],
  ['_q4', 'q4'],
];

const NEEDED = ['config.json', 'generation_config.json', 'preprocessor_config.json', 'tokenizer.json'];
const WELCOME = ['tokenizer_config.json', 'onnx/mel.onnx'];

/** What is missing from a model that cannot be run. */
export type Unfit = { missing: string };

/**
 * @param paths every file of the model, with slashes
 * @returns the files worth having and how their weights are stored, or the first that is missing
 */
export function chooseFiles(paths: readonly string[]): { files: string[]; graphs: ChosenGraphs } | Unfit {
  const there = new Set(paths);
  const lost = NEEDED.find((path) => !there.has(path));
  if (lost) return { missing: lost };
  const encoder = chooseGraph(there, 'encoder_model');
  if (!encoder) return { missing: 'onnx/encoder_model.onnx' };
  const decoder = chooseGraph(there, 'decoder_model_merged');
  if (!decoder) return { missing: 'onnx/decoder_model_merged.onnx' };
  const graphs = [encoder, decoder].flatMap(({ path }) =>
    paths.filter((one) => one === path || one.startsWith(`${path}_data`)),
  );
  return {
    files: [...NEEDED, ...WELCOME.filter((path) => there.has(path)), ...graphs],
    graphs: { encoder: encoder.kind, decoder: decoder.kind },
  };
}

function chooseGraph(there: ReadonlySet<string>, name: string): { path: string; kind: WeightKind } | null {
  for (const [suffix, kind] of SUFFIXES) {
    const path = `onnx/${name}${suffix}.onnx`;
    if (there.has(path)) return { path, kind };
  }
  return null;
}

/** A path from a hub is written to disk: it has to stay inside the model's folder. */
export function isPlainPath(path: string): boolean {
  return /^[\w.-]+(\/[\w.-]+)*$/.test(path) && !path.split('/').some((part) => /^\.+$/.test(part));
}
