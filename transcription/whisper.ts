// Whisper by way of the model library, which finds or downloads the files, opens the graphs and knows the tokeniser.
// Everything from sound to timed words is done here and in the files around it.

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  env,
  WhisperFeatureExtractor,
  WhisperForConditionalGeneration,
  WhisperTokenizer,
} from '@huggingface/transformers';
import { alignRows, COLUMN_MS } from './align.ts';
import { simplify } from './chinese.ts';
import { type DecodedTokens, decodeGreedily, encode, firstStep, type Network } from './decode.ts';
import { type FoundModel, fetchModel, graphsOf } from './model-folder.ts';
import type { ModelPlace } from './model-place.ts';
import { asGraph, floats, openGraph, type Session, sessionOptions, type Tensor } from './onnx.ts';
import type { Heard, Recogniser } from './parts.ts';
import { Refusal } from './refusal.ts';
import { RATE, type Span } from './speech.ts';
import { type Token, tokensToWords } from './words.ts';

/** Samples the model hears at once. */
const INPUT_SAMPLES = 30 * RATE;
/** Half of Whisper's text context; the other half is for what was said before. */
const MOST_TOKENS = 224;
/** Makes Whisper write simplified characters and punctuation: "The following are sentences in Mandarin." */
const CHINESE_PROMPT = '以下是普通话的句子。';

type Settings = {
  is_multilingual?: boolean;
  lang_to_id?: Record<string, number>;
  task_to_id?: Record<string, number>;
  no_timestamps_token_id?: number;
  prev_sot_token_id?: number;
  decoder_start_token_id: number;
  eos_token_id: number | number[];
  suppress_tokens?: number[] | null;
  begin_suppress_tokens?: number[] | null;
  alignment_heads?: [number, number][];
};

type Shape = { decoder_layers: number; decoder_attention_heads: number; d_model: number };

/**
 * Opens a model.
 * @param progress 0 to 1 while files are downloaded; never called for files at hand
 * @throws Refusal as fetchModel: `model-unavailable` where the files are neither at hand nor to be had
 */
export async function openWhisper(place: ModelPlace, progress: (done: number) => void): Promise<Recogniser> {
  const found = await fetchModel(place, (received, total) => progress(received / total));
  // The model library finds what is there; it never goes to the hub itself.
  env.allowLocalModels = true;
  env.allowRemoteModels = false;
  env.localModelPath = resolve(found.folder, '..');
  try {
    return await load(found, place.threads);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('model-unavailable', `${found.name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function load(found: FoundModel, threads: number): Promise<Recogniser> {
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
  const network = describe(asGraph(encoder), asGraph(decoder), settings, model.config as unknown as Shape);
  const features = await openFeatures(folder, threads);
  return recogniser(
    name,
    network,
    settings,
    features,
    (ids) => tokeniser.decode(ids, DECODE),
    (text) => Array.from(tokeniser.encode(text, { add_special_tokens: false })),
  );
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

function recogniser(
  model: string,
  network: Network,
  settings: Settings,
  features: (sound: Float32Array) => Promise<Tensor>,
  decode: (ids: number[]) => string,
  encodeText: (text: string) => number[],
): Recogniser {
  const languages = Object.entries(settings.lang_to_id ?? {});
  const start = settings.decoder_start_token_id;
  const promptFor = (language: string): number[] => {
    const plain = settings.no_timestamps_token_id ?? start;
    if (languages.length === 0) return [start, plain];
    const id = settings.lang_to_id?.[`<|${language}|>`] ?? settings.lang_to_id?.['<|en|>'] ?? start;
    const task = settings.task_to_id?.transcribe ?? start;
    const before = settings.prev_sot_token_id;
    const hint = language === 'zh' && before !== undefined ? [before, ...encodeText(CHINESE_PROMPT)] : [];
    return [...hint, start, id, task, plain];
  };
  return {
    model,
    languages: languages.length > 0 ? languages.map(([token]) => token.slice(2, -2)) : ['en'],
    async listen(sound): Promise<Heard> {
      const padded = new Float32Array(INPUT_SAMPLES);
      padded.set(sound.subarray(0, INPUT_SAMPLES));
      const hidden = await encode(network, await features(padded));
      return {
        async languages() {
          if (languages.length === 0) return new Map([['en', 1]]);
          const shares = await firstStep(
            network,
            hidden,
            start,
            languages.map(([, id]) => id),
          );
          return new Map(languages.map(([token], i) => [token.slice(2, -2), shares[i] ?? 0]));
        },
        async words(language, speech) {
          const decoded = await decodeGreedily(network, hidden, promptFor(language), MOST_TOKENS);
          const tokens = timeTokens(decoded, sound.length, speech);
          const words = tokensToWords(tokens, decode);
          return { words: language === 'zh' ? simplify(words) : words, complete: decoded.finished };
        },
      };
    },
  };
}

/** Times for the tokens: by attention where the export gives it, else spread over the speech. */
function timeTokens(decoded: DecodedTokens, samples: number, speech: readonly Span[]): Token[] {
  const { tokens, logprobs, attention } = decoded;
  const end = Math.round((samples * 1000) / RATE);
  if (tokens.length === 0) return [];
  const starts = attention
    ? Array.from(
        alignRows(attention, tokens.length + 1, decoded.columns, Math.min(decoded.columns, Math.ceil(end / COLUMN_MS))),
        (column) => column * COLUMN_MS,
      )
    : spread(tokens.length, speech, end);
  return tokens.map((id, i) => ({
    id,
    start_ms: starts[i] ?? end,
    end_ms: Math.min(end, starts[i + 1] ?? end),
    logprob: logprobs[i] ?? 0,
  }));
}

/** Evenly over the speech of the window: right to about a second, and in the right stretch. */
function spread(count: number, speech: readonly Span[], end: number): number[] {
  const spans = speech.length > 0 ? speech : [{ start: 0, end: (end * RATE) / 1000 }];
  const total = spans.reduce((sum, span) => sum + span.end - span.start, 0);
  return Array.from({ length: count + 1 }, (_, i) => {
    let left = (i / count) * total;
    for (const span of spans) {
      if (left <= span.end - span.start) return Math.round(((span.start + left) * 1000) / RATE);
      left -= span.end - span.start;
    }
    return end;
  });
}
