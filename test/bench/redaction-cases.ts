// Generated conversations with known personal data, for measuring detection: an opening, data requested or volunteered,
// dictated in one or several turns, acknowledged or repeated in groups, mentioned again by the last four digits, and
// harmless digits throughout. The same seed gives the same conversations.

import { type Random, seeded } from '../../scorecards/statistics/random.ts';
import {
  findPersonalData,
  PERSONAL_DATA,
  type PersonalDataKind,
} from '../../transcription/text/redaction/personal-data.ts';
import type { Turn } from '../../transcription/transcript/transcript.ts';
import { joinWords } from '../../transcription/transcript/words.ts';
import { type Language, PHRASES, type PhraseSet } from './redaction-phrases.ts';
import { type Saying, type Style, sayDatum } from './redaction-sayings.ts';

export type CaseKind = Exclude<PersonalDataKind, 'name'>;
export const CASE_KINDS: readonly CaseKind[] = [
  'card',
  'identity',
  'account',
  'phone',
  'email',
  'address',
  'birth',
  'order',
];

/** One mention of a datum: spans in turns. `style` tells how it was said, for the table of misses. */
export type Mention = { kind: PersonalDataKind; style: string; spans: { turn: number; start: number; end: number }[] };
export type Case = { id: string; language: Language; turns: Turn[]; mentions: Mention[] };

const STYLES: Style[] = ['written', 'spoken', 'noisy'];
const pick = <T>(random: Random, list: readonly T[]): T => list[random.below(list.length)]!;
const chance = (random: Random, percent: number): boolean => random.below(100) < percent;

/** @param seed of one conversation */
export function makeCase(seed: string, language: Language, set: PhraseSet): Case {
  const random = seeded(seed);
  const phrases = PHRASES[set][language];
  const turns: Turn[] = [];
  const mentions: Mention[] = [];
  const chat = chance(random, 20);
  const say = (speaker: 'agent' | 'customer', template: string, data: { text: string; mention: Mention }[]): void => {
    let text = '';
    const plain = (part: string): string => (chat ? part.toLowerCase().replace(/[.,?!，。？！]/g, ' ') : part);
    template.split(/\{x\}|\{last\}/).forEach((part, i) => {
      text += plain(part);
      const datum = data[i];
      if (datum === undefined) return;
      const shown = chat ? datum.text.toLowerCase() : datum.text;
      datum.mention.spans.push({ turn: turns.length, start: text.length, end: text.length + shown.length });
      text += shown;
    });
    turns.push(turnOf(speaker, text, turns.length, language, chat));
  };
  const aside = (): void => {
    for (let n = random.below(4); n > 0; n--)
      say(chance(random, 50) ? 'agent' : 'customer', pick(random, phrases.harmless), []);
  };

  say('agent', pick(random, phrases.openings), []);
  aside();
  for (let n = 1 + random.below(3); n > 0; n--) {
    const kind = pick(random, CASE_KINDS);
    const style = pick(random, STYLES);
    const saying = sayDatum(random, kind, style, language);
    const mention = (how: string): Mention => {
      const one = { kind, style: `${style}, ${how}`, spans: [] };
      mentions.push(one);
      return one;
    };
    const { ask, answer, say: says, repeat, ending } = phrases.kinds[kind];
    const asked = chance(random, 70);
    if (asked) say('agent', pick(random, ask), []);
    if (saying.pieces.length > 1 && chance(random, 30))
      dictate(random, saying, pick(random, asked ? answer : says), phrases.assents, say, mention);
    else
      say('customer', pick(random, asked ? answer : says), [
        { text: joined(random, saying, kind, style, language), mention: mention('one turn') },
      ]);
    if (chance(random, 35))
      say('agent', pick(random, repeat), [
        { text: joined(random, saying, kind, style, language), mention: mention('repeated') },
      ]);
    aside();
    if (saying.last !== null && ending.length > 0 && chance(random, 30)) {
      say('agent', pick(random, ending), [{ text: saying.last, mention: mention('last four') }]);
      aside();
    }
  }
  return { id: seed, language, turns, mentions };
}

/** Pieces over several turns of the customer, with assent or the piece read back between. */
function dictate(
  random: Random,
  { pieces }: Saying,
  template: string,
  assents: readonly string[],
  say: (speaker: 'agent' | 'customer', template: string, data: { text: string; mention: Mention }[]) => void,
  mention: (how: string) => Mention,
): void {
  const whole = mention('several turns');
  const [before = '', behind = ''] = template.split('{x}');
  const turns = Math.min(pieces.length, 2 + random.below(3));
  const echo = chance(random, 35);
  for (let i = 0; i < turns; i++) {
    const part = pieces
      .slice(Math.floor((i * pieces.length) / turns), Math.floor(((i + 1) * pieces.length) / turns))
      .join(' ');
    say('customer', `${i === 0 ? before : ''}{x}${i === turns - 1 ? behind : ''}`, [{ text: part, mention: whole }]);
    if (i === turns - 1) break;
    if (echo && /\d|\p{Script=Han}|[a-z]{3}/u.test(part))
      say('agent', '{x}.', [{ text: part, mention: mention('read back in pieces') }]);
    else say('agent', pick(random, assents), []);
  }
}

function joined(random: Random, { pieces }: Saying, kind: CaseKind, style: Style, language: Language): string {
  if (kind === 'email') return pieces.join(style === 'written' || language === 'zh' ? '' : ' ');
  if (kind === 'birth' || kind === 'address')
    return pieces.join(language === 'zh' ? '' : kind === 'address' ? ', ' : ' ');
  const written =
    style === 'written' ? ['', ' ', '-', ' '] : language === 'zh' ? ['', '，', '、'] : [' ', ', ', ', ', '. '];
  return pieces.join(pick(random, written));
}

/** Half a second per word, so that finds have times to compare; chats have none. */
function turnOf(speaker: 'agent' | 'customer', text: string, index: number, language: Language, chat: boolean): Turn {
  const start_ms = index * 60_000;
  const pieces = chat
    ? []
    : language === 'zh'
      ? (text.match(/\p{Script=Han}\p{P}*|[^\p{Script=Han}\s]+/gu) ?? [])
      : text.split(/\s+/).filter(Boolean);
  const words = pieces.map((piece, i) => ({
    text: piece,
    start_ms: start_ms + i * 500,
    end_ms: start_ms + i * 500 + 400,
    confidence: 0.9,
  }));
  return {
    speaker,
    channel: speaker === 'agent' ? 1 : 0,
    start_ms,
    end_ms: start_ms + words.length * 500,
    text,
    confidence: chat ? null : 0.9,
    words,
  };
}

export type Score = {
  mentions: number;
  found: number;
  finds: number;
  right: number;
  characters: number;
  masked: number;
};
export type Miss = { id: string; kind: PersonalDataKind; style: string; text: string };
export type Judgement = { kinds: Map<PersonalDataKind, Score>; misses: Miss[]; extras: Miss[] };

/**
 * A mention is found when every letter and figure of it is masked, as whatever kind; a find is right when it overlaps
 * any true mention. Precision of a kind counts the finds named so.
 */
export function judge(
  cases: readonly Case[],
  kinds: readonly PersonalDataKind[] = PERSONAL_DATA.filter((kind) => kind !== 'name'),
): Judgement {
  const scores = new Map<PersonalDataKind, Score>(
    PERSONAL_DATA.map((kind) => [kind, { mentions: 0, found: 0, finds: 0, right: 0, characters: 0, masked: 0 }]),
  );
  const [misses, extras]: [Miss[], Miss[]] = [[], []];
  for (const { id, turns, mentions } of cases) {
    const finds = findPersonalData(turns, kinds);
    const masked = turns.map(({ text }) => new Uint8Array(text.length));
    for (const { turn, start, end } of finds) masked[turn]!.fill(1, start, end);
    for (const { kind, style, spans } of mentions) {
      const score = scores.get(kind)!;
      let [characters, covered] = [0, 0];
      for (const { turn, start, end } of spans)
        for (let at = start; at < end; at++) {
          if (!/[\p{L}\p{N}]/u.test(turns[turn]!.text[at]!)) continue;
          characters += 1;
          covered += masked[turn]![at]!;
        }
      score.mentions += 1;
      score.characters += characters;
      score.masked += covered;
      if (covered === characters) score.found += 1;
      else
        misses.push({
          id,
          kind,
          style,
          text: shownCase(
            turns,
            spans.map(({ turn }) => turn),
            finds,
          ),
        });
    }
    for (const find of finds) {
      const score = scores.get(find.kind)!;
      score.finds += 1;
      const right = mentions.some(({ spans }) =>
        spans.some(({ turn, start, end }) => turn === find.turn && start < find.end && end > find.start),
      );
      if (right) score.right += 1;
      else
        extras.push({
          id,
          kind: find.kind,
          style: turns[find.turn]!.text.slice(find.start, find.end),
          text: turns[find.turn]!.text,
        });
    }
  }
  return { kinds: scores, misses, extras };
}

function shownCase(
  turns: readonly Turn[],
  at: readonly number[],
  finds: readonly { turn: number; start: number; end: number }[],
): string {
  const from = Math.max(0, Math.min(...at) - 1);
  return turns
    .slice(from, Math.max(...at) + 1)
    .map(({ speaker, text }, i) => {
      const own = finds.filter(({ turn }) => turn === from + i).toSorted((a, b) => b.start - a.start);
      const shown = own.reduce(
        (line, { start, end }) => `${line.slice(0, start)}⟦${line.slice(start, end)}⟧${line.slice(end)}`,
        text,
      );
      return `${speaker[0]}: ${shown}`;
    })
    .join(' | ');
}

/** Texts whose words do not make them up again are no transcripts. */
export const spoken = (turn: Turn): boolean => turn.words.length > 0 && joinWords(turn.words) === turn.text;
