// The framework included with Attune, kept as its authors wrote it (library/) and read here: what an organisation works by
// until it changes it. It never changes itself, because goals were set by it: a later one is another file.
import source from '../library/competencies.json' with { type: 'json' };
import type { Text } from '../scorecard/text.ts';
import { DIMENSIONS, type Framework } from './framework.ts';
import { LEVELS } from './level.ts';

/** Scenes of training practice, with its kinds of customers: hurried, hesitant, expert, upset. */
const PRACTICE: Record<string, Text> = {
  etiquette: {
    en: 'a hurried customer who cuts the greeting short, then the closing of a call that took long',
    zh: '客户着急、打断问候语的开场，以及一通较长通话的结束',
  },
  listening: {
    en: 'a hesitant customer who says what is wrong only at the third sentence; repeat it back before answering',
    zh: '客户犹豫、第三句才说到重点；先复述确认，再作答',
  },
  language: {
    en: 'a policy explained to somebody who has never heard of it, without one term of the trade, at an even pace',
    zh: '向第一次接触的客户讲清一条政策，不用行话，语速平稳',
  },
  emotion: {
    en: 'an upset customer who has called three times: name the feeling, pause, then turn to the matter',
    zh: '来电三次、情绪激动的客户：先回应情绪，停顿，再回到问题',
  },
  knowledge: {
    en: 'an expert customer who asks for the exception; find the article, and say what it says and does not say',
    zh: '懂行的客户追问例外情况：查到条款，说清适用与不适用的范围',
  },
  solving: {
    en: 'a matter with two possible causes: confirm it, choose, say who does what by when, and check that it worked',
    zh: '一个问题有两种可能原因：确认问题、给出方案、说明由谁在何时完成，并核实结果',
  },
  complaints: {
    en: 'a complaint from the first sentence to the follow-up: listen, apologise for the very thing, solve, thank',
    zh: '一通投诉从头到尾：倾听、具体致歉、解决、致谢并跟进',
  },
  tools: {
    en: 'a case that needs three systems at once; keep talking, find each entry the first time, and write the note before the next contact',
    zh: '需要同时查三个系统的个案：边查边保持沟通，一次查到，结束前写好记录',
  },
  data: {
    en: 'three months of the own figures; say what changed, how sure that is, and what to try next',
    zh: '看自己近三个月的数据：说出变化、把握有多大、下一步准备试什么',
  },
  compliance: {
    en: 'a friendly customer in a hurry who would rather skip the identity check',
    zh: '客户态度友好但赶时间，希望跳过身份核实',
  },
};

export const INCLUDED_FRAMEWORK: Framework = {
  levels: byLevel((level) => {
    const { en, zh, definition } = source.levels.find(({ id }) => id === level)!;
    return { name: { en, zh }, description: definition };
  }),
  competencies: source.competencies.map(({ id, en, zh, dimension, facets, levels }) => ({
    key: id,
    name: { en, zh },
    dimension: DIMENSIONS.find((one) => one === dimension)!,
    facets,
    levels: byLevel((level) => {
      const { en, zh, knowledge, skill, behaviour } = levels[level];
      return { headline: { en, zh }, knowledge, skill, behaviour };
    }),
    practice: PRACTICE[id] ?? null,
  })),
};

function byLevel<T>(of: (level: (typeof LEVELS)[number]) => T): Record<(typeof LEVELS)[number], T> {
  return Object.fromEntries(LEVELS.map((level) => [level, of(level)])) as Record<(typeof LEVELS)[number], T>;
}
