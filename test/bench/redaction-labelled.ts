// Detection on chats labelled by others. MultiDoGo: customers' turns only, lower case, without punctuation, agents'
// questions not included. STAR: customers' answers to a bank's questions; domains that ask for nothing personal show
// what is masked wrongly. CrossWOZ: telephone numbers and addresses of places, given by the agent.

import { readFileSync } from 'node:fs';
import {
  findPersonalData,
  PERSONAL_DATA,
  type PersonalData,
  type PersonalDataKind,
} from '../../transcription/text/redaction/personal-data.ts';
import type { Speaker, Turn } from '../../transcription/transcript/transcript.ts';

type Entity = { slot: string; text: string; start?: number };
type Line = {
  speaker: Speaker;
  turn: number;
  text: string;
  labels?: { entities?: Entity[]; action?: string; act_tuples?: string[][] };
};
type Chat = { id: string; domains?: string[]; turns: Line[] };
export type Tally = { labelled: number; found: number; causes: Map<string, number>; examples: Map<string, string> };

const SLOTS: Record<string, PersonalDataKind> = {
  card_number: 'card',
  ssn: 'identity',
  account_number: 'account',
  target_account_number: 'account',
  phone_number: 'phone',
  email_address: 'email',
  address: 'address',
  booking_confirmation_number: 'order',
  name: 'name',
};

export const chats = (file: string): Chat[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

const typed = (speaker: Speaker, text: string): Turn => ({
  speaker,
  channel: 0,
  start_ms: 0,
  end_ms: 0,
  text,
  confidence: null,
  words: [],
});

function masks(turn: string, finds: readonly PersonalData[]): Uint8Array {
  const masked = new Uint8Array(turn.length);
  for (const { start, end } of finds) masked.fill(1, start, end);
  return masked;
}

const covered = (text: string, masked: Uint8Array, start: number, length: number): boolean =>
  [...text.slice(start, start + length)].every((letter, i) => !/[\p{L}\p{N}]/u.test(letter) || masked[start + i] === 1);

/** Why a labelled stretch of a chat without questions was not found. */
function cause(kind: PersonalDataKind, text: string, entity: string, partly: boolean): string {
  const bare = text.replace(entity, '').trim().length <= 12;
  if (kind === 'email' && !/(?:com|net|org|gov|edu|con)$/.test(entity))
    return 'the label is a part of it, or it has no ending';
  if (kind === 'email')
    return partly ? 'a name before it left readable' : 'misspelt, or an unknown domain with its signs stripped';
  if (kind === 'address')
    return !/\d/.test(entity)
      ? 'a place without a number'
      : partly
        ? 'its beginning or end left readable'
        : 'no street’s name in it';
  if (kind === 'name') return bare ? 'a bare name; the question is not in the data' : 'a name nothing introduces';
  if (/e 1\d$/.test(entity)) return 'a number spoilt by a spreadsheet (4.46e+15)';
  if (partly) return 'letters of the code left readable';
  const figures = entity.replace(/\D/g, '').length;
  if (figures < 3) return 'fewer than three figures';
  if (bare && figures <= 6) return 'a bare number of three to six figures; the question is not in the data';
  if (figures <= 6) return 'a short number among other words, and nothing names it';
  return 'other';
}

/** MultiDoGo: what is labelled, found and why not; finds that overlap no label by what they overlap instead. */
export function onCustomerTurns(file: string): {
  kinds: Map<PersonalDataKind, Tally>;
  finds: number;
  right: number;
  wrong: Map<string, number>;
} {
  const kinds = new Map<PersonalDataKind, Tally>();
  const wrong = new Map<string, number>();
  let [finds, right] = [0, 0];
  for (const { turns } of chats(file)) {
    const conversation: Turn[] = [];
    const places = turns.map((line, i) => {
      // A gap in the numbers is an agent's turn that the data leaves out.
      if (line.turn !== (turns[i - 1]?.turn ?? -1) + 1)
        conversation.push(typed('agent', 'what the agent said here is missing'));
      return conversation.push(typed('customer', line.text)) - 1;
    });
    const found = Map.groupBy(findPersonalData(conversation, PERSONAL_DATA), ({ turn }) => turn);
    turns.forEach(({ text, labels }, i) => {
      const own = found.get(places[i]!) ?? [];
      const masked = masks(text, own);
      const entities = (labels?.entities ?? []).map((entity) => ({
        ...entity,
        start: entity.start ?? text.indexOf(entity.text),
      }));
      for (const { slot, text: entity, start } of entities) {
        const kind = SLOTS[slot];
        if (kind === undefined) continue;
        const tally = kinds.get(kind) ?? { labelled: 0, found: 0, causes: new Map(), examples: new Map() };
        kinds.set(kind, tally);
        tally.labelled += 1;
        if (covered(text, masked, start, entity.length)) {
          tally.found += 1;
          continue;
        }
        const why = cause(kind, text, entity, masked.subarray(start, start + entity.length).includes(1));
        tally.causes.set(why, (tally.causes.get(why) ?? 0) + 1);
        if (!tally.examples.has(why)) tally.examples.set(why, text.slice(0, 60));
      }
      for (const { start, end } of own) {
        finds += 1;
        const hit = entities.filter((entity) => entity.start < end && entity.start + entity.text.length > start);
        if (hit.some(({ slot }) => slot in SLOTS)) right += 1;
        else wrong.set(hit[0]?.slot ?? 'nothing labelled', (wrong.get(hit[0]?.slot ?? 'nothing labelled') ?? 0) + 1);
      }
    });
  }
  return { kinds, finds, right, wrong };
}

const ASKED: Record<string, { kind: PersonalDataKind; answer: RegExp }> = {
  bank_ask_account_number: { kind: 'account', answer: /\d{5,}/ },
  bank_ask_pin: { kind: 'account', answer: /\b\d{4}\b/ },
  bank_ask_dob: { kind: 'birth', answer: /\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\b(?:19|20)\d\d\b/ },
  ride_ask_booking_number: { kind: 'order', answer: /\b\d{3}\b/ },
};

/** STAR: figures in the turn after each of the bank's questions; and how often dialogues without a bank are masked. */
export function onAnswers(file: string): {
  asked: Map<string, { answers: number; masked: number }>;
  harmless: { turns: number; finds: number; examples: string[] };
} {
  const asked = new Map(Object.keys(ASKED).map((action) => [action, { answers: 0, masked: 0 }]));
  const harmless = { turns: 0, finds: 0, examples: [] as string[] };
  for (const { turns, domains } of chats(file)) {
    const conversation = turns.map(({ speaker, text }) => typed(speaker, text));
    const found = Map.groupBy(
      findPersonalData(
        conversation,
        PERSONAL_DATA.filter((kind) => kind !== 'name'),
      ),
      ({ turn }) => turn,
    );
    turns.forEach(({ labels }, i) => {
      const question = ASKED[labels?.action ?? ''];
      const [next, answer] = [turns[i + 1], question?.answer.exec(turns[i + 1]?.text ?? '')];
      if (next?.speaker !== 'customer' || !answer) return;
      const tally = asked.get(labels!.action!)!;
      tally.answers += 1;
      if (covered(next.text, masks(next.text, found.get(i + 1) ?? []), answer.index, answer[0].length))
        tally.masked += 1;
    });
    if (domains?.some((domain) => /bank|ride|plane/.test(domain))) continue;
    harmless.turns += turns.length;
    for (const [turn, finds] of found) {
      harmless.finds += finds.length;
      harmless.examples.push(`${finds[0]!.kind}: ${turns[turn]!.text.slice(0, 90)}`);
    }
  }
  return { asked, harmless };
}

/** CrossWOZ: telephones and addresses the agent tells; finds in turns that have neither. */
export function onPlaces(file: string): {
  kinds: Map<string, { stated: number; found: number }>;
  turns: number;
  wrong: number;
  examples: string[];
} {
  const kinds = new Map([
    ['电话', { stated: 0, found: 0 }],
    ['地址', { stated: 0, found: 0 }],
  ]);
  const examples: string[] = [];
  let [turns, wrong] = [0, 0];
  for (const chat of chats(file)) {
    const conversation = chat.turns.map(({ speaker, text }) => typed(speaker, text));
    const found = Map.groupBy(
      findPersonalData(
        conversation,
        PERSONAL_DATA.filter((kind) => kind !== 'name'),
      ),
      ({ turn }) => turn,
    );
    const stated = chat.turns
      .flatMap(({ labels }) => labels?.act_tuples ?? [])
      .filter(([, , slot]) => slot === '电话' || slot === '地址')
      .map(([, , , value = '']) => value);
    chat.turns.forEach(({ text, labels }, i) => {
      turns += 1;
      const own = found.get(i) ?? [];
      const masked = masks(text, own);
      for (const [act, , slot = '', value = ''] of labels?.act_tuples ?? []) {
        const tally = kinds.get(slot);
        for (const one of act === 'Inform' && tally ? value.split(' ') : []) {
          if (!/\d/.test(one) || !text.includes(one)) continue;
          tally!.stated += 1;
          if (covered(text, masked, text.indexOf(one), one.length)) tally!.found += 1;
        }
      }
      for (const { start, end } of own) {
        const stretch = text.slice(start, end);
        if (stated.some((value) => value.includes(stretch) || stretch.includes(value.split(' ')[0] || '\0'))) continue;
        if (own.length > 0 && stated.some((value) => value.slice(0, 4) === stretch.slice(0, 4))) continue;
        wrong += 1;
        examples.push(`${stretch} in ${text.slice(0, 60)}`);
      }
    });
  }
  return { kinds, turns, wrong, examples };
}
