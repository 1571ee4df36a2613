// One window of audio to timed words: the window is encoded once and can then be decoded repeatedly, in another
// language, with another prompt or at a higher temperature, at the cost of decoding alone.

import { deflateSync } from 'node:zlib';
import { floats, numbers, type Tensor } from '../models/onnx.ts';
import { RATE, type Span } from '../sound/span.ts';
import { type Token, tokensToWords } from '../transcript/words.ts';
import { alignRows, COLUMN_MS } from './align.ts';
import { simplify } from './chinese.ts';
import { type DecodedTokens, encode, type Network, openDecoder, probabilityOf, sharesOf } from './decode.ts';
import type { Heard, HowToRead, Reading, Recogniser } from './parts.ts';
import { seeded } from './seed.ts';

/** Samples the model hears at once. */
export const INPUT_SAMPLES = 30 * RATE;
/** Half of Whisper's text context; the other half is for what was said before. */
const MOST_TOKENS = 224;
/**
 * Silence put before a window. The model drops a short first word ("I", "Hi") where speech begins at once: with half a
 * second before it the shared calls have 61 instead of 70 errors in English and 118 instead of 125 in Chinese.
 */
const LEAD = 0.5 * RATE;
/**
 * What the model is told was said before: it goes on in the same manner. Words alone, no sentence that it could write
 * in place of what it did not hear (with whole phrases it wrote "how may I help you" for an unclear question). English
 * as it is spoken ("ten", "dot", "I am") brings the shared calls from 61 errors to 46; words of a contact centre bring
 * simplified characters, and the Chinese from 130 without any hint to 110.
 */
const HINTS: Record<string, string> = {
  en: 'A telephone call to customer service, word for word: I have, I am, I would, I will, I can, twenty dollars, ten minutes, double five, dot, at, yes, no, okay, sorry, goodbye.',
  zh: '以下是普通话的句子，逐字记录：您好，请问，账户，账单，订单，身份证，验证码，核实，查询，费用，谢谢，再见。',
};
/** Tokens of an organisation's own words at most; with what was said before they fill half of the text context. */
const MOST_VOCABULARY = 100;
const MOST_PREVIOUS = 100;

/** What of a model's `generation_config.json` is used. */
export type Settings = {
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

/** The tokeniser, both ways. */
export type Tokeniser = { decode: (ids: number[]) => string; encode: (text: string) => number[] };

/** @param features log-mel of {@link INPUT_SAMPLES} samples */
export function openRecogniser(
  model: string,
  network: Network,
  settings: Settings,
  features: (sound: Float32Array) => Promise<Tensor>,
  tongue: Tokeniser,
): Recogniser {
  const languages = Object.entries(settings.lang_to_id ?? {}).map(([token, id]) => ({ tag: token.slice(2, -2), id }));
  const ids = languages.map(({ id }) => id);
  const start = settings.decoder_start_token_id;
  const noSpeech = noSpeechToken(settings);
  const shares = (scores: Float32Array): Map<string, number> => {
    if (languages.length === 0) return new Map([['en', 1]]);
    const found = sharesOf(scores, ids);
    return new Map(languages.map(({ tag }, i) => [tag, found[i] ?? 0]));
  };
  const decoder = openDecoder(network, start);
  return {
    model,
    languages: languages.length > 0 ? languages.map(({ tag }) => tag) : ['en'],
    async listen(sound): Promise<Heard> {
      const padded = new Float32Array(INPUT_SAMPLES);
      padded.set(sound.subarray(0, INPUT_SAMPLES - LEAD), LEAD);
      const hidden = await encode(network, await features(padded));
      return {
        languages: async (stretch) => shares(await decoder.look(stretch ? columnsOf(hidden, stretch) : hidden)),
        async words(language, speech, how = AS_IT_IS): Promise<Reading> {
          const before = promptBefore(language, how, settings, tongue.encode);
          const prompt = [...before, ...promptFor(language, settings)];
          const { temperature } = how;
          const scores = await decoder.look(hidden);
          const asking = { prompt, most: MOST_TOKENS, temperature, chance: seeded(how.seed) };
          const decoded = await decoder.write(hidden, asking);
          const words = tokensToWords(timeTokens(decoded, sound.length, speech), tongue.decode, how.pauses);
          return {
            words: language === 'zh' ? simplify(words) : words,
            complete: decoded.finished,
            compression: compressionOf(tongue.decode(decoded.tokens)),
            logprob: decoded.mean_logprob,
            no_speech: noSpeech === null ? 0 : probabilityOf(scores, noSpeech),
          };
        },
      };
    },
  };
}

/** Columns of sound kept around a stretch: 0.1 s. */
const AROUND = 5;

/**
 * What the encoder made of a stretch. To the decoder it is a window of its own, at the price of its length: the
 * encoder, which is dear, has heard it already.
 */
function columnsOf(hidden: Tensor, { start, end }: Span): Tensor {
  const [, columns = 0, width = 0] = hidden.dims;
  const column = (sample: number): number => ((sample + LEAD) * 1000) / RATE / COLUMN_MS;
  const from = Math.max(0, Math.min(columns - 1, Math.floor(column(start)) - AROUND));
  const to = Math.max(from + 1, Math.min(columns, Math.ceil(column(end)) + AROUND));
  return floats(numbers(hidden).slice(from * width, to * width), [1, to - from, width]);
}

/** How much smaller zlib makes a text, as Whisper measures it. */
function compressionOf(text: string): number {
  const bytes = Buffer.from(text);
  return bytes.length / deflateSync(bytes).length;
}

const AS_IT_IS: HowToRead = { temperature: 0, seed: 0, previous: '', vocabulary: [], pauses: [] };

/** `<|nospeech|>` stands right before the token that turns timestamps off, in every Whisper. */
function noSpeechToken({ no_timestamps_token_id }: Settings): number | null {
  return no_timestamps_token_id === undefined ? null : no_timestamps_token_id - 1;
}

function promptFor(language: string, settings: Settings): number[] {
  const start = settings.decoder_start_token_id;
  const plain = settings.no_timestamps_token_id ?? start;
  if (Object.keys(settings.lang_to_id ?? {}).length === 0) return [start, plain];
  const id = settings.lang_to_id?.[`<|${language}|>`] ?? settings.lang_to_id?.['<|en|>'] ?? start;
  return [start, id, settings.task_to_id?.transcribe ?? start, plain];
}

/**
 * What the model is told was said before: a hint of the writing, the organisation's words, and the end of what was
 * said.
 */
function promptBefore(
  language: string,
  { vocabulary, previous }: HowToRead,
  settings: Settings,
  encodeText: (text: string) => number[],
): number[] {
  const before = settings.prev_sot_token_id;
  if (before === undefined) return [];
  const chinese = language === 'zh';
  const hint = HINTS[language] ?? '';
  const own: number[] = [];
  for (const [i, word] of vocabulary.entries()) {
    const more = encodeText(chinese ? `${i > 0 ? '、' : ''}${word}` : `${i > 0 ? ',' : ''} ${word}`);
    if (own.length + more.length >= MOST_VOCABULARY) break;
    own.push(...more);
  }
  if (own.length > 0) own.push(...encodeText(chinese ? '。' : '.'));
  const said = previous === '' ? [] : encodeText(chinese ? previous : ` ${previous.trim()}`).slice(-MOST_PREVIOUS);
  const all = [...own, ...(hint === '' ? [] : encodeText(chinese ? hint : ` ${hint}`)), ...said];
  return all.length > 0 ? [before, ...all] : [];
}

/** Times for the tokens: by attention where the export gives it, else spread over the speech. */
function timeTokens(decoded: DecodedTokens, samples: number, speech: readonly Span[]): Token[] {
  const { tokens, logprobs, attention } = decoded;
  const end = Math.round((samples * 1000) / RATE);
  if (tokens.length === 0) return [];
  const starts = attention ? alignedStarts(attention, decoded, end) : spread(tokens.length, speech, end);
  return tokens.map((id, i) => ({
    id,
    start_ms: starts[i] ?? end,
    end_ms: Math.min(end, starts[i + 1] ?? end),
    logprob: logprobs[i] ?? 0,
  }));
}

function alignedStarts(attention: readonly Float32Array[], { tokens, columns }: DecodedTokens, end: number): number[] {
  const start = Math.round((LEAD * 1000) / RATE / COLUMN_MS);
  const heard = { start, end: Math.min(columns, start + Math.ceil(end / COLUMN_MS)) };
  return Array.from(alignRows(attention, tokens.length + 1, columns, heard), (column) => column * COLUMN_MS);
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
