// Customers' names, searched only if a centre requests it. A name is identified by what introduces it ("my name is",
// "am I speaking with", 我叫, 贵姓) or by the question it answers, and is then masked wherever it appears. The name an
// agent gives in the greeting is the agent's own and stays: reviews are about agents.

import type { Conversation } from './conversation.ts';
import type { Find } from './identifiers.ts';
import type { Token } from './tokens.ts';

const ENGLISH_LEAD =
  /\b(?:my (?:full |first |last |sur|maiden |family )?name(?:'s| is)?|(?:first|last|sur|full) ?name(?: is|'s)?|name(?:'s| is| on the account is| on it is)|this is|i am|i'm|it's|speaking (?:with|to)|am i talking to|call me|mr|mrs|ms|miss|mister|dear|under the name(?: of)?|in the name of)\b[ ,.:]*/g;
/** Leads after which only a capital or the question before tells a name. */
const LOOSE = /^(?:this is|i am|i'm|it's|dear|speaking (?:with|to))/;
const NO_NAME = new Set(
  "i the a an my your our it is am are was be not on in at to of for and or but so calling just here from very really sorry sure yes yeah no ok okay well hello hi hey good morning afternoon evening thank thanks please um uh speaking regarding about with that this what there who how when where why customer agent sir madam ma'am miss mr mrs ms name number account card phone order looking trying having going happy glad afraid wondering interested unable still also all right correct mm hm mhm would like want need have can could do did and then address email date birth monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december ssn me you he she they we pin don't didn't ac no because if will".split(
    ' ',
  ),
);
const SURNAME =
  /^(?:欧阳|司马|上官|诸葛|司徒|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯|端木|[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边])/u;
const CHINESE_LEAD =
  /我叫|我的名字(?:是|叫)?|姓名(?:是|叫|为)?|名字(?:是|叫)|(?:我|免贵|您)姓|我是|本人|户主(?:是|叫)?|机主(?:是|叫)?/g;
const TITLE = /先生|女士|小姐|太太|师傅|老师|同学/;
const ASKS_NAME = /\bname\b|who am i speaking|who is this|who's calling|姓名|贵姓|称呼|您姓|名字|全名|哪位/;

export function namesOf(conversation: Conversation, stream: readonly Token[], taken: Uint8Array): Find[] {
  const finds: Find[] = [];
  const own = agentNames(conversation);
  let from = 0;
  while (from < stream.length) {
    let to = from;
    while (to < stream.length && stream[to]!.turn === stream[from]!.turn) to += 1;
    for (const span of inTurn(conversation, stream.slice(from, to), from, taken)) {
      const chars = stream
        .slice(span.from, span.to)
        .filter(({ type }) => type === 'letters' || type === 'han')
        .map(({ text }) => text)
        .join(' ');
      if (!own.has(chars)) finds.push({ kind: 'name', also: null, ...span, chars });
    }
    from = to;
  }
  return finds;
}

type Span = { from: number; to: number };

function inTurn(conversation: Conversation, tokens: readonly Token[], offset: number, taken: Uint8Array): Span[] {
  const turn = tokens[0]!.turn;
  const plain = conversation.plain[turn]!;
  const agent = conversation.turns[turn]!.speaker === 'agent';
  const asked = !agent && askedForName(conversation, turn);
  const spans: Span[] = [];
  const add = (start: number, end: number): void => {
    if (end <= start) return;
    for (let at = start; at < end; at++) if (taken[offset + at]) return;
    spans.push({ from: offset + start, to: offset + end });
  };
  for (const match of plain.matchAll(ENGLISH_LEAD)) {
    const lead = match[0];
    if (agent && !/^(?:mr|mrs|ms|miss|mister|speaking (?:with|to)|am i talking|dear)/.test(lead)) continue;
    if (agent && /(?:you are|you're) $/.test(plain.slice(Math.max(0, match.index - 8), match.index))) continue;
    const at = firstFrom(tokens, match.index + lead.length);
    if (at < tokens.length) add(at, latinName(tokens, at, LOOSE.test(lead) && !asked ? 'capital' : 'any'));
  }
  for (const match of plain.matchAll(CHINESE_LEAD)) {
    if (agent) continue;
    const at = firstFrom(tokens, match.index + match[0].length);
    if (at < tokens.length) add(at, hanName(tokens, at, match[0] === '我是'));
  }
  if (TITLE.test(plain))
    tokens.forEach((_, at) => {
      const end = titled(tokens, at);
      if (end !== null) add(at, end);
    });
  if (asked && spans.length === 0) {
    const at = tokens.findIndex(
      ({ type, text }) =>
        (type === 'letters' && !NO_NAME.has(text)) || (type === 'han' && !/[是叫我姓嗯好的你您对那啊免贵,]/.test(text)),
    );
    if (at >= 0)
      add(
        at,
        tokens[at]!.type === 'han'
          ? hanName(tokens, at, true)
          : latinName(tokens, at, tokens.length <= 6 ? 'any' : 'capital'),
      );
  }
  return spans;
}

/** The first token of a turn that begins at a place or behind it. */
function firstFrom(tokens: readonly Token[], place: number): number {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle]!.start < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

function askedForName({ turns, plain, asks }: Conversation, turn: number): boolean {
  for (let t = turn - 1; t >= 0 && t >= turn - 2; t--)
    if (turns[t]!.speaker !== turns[turn]!.speaker && asks(t)) return ASKS_NAME.test(plain[t]!);
  return false;
}

/** Up to four words; in text with capitals only capitalised ones. */
function latinName(tokens: readonly Token[], from: number, like: 'capital' | 'any'): number {
  const capital = /^[A-ZÀ-Þ]/.test(tokens[from]?.raw ?? '');
  if (like === 'capital' && !capital) return from;
  let at = from;
  while (at < tokens.length && at - from < 4) {
    const { type, text, raw } = tokens[at]!;
    if (type !== 'letters' || NO_NAME.has(text) || (capital && !/^[A-ZÀ-Þ]/.test(raw))) break;
    at += 1;
  }
  // Spelled behind it: "Berg, B-E-R-G".
  let spelled = at;
  while (
    spelled < tokens.length &&
    (/^[,.-]$/.test(tokens[spelled]!.text) ||
      (tokens[spelled]!.type === 'letters' && tokens[spelled]!.text.length === 1))
  )
    spelled += 1;
  return at > from && spelled - at >= 4 ? spelled : at;
}

/** Two to four characters that begin with a surname. */
function hanName(tokens: readonly Token[], from: number, bare: boolean): number {
  let text = '';
  while (from + text.length < tokens.length && tokens[from + text.length]!.type === 'han' && text.length < 8)
    text += tokens[from + text.length]!.text;
  const surname = SURNAME.exec(text)?.[0];
  if (surname === undefined) return from;
  const rest = text.slice(surname.length);
  const stop = rest.search(/[的是,，这那今现有要想,在手电身卡号住]|先生|女士|小姐|电话/);
  const given = Math.min(2, stop < 0 ? rest.length : stop);
  if (bare && text.length > surname.length + 2 && stop < 0) return from;
  if (bare && given === 0) return from;
  return from + surname.length + given;
}

/** 陈先生, 欧阳女士: the surname. */
function titled(tokens: readonly Token[], at: number): number | null {
  if (tokens[at]!.type !== 'han') return null;
  // A surname misheard is one still where someone is addressed by it: 藤先生您好.
  const addressed = at === 0 || /^(?:sign|pause|end)$/.test(tokens[at - 1]!.type);
  const behind = tokens
    .slice(at + 1, at + 3)
    .map(({ text }) => text)
    .join('');
  if (addressed && /先生|女士|小姐/.test(behind) && !/[这那位好的请各您你男女老大小]/.test(tokens[at]!.text))
    return at + 1;
  for (const length of [1, 2, 3]) {
    const name = tokens
      .slice(at, at + length)
      .map(({ text }) => text)
      .join('');
    const title = tokens
      .slice(at + length, at + length + 2)
      .map(({ text }) => text)
      .join('');
    if (TITLE.test(title) && SURNAME.test(name) && name.length === length && tokens[at - 1]?.text !== '小') {
      const surname = SURNAME.exec(name)![0];
      if (surname.length === length || length - surname.length === 2) return at + length;
    }
  }
  return null;
}

/** "My name is Mei", "this is Grace", 我是小林: agents' own names, in lower case. */
function agentNames({ turns, plain }: Conversation): Set<string> {
  const names = new Set<string>();
  turns.forEach(({ speaker }, i) => {
    if (speaker !== 'agent') return;
    for (const [, name = ''] of plain[i]!.matchAll(
      /(?:my name(?: is|'s)|this is|you(?:'re| are) speaking (?:with|to)) ([a-z]+)/g,
    ))
      names.add(name);
  });
  return names;
}
