// Whisper through the model library, which finds or downloads the files, opens the graphs and provides the tokeniser.
// Everything from audio to timed words is in the files around it.

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  env,
  WhisperFeatureExtractor,
  WhisperForConditionalGeneration,
  WhisperTokenizer,
} from '@huggingface/transformers';
import { Refusal } from '../failure/refusal.ts';
import { type FoundModel, fetchModel, graphsOf } from '../models/folder.ts';
import { asGraph, floats, type Graph, openGraph, type Session, sessionOptions, type Tensor } from '../models/onnx.ts';
import type { ModelPlace } from '../models/place.ts';
import { checkShipped } from '../models/shipped.ts';
import type { Network } from './decode.ts';
import type { Recogniser } from './parts.ts';
import { INPUT_SAMPLES, openRecogniser, type Settings } from './recogniser.ts';

type Shape = { decoder_layers: number; decoder_attention_heads: number; d_model: number };

/** Puts itself in the place of a graph. */
export type Watch = (name: 'encoder' | 'decoder', graph: Graph) => Graph;

/**
 * Opens a model.
 * @param progress 0 to 1 while files are downloaded; never called for files at hand
 * @param watch stands between the model and its graphs, to count or to time what they do
 * @throws Refusal as fetchModel (`model-unavailable` where the files are neither at hand nor to be had) and
 *   checkShipped
 */
export async function openWhisper(
  place: ModelPlace,
  progress: (done: number) => void,
  watch: Watch = (_, graph) => graph,
): Promise<Recogniser> {
  const found = await fetchModel(place, (received, total) => progress(received / total));
  await checkShipped(found.folder);
  // The model library finds what is there; it never goes to the hub itself.
  env.allowLocalModels = true;
  env.allowRemoteModels = false;
  env.localModelPath = resolve(found.folder, '..');
  try {
    return await load(found, place.threads, watch);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('model-unavailable', `${found.name}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

async function load(found: FoundModel, threads: number, watch: Watch): Promise<Recogniser> {
  const { name, folder } = found;
  const { encoder: encoderKind, decoder: decoderKind } = graphsOf(found);
  const session_options = sessionOptions(threads) as Record<string, unknown>;
  const tokeniser = await WhisperTokenizer.from_pretrained(folder);
  const model = await WhisperForConditionalGeneration.from_pretrained(folder, {
    dtype: { encoder_model: encoderKind, decoder_model_merged: decoderKind },
    session_options,
  });
  const sessions = model.sessions as Record<string, Session>;
  const settings = model.generation_config as unknown as Settings;
  const encoder = sessions.model;
  const decoder = sessions.decoder_model_merged;
  if (!encoder || !decoder) throw new Error('the model has no encoder or no decoder');
  const network = describe(
    watch('encoder', asGraph(encoder)),
    watch('decoder', asGraph(decoder)),
    settings,
    model.config as unknown as Shape,
  );
  const features = await openFeatures(folder, threads);
  return openRecogniser(name, network, settings, features, {
    decode: (ids) => tokeniser.decode(ids, DECODE),
    encode: (text) => Array.from(tokeniser.encode(text, { add_special_tokens: false })),
  });
}

const DECODE = { skip_special_tokens: true, clean_up_tokenization_spaces: false };

function describe(encoder: Network['encoder'], decoder: Network['decoder'], settings: Settings, shape: Shape): Network {
  const gives = (layer: number): boolean => decoder.outputs.includes(`cross_attentions.${layer}`);
  const end = Array.isArray(settings.eos_token_id) ? (settings.eos_token_id[0] ?? 0) : settings.eos_token_id;
  return {
    encoder,
    decoder,
    layers: shape.decoder_layers,
    heads: shape.decoder_attention_heads,
    width: shape.d_model / shape.decoder_attention_heads,
    end,
    suppressed: settings.suppress_tokens ?? [],
    suppressedFirst: settings.begin_suppress_tokens ?? [],
    alignment: (settings.alignment_heads ?? []).filter(([layer]) => gives(layer)),
  };
}

/** The log-mel front end: a graph beside the model where there is one (10 ms a window), else the library's (300 ms). */
async function openFeatures(folder: string, threads: number): Promise<(sound: Float32Array) => Promise<Tensor>> {
  const file = join(folder, 'onnx', 'mel.onnx');
  if (existsSync(file)) {
    const graph = await openGraph(file, threads);
    return async (sound) => {
      const { input_features } = await graph.run({ audio: floats(sound, [1, INPUT_SAMPLES]) });
      if (!input_features) throw new Error('the front end gave nothing');
      return input_features;
    };
  }
  const extractor = await WhisperFeatureExtractor.from_pretrained(folder);
  return async (sound) => {
    const { input_features } = await extractor._call(sound);
    return floats(input_features.data as Float32Array, input_features.dims);
  };
}
