// A Chinese address goes from large to small: divisions (浙江省杭州市西湖区), roads (文三路), an estate (翠苑小区) and the numbers of
// building, floor and room (二十八号三单元五零二室). Each part is a name of a few characters followed by the character that
// classifies it. A small grammar says which parts may follow each other; what can be read at a position does not depend
// on how it was reached, so every part is read once per position, whatever the text.

import type { Span, Token } from './tokens.ts';
import { words } from './vocabulary.ts';

const DIVISION = /省|自治区|市|区|县|州|旗/y;
const ROAD = /路|街道?|大道|巷|胡同|弄|里|村|镇|道|环/y;
const ESTATE = /小区|花园|花苑|家园|新村|公寓|大厦|广场|苑|城|园|府|庭|湾|居|院/y;
const ROOM = /号楼|栋|幢|座|单元|楼|层|室|号院|号|户|门|弄|组|队/y;
/** Characters a name may have before what it is. */
const NAMES = { division: { least: 2, most: 7 }, road: { least: 1, most: 8 }, estate: { least: 1, most: 10 } };
/** Letters with which what a part is begins. */
const BEGINS_KIND = /[省自市区县州旗路街大巷胡弄里村镇道环小花家新公广苑城园府庭湾居院]/;
const ROOM_FIGURES = 6;
const MOST = { divisions: 4, roads: 3, rooms: 6, roomsBehind: 5 };
/** Divisions alone say where someone lives only when there are as many. */
const LEAST_DIVISIONS = 2;

const DIVISIONS_ONLY = /^(?:\p{Script=Han}{2,7}?(?:省|自治区|市|区|县|州|旗)[,， ]?){2,4}$/u;
const DIVISION_AT_END = /[省市区县州旗][,， ]?$/;
const CLAUSE_REST = /^[^,，。;；!?！？、\s的]{0,16}?(?=$|[,，。;；!?！？、\s]|周边|附近|评分|电话)/u;
/** Letters in which the rest of a clause is looked for. */
const CLAUSE = 24;
/** Characters before an address that are no part of it. */
const LEAD = /地址|住址|[是在到往至住为成址于]|寄|[,，。:： ]/u;
const BEGINS_BEHIND = words(/^[是在到往至住为成址于寄搬发的]$/);
const BREAK = words(/^[。?!;]$/);
const ANCHOR = words(/^[省市区县路街巷弄村镇道号栋幢室苑园]$/);
const ANCHOR_WITHIN = 12;
const SHORTEST = 4;

/** @param expected whether an address was asked for or announced at a token @returns the address that begins at one */
export function chineseAddresses(
  tokens: readonly Token[],
  expected: (at: number) => boolean,
): (i: number) => Span | null {
  const anchors = nextAnchors(tokens);
  let text: ReturnType<typeof lettersOf> | null = null;
  return (i) => {
    if (anchors[i]! - i >= ANCHOR_WITHIN) return null;
    const before = tokens[i - 1];
    // An address begins behind a lead ("住在", "是", a sign); anywhere else inside a word it would begin too early.
    if (before?.type === 'han' && !BEGINS_BEHIND(before)) return null;
    text ??= lettersOf(tokens);
    const { letters, places, starts, read } = text;
    const from = starts[i]!;
    const to = read(from);
    if (to - from < SHORTEST) return null;
    const match = letters.slice(from, to);
    if (DIVISION_AT_END.test(match) && DIVISIONS_ONLY.test(match) && !expected(i)) return null;
    if (
      LEAD.test(match) &&
      /(?:[是在到住为成]|位于|地址)/.test(match.slice(0, 6)) &&
      match.search(/[是在到住为成址]|位于/) < 5
    )
      return null;
    let end = to;
    while (/[,， ]/.test(letters[end - 1]!)) end -= 1;
    // What follows up to the end of the clause tells the place as well: 27号百联清城购物中心1层.
    if (expected(i)) end += clauseRest(tokens, letters, places, end);
    return { from: i, to: places[end - 1]! + 1 };
  };
}

/** For each token the place of the next one a Chinese address cannot do without. */
function nextAnchors(tokens: readonly Token[]): Uint32Array {
  const next = new Uint32Array(tokens.length);
  let at = tokens.length + ANCHOR_WITHIN;
  for (let i = tokens.length - 1; i >= 0; i--) {
    if (tokens[i]!.type === 'han' && ANCHOR(tokens[i])) at = i;
    next[i] = at;
  }
  return next;
}

/** Letters of a stream over its pauses, with a line's end where no address goes on. */
function lettersOf(tokens: readonly Token[]) {
  const pieces: string[] = [];
  const places: number[] = [];
  const starts = new Uint32Array(tokens.length);
  tokens.forEach((token, at) => {
    starts[at] = places.length;
    if (token.type === 'pause') return;
    const piece = token.type === 'end' || token.type === 'mark' || BREAK(token) ? '\n' : token.text;
    pieces.push(piece);
    for (let n = 0; n < piece.length; n++) places.push(at);
  });
  const letters = pieces.join('');
  return { letters, places, starts, read: addressesIn(letters) };
}

/** Letters from the end of the matched address to the end of its clause, within its turn; 0 where more is said. */
function clauseRest(tokens: readonly Token[], letters: string, places: readonly number[], from: number): number {
  const { turn } = tokens[places[from - 1]!]!;
  let end = from;
  while (end < letters.length && end - from < CLAUSE && letters[end] !== '\n' && tokens[places[end]!]!.turn === turn)
    end += 1;
  return CLAUSE_REST.exec(letters.slice(from, end))?.[0].length ?? 0;
}

/** States of the grammar: what was read last, and how often. */
const DIVISIONS = 0;
const ROADS = DIVISIONS + MOST.divisions + 1;
const ROOMS = ROADS + MOST.roads + 1;
const ONLY_DIVISIONS = ROOMS + MOST.rooms + 1;
const STATES = ONLY_DIVISIONS + MOST.divisions + 1;
const NONE = -1;

/** Where a reading that goes on at a place ends; NONE where it cannot. */
type Ends = (at: number) => number;

/** What a text may be read as, and the readings tried so far. */
type Grammar = ReturnType<typeof grammarOf>;

/**
 * @returns for a place where the address that begins there ends; the place itself where none does. Of all readings the
 *   one with as many divisions, roads and rooms as can be, each with the shortest name
 */
function addressesIn(text: string): (at: number) => number {
  const grammar = grammarOf(text);
  const rooms = roomsIn(grammar);
  const address = divisionsIn(grammar, roadsIn(grammar, rooms), rooms);
  const onlyDivisions = onlyDivisionsIn(grammar);
  return (at) => {
    const whole = address(at);
    if (whole !== NONE) return whole;
    const divided = onlyDivisions(at);
    return divided === NONE ? at : divided;
  };
}

function grammarOf(text: string) {
  const parts = partsIn(text);
  /** Where the reading from a state and a place ends; 0: not known yet. */
  const known = new Int32Array(STATES * (text.length + 1));
  const once = (state: number, at: number, find: Ends): number => {
    const key = at * STATES + state;
    const before = known[key]!;
    if (before !== 0) return before;
    const end = find(at);
    known[key] = end;
    return end;
  };
  /** Goes on behind a part, over a sign where there is one, else without; the shortest name that leads on counts. */
  const go = (part: Part, at: number, overComma: boolean, then: Ends): number => {
    for (let n = part.least; n <= part.most && n <= part.run[at]!; n++) {
      for (
        let length = part.length[at + n]!;
        length > 0;
        length = part === parts.road && length === 2 && text[at + n] === '街' ? 1 : 0
      ) {
        const to = at + n + length;
        const over = overComma && parts.comma(to) ? then(to + 1) : NONE;
        const end = over === NONE ? then(to) : over;
        if (end !== NONE) return end;
      }
    }
    return NONE;
  };
  return { ...parts, once, go };
}

/** Divisions, then a road or an estate. */
function divisionsIn({ division, road, estate, once, go }: Grammar, roads: Ends, rooms: Ends): Ends {
  const after = Array.from({ length: MOST.divisions + 1 }, (_, n): Ends => {
    const find: Ends = (at) => {
      const more = n < MOST.divisions ? go(division, at, true, after[n + 1]!) : NONE;
      if (more !== NONE) return more;
      const streets = go(road, at, true, roads);
      return streets !== NONE ? streets : go(estate, at, false, rooms);
    };
    return (at) => once(DIVISIONS + n, at, find);
  });
  return after[0]!;
}

/** Behind the first road: more of them, an estate, rooms. */
function roadsIn({ road, estate, once, go }: Grammar, rooms: Ends): Ends {
  const after = Array.from({ length: MOST.roads + 1 }, (_, n): Ends => {
    const find: Ends = (at) => {
      const more = n < MOST.roads ? go(road, at, true, after[n + 1]!) : NONE;
      if (more !== NONE) return more;
      const named = go(estate, at, false, rooms);
      return named !== NONE ? named : rooms(at);
    };
    return (at) => once(ROADS + n, at, find);
  });
  return after[1]!;
}

/** Numbers, buildings and rooms, at least one of them; an estate may follow. */
function roomsIn({ estate, roomEnd, comma, once, go }: Grammar): Ends {
  const roomsBehind: Ends = (at) => {
    let to = at;
    for (let n = 0; n < MOST.roomsBehind && roomEnd(to) !== NONE; n++) to = roomEnd(to);
    return to;
  };
  const estateBehind: Ends = (at) => {
    const over = comma(at) ? go(estate, at + 1, false, roomsBehind) : NONE;
    const end = over !== NONE ? over : go(estate, at, false, roomsBehind);
    return end !== NONE ? end : at;
  };
  const after = Array.from({ length: MOST.rooms + 1 }, (_, n): Ends => {
    const find: Ends = (at) => {
      const to = roomEnd(at);
      if (to === NONE) return n === 1 ? NONE : estateBehind(at);
      return n < MOST.rooms ? after[n + 1]!(to) : estateBehind(to);
    };
    return (at) => once(ROOMS + n, at, find);
  });
  return after[1]!;
}

/** Several divisions, without a number behind them. */
function onlyDivisionsIn({ division, road, estate, once, go }: Grammar): Ends {
  const here: Ends = (at) => at;
  const after = Array.from({ length: MOST.divisions + 1 }, (_, n): Ends => {
    const find: Ends = (at) => {
      const more = n < MOST.divisions ? go(division, at, true, after[n + 1]!) : NONE;
      if (more !== NONE || n < LEAST_DIVISIONS) return more;
      const street = go(road, at, false, here);
      if (street !== NONE) return street;
      const named = go(estate, at, false, here);
      return named !== NONE ? named : at;
    };
    return (at) => once(ONLY_DIVISIONS + n, at, find);
  });
  return after[0]!;
}

/** A name of `least` to `most` letters, each of the run from a place on, and letters that say what it is: so many. */
type Part = { least: number; most: number; run: Uint32Array; length: Uint8Array };

/** What each place of a text may be in an address. */
function partsIn(text: string) {
  const size = text.length + 1;
  const [han, named, figures] = [new Uint32Array(size), new Uint32Array(size), new Uint32Array(size)];
  const [divisions, roads, estates] = [new Uint8Array(size), new Uint8Array(size), new Uint8Array(size)];
  const lengthOf = (kind: RegExp, at: number): number => {
    kind.lastIndex = at;
    return kind.test(text) ? kind.lastIndex - at : 0;
  };
  for (let at = text.length - 1; at >= 0; at--) {
    const { is, begins } = letterOf(text[at]!);
    if (is.han) han[at] = han[at + 1]! + 1;
    if (is.named) named[at] = named[at + 1]! + 1;
    if (is.figure) figures[at] = figures[at + 1]! + 1;
    if (!begins) continue;
    divisions[at] = lengthOf(DIVISION, at);
    roads[at] = lengthOf(ROAD, at);
    estates[at] = lengthOf(ESTATE, at);
  }
  const comma = (at: number): boolean => text[at] === ',' || text[at] === '，' || text[at] === ' ';
  /** 二十八号, 第三栋: figures and what they count. */
  const roomEnd = (at: number): number => {
    let from = comma(at) || text[at] === '、' ? at + 1 : at;
    if (text[from] === '第') from += 1;
    const count = figures[from] ?? 0;
    if (count === 0 || count > ROOM_FIGURES) return NONE;
    const length = lengthOf(ROOM, from + count);
    return length === 0 ? NONE : from + count + length;
  };
  return {
    division: { ...NAMES.division, run: han, length: divisions } satisfies Part,
    road: { ...NAMES.road, run: named, length: roads } satisfies Part,
    estate: { ...NAMES.estate, run: named, length: estates } satisfies Part,
    roomEnd,
    comma,
  };
}

type Letter = { is: { han: boolean; named: boolean; figure: boolean }; begins: boolean };

/** The possible roles of each letter, computed once. */
const letters = new Map<string, Letter>();
const MOST_LETTERS = 8192;

function letterOf(letter: string): Letter {
  const there = letters.get(letter);
  if (there !== undefined) return there;
  const is = {
    han: /\p{Script=Han}/u.test(letter),
    named: /[\p{Script=Han}a-z\d]/u.test(letter),
    figure: /[零〇一二三四五六七八九十百两幺甲乙丙丁a-z\d-]/u.test(letter),
  };
  const one = { is, begins: BEGINS_KIND.test(letter) };
  if (letters.size < MOST_LETTERS) letters.set(letter, one);
  return one;
}
