// Words that show whether a customer sounds satisfied, each with a value from −3 to 3. Written for this product from
// what customers say to contact centres, not copied from another list. A word is included only if it expresses an
// opinion by itself: "problem" and "broken" say why people call, not how they feel.

/** English, lower case; several words are one entry. */
export const ENGLISH_MOOD: ReadonlyMap<string, number> = new Map(
  Object.entries({
    '-3': 'ridiculous unacceptable outrageous disgusting disgraceful furious appalling scam liars|rip off|fed up|had enough|worst service|waste of time',
    '-2': 'angry annoyed frustrated frustrating terrible horrible awful useless rude upset disappointed disappointing unbelievable nonsense incompetent shocking worst hate dissatisfied unhappy complaint complain|not good enough|let down|sick of|a joke|speak to a supervisor|speak with a supervisor|speak to a manager|speak with a manager|speak to your manager',
    '-1': 'annoying worried confusing confused unfair poor inconvenient unfortunately|nobody answered|nobody told|no answer|no reply|every time|how long|not acceptable|over and over',
    // Greetings and other words that hold one of the words below and say nothing.
    '0': '|good morning|good afternoon|good evening|good day|good bye|bad news|still there|slow down|how long does|no good reason',
    '1': 'good fine nice helpful kind relieved glad thanks|thank you|that helps|no problem|makes sense',
    '2': 'great happy pleased appreciate grateful lovely brilliant satisfied|very kind|well done',
    '3': 'excellent fantastic wonderful amazing perfect awesome|really appreciate|you were great',
  }).flatMap(([weight, words]) => entries(words).map((word) => [word, Number(weight)] as const)),
);

/** Chinese, simplified. */
export const CHINESE_MOOD: ReadonlyMap<string, number> = new Map(
  Object.entries({
    '-3': '气死 气愤 愤怒 忍无可忍 骗子 欺骗 太过分 垃圾 恶心 无耻 岂有此理 什么破 投诉你',
    '-2': '生气 投诉 失望 糟糕 太差 很差 态度差 不满 不满意 不像话 受够 过分 推卸 推诿 敷衍 荒唐 差评 不能接受 无法接受 怎么能 凭什么 没人管 讨厌 恼火 烦死',
    '-1': '着急 担心 麻烦死 太慢 太久 这么久 好几次 到底 每次都 一直没 怎么还 没有人 郁闷 不方便 不合理 无语 心烦 很急',
    '1': '谢谢 感谢 好的谢谢 方便 明白了 放心 可以的 辛苦了 不错',
    '2': '满意 很好 太好了 挺好 开心 高兴 感激 很棒 帮了大忙 点赞 服务好',
    '3': '非常满意 太棒了 非常感谢 非常好 太感谢 完美',
  }).flatMap(([weight, words]) => words.split(' ').map((word) => [word, Number(weight)] as const)),
);

/** Turn the next words round: "not happy", "never helpful". */
export const ENGLISH_NEGATIONS: ReadonlySet<string> = new Set(
  'not never isnt arent wasnt werent dont doesnt didnt cant cannot couldnt wont wouldnt without hardly nothing neither'.split(
    ' ',
  ),
);
/** "No" negates only what comes next: "no good", but "no, it was good". */
export const ENGLISH_NEGATION_BEFORE = 'no';
/** Between a negation and its word may stand so many others ("not at all very happy"). */
export const NEGATION_REACH = 3;
/** Directly before the word. */
export const CHINESE_NEGATION = /(?:不太|不是很|不怎么|不|没有|没|别|毫不|并不|从不|未|不够)$/u;

export const ENGLISH_STRONGER: ReadonlySet<string> = new Set(
  'very really so extremely absolutely totally completely quite incredibly truly too'.split(' '),
);
export const CHINESE_STRONGER = /(?:非常|特别|太|十分|极其|真的|真|很|超级|相当)$/u;

function entries(words: string): string[] {
  const [single = '', ...phrases] = words.split('|');
  return [...single.split(' ').filter(Boolean), ...phrases];
}
