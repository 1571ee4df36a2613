// Marks for sounds that are not speech: [Music], (inaudible), ♪ la la ♪, *coughs*, （掌声）. They are kept apart, because
// nobody said them. Only known marks count: other words in brackets stay as they are, and so do names of masked data
// ([PII], [NAME], ***), which stand for something that was said.

import type { Word } from '../transcript/transcript.ts';
import type { Said } from './said.ts';

export type Mark = { at_ms: number; text: string };

/** Each of these alone makes a mark of what stands in brackets. */
const SOUNDS = new Set(
  (
    'music musical applause applauding laughter laughs laughing laugh chuckles chuckling chuckle giggles giggling inaudible ' +
    'unintelligible indistinct indiscernible undecipherable incomprehensible garbled muffled mumbles mumbling silence silent blank_audio noise noises ' +
    'crosstalk cross-talk coughs coughing cough sneezes sneezing sneeze sighs sighing sigh sniffs sniffles sniffling gasps gasping clears throat ' +
    'breath breathing breathes breaths inhales exhales yawns yawning crying cries sobs sobbing whispers whispering hums humming whistling ' +
    'singing ringing rings ringtone ring beep beeps beeping dtmf dial dialing dialling tone tones tones static buzzing hiss hissing click ' +
    'clicks clicking clattering rustling typing knocking footsteps barking dog sirens siren horn pause pauses paused hold-music sound sounds ' +
    'sfx unk unclear overlapping blank no-audio nonspeech non-speech spoken_noise vocalized-noise music_playing ' +
    'screaming shouting cheering cheers clapping claps groans grunts whooshing thud bang disconnects hangs background_noise'
  ).split(' '),
);

/** These may stand beside one. */
const BESIDE = new Set(
  (
    'a an and the of in on at to from with by for soft softly loud loudly light gentle upbeat dramatic classical background foreground audio ' +
    'speech speaker speakers speaking talking voice voices phone telephone call line hold holding waiting music playing plays continues ' +
    'continuing starts begins ends stops fades fading long short brief end start up off no not non his her their throat keyboard mouse door ' +
    'both people crowd customer agent caller baby child heavy heavily deep deeply nervous nervously language foreign word words phrase ' +
    'several multiple some other conversation chatter busy signal electronic automated instrumental theme video begin'
  ).split(' '),
);

/** Whole phrases whose single words are not sounds. */
const PHRASES =
  /^((speaking |speaks |in )?(a )?(foreign language|foreign|spanish|french|mandarin|chinese|cantonese|german|hindi|arabic)( language)?|no (audio|speech|sound|response|answer)( detected)?|(hold|on hold|background|hold music|sound|audio)( (cuts out|drops|lost))?|(audio|line|call) (cuts out|drops|dropped|lost|disconnected|ends|ended)|end of (call|recording|audio)|talking over each other|simultaneous(ly)?( speech| talking)?|(multiple|several) (people|speakers|voices)( speaking| talking)?( at once)?|background (talk|chatter|conversation|voices?|speech)|busy signal|dead air)$/;

const CHINESE =
  /^(背景|轻|轻柔|舒缓|等待|保持|播放|电话|手机|彩|拨号|按键|键盘|开门|关门|狗|婴儿|孩子|客户|坐席|客服|双方|多人|同时|长时间|一段|短暂)*(音乐(声|响起|中|播放)?|乐声|掌声|鼓掌|笑声|大笑|笑|哭声|哭泣|哭|咳嗽(声)?|咳|叹气(声)?|叹息|喷嚏(声)?|清嗓子|呼吸声|噪音|噪声|杂音|嘈杂(声)?|静音|静默|沉默|无声|无语音|无音频|空白|停顿|停頓|铃声|鈴聲|彩铃|铃响|响铃|提示音|嘟(嘟)?声|忙音|拨号音|按键音|按键声|敲击声|敲门声|脚步声|狗叫(声)?|哭闹声|背景音|背景声|背景人声|背景说话声|听不清(楚)?|聽不清(楚)?|不清楚|不清晰|无法识别|无法辨认|语音不清|声音模糊|模糊|重叠|交叠|抢话|插话|串音|说话声重叠|方言|外语|音效|掛機|挂机(声)?|挂断)(中|响起|片刻|一片)?$/;

/** What a maker writes in place of what it masked: something was said there. */
const MASKED =
  /^[*＊_#xX•·…. -]*$|^(?:(?:pii|phi|pci|first|last|full|person|name|street|address|phone|e-?mail|ssn|credit|debit|card|account|bank|routing|cvv|expiry|pin|id|number|date|of|birth|location|organi[sz]ation|url|redacted|removed|masked|censored|bleep(?:ed)?|\d{1,6})(?:[ _-]+|$))+$/i;

/** The longest mark in brackets. */
const LONGEST = 60;
const BRACKETED =
  /\[([^[\]\n]{1,60})\]|\(([^()\n]{1,60})\)|（([^（）\n]{1,60})）|【([^【】\n]{1,60})】|［([^［］\n]{1,60})］|〔([^〔〕\n]{1,60})〕|<([^<>\n]{1,60})>|\{([^{}\n]{1,60})\}|\*([^*\n]{1,60})\*|＊([^＊\n]{1,60})＊/g;
const NOTE = /[♪♫♬♩🎵🎶]/u;
/** From one note to the next, or to the end where only one stands. */
const SUNG = /[♪♫♬♩🎵🎶][^♪♫♬♩🎵🎶]*(?:[♪♫♬♩🎵🎶]+|$)/gu;
const MAY_HOLD_ONE = /[[({（【［〔<*＊♪♫♬♩🎵🎶]/u;

/** Whether what stands in brackets is a sound and not something said. */
export function isSound(inside: string): boolean {
  const plain = inside.normalize('NFKC').trim();
  if (plain.length > LONGEST || isMask(plain)) return false;
  if (/\p{Script=Han}/u.test(plain)) return CHINESE.test(plain.replace(/[\s、，,。.…:：\d]/g, ''));
  const low = plain.toLowerCase().replace(/^[_\s]+|[_\s]+$/g, '');
  if (SOUNDS.has(low.replace(/\s+/g, '-')) || SOUNDS.has(low.replace(/\s+/g, '_'))) return true;
  const words = low
    .replace(/\d+(:\d+)*/g, ' ')
    .split(/[\s_,.;:…/-]+/)
    .filter((word) => word !== '');
  if (words.length === 0 || words.length > 7) return false;
  if (PHRASES.test(words.join(' '))) return true;
  return words.some((word) => SOUNDS.has(word)) && words.every((word) => SOUNDS.has(word) || BESIDE.has(word));
}

/** Whether what stands in brackets is what a maker masked. */
export const isMask = (inside: string): boolean => MASKED.test(inside.normalize('NFKC').trim());

/** @returns where in the text marks stand, in order, the second end excluded */
export function marksIn(text: string): { from: number; to: number }[] {
  if (!MAY_HOLD_ONE.test(text)) return [];
  const spans: { from: number; to: number }[] = [];
  if (NOTE.test(text)) {
    for (const { index, 0: whole } of text.matchAll(SUNG)) spans.push({ from: index, to: index + whole.length });
  }
  for (const found of text.matchAll(BRACKETED)) {
    const to = found.index + found[0].length;
    const inside = found.slice(1).find((one) => one !== undefined) ?? '';
    if (spans.some((one) => found.index < one.to && to > one.from)) continue;
    if (isSound(inside)) spans.push({ from: found.index, to });
  }
  return spans.sort((a, b) => a.from - b.from);
}

/** Takes the marks out of what was said. @returns what is left, null where nothing is, and the marks */
export function setMarksApart(said: Said): { said: Said | null; marks: Mark[] } {
  const spans = marksIn(said.text);
  if (spans.length === 0) return { said, marks: [] };
  const text = without(said.text, spans);
  const placed = wordsWithout(said.words);
  const marks = spans.map(({ from, to }): Mark => {
    const shown = said.text.slice(from, to).trim();
    return { at_ms: placed.at(shown) ?? said.start_ms, text: shown };
  });
  if (!/[\p{L}\p{N}*＊]/u.test(text)) return { said: null, marks };
  const [first, last] = [placed.words[0], placed.words.at(-1)];
  const start_ms = first ? Math.max(said.start_ms, first.start_ms) : said.start_ms;
  const end_ms = last ? Math.max(start_ms, Math.min(said.end_ms, last.end_ms)) : said.end_ms;
  return { said: { ...said, text, words: placed.words, start_ms, end_ms }, marks };
}

function without(text: string, spans: readonly { from: number; to: number }[]): string {
  let at = 0;
  let left = '';
  for (const { from, to } of spans) {
    left += `${text.slice(at, from)} `;
    at = Math.max(at, to);
  }
  return (left + text.slice(at)).replace(/\s+/g, ' ').trim();
}

/** Words without the marks among them; a mark may be a word, a part of one, or several. */
function wordsWithout(words: readonly Word[]): { words: Word[]; at: (mark: string) => number | null } {
  const starts: number[] = [];
  let line = '';
  for (const { text } of words) {
    if (line !== '') line += ' ';
    starts.push(line.length);
    line += text;
  }
  const spans = marksIn(line);
  const began = new Map<string, number>();
  let next = 0;
  const left = words.flatMap((word, i) => {
    const from = starts[i] ?? 0;
    const to = from + word.text.length;
    while (next < spans.length && (spans[next]?.to ?? 0) <= from) next++;
    const span = spans[next];
    if (!span || span.from >= to) return [word];
    const mark = line.slice(span.from, span.to);
    if (span.from >= from && !began.has(mark)) began.set(mark, word.start_ms);
    let text = '';
    let at = from;
    for (let k = next; k < spans.length && (spans[k]?.from ?? to) < to; k++) {
      text += line.slice(at, Math.max(at, spans[k]?.from ?? at));
      at = Math.max(at, spans[k]?.to ?? at);
    }
    text = (text + line.slice(Math.min(at, to), to)).trim();
    return /[\p{L}\p{N}*＊]/u.test(text) ? [{ ...word, text }] : [];
  });
  return { words: left, at: (mark) => began.get(mark) ?? null };
}
