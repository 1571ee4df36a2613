// Infers the side from a speaker's name. Programs and people label speakers by role as often as by name: "Customer
// Service", "坐席01", "Caller", "主叫". English words match whole, so that Agentha is a person; Chinese ones match
// anywhere, longer before shorter, because 客户经理 is the agent and 客户 the customer.

/** `other`: someone of the centre who is not the agent, a supervisor say. */
export type Role = 'agent' | 'customer' | 'system' | 'other';

/** In the order in which they count: a customer service bot is a machine, and customer service is no customer. */
const ENGLISH: readonly (readonly [Role, RegExp])[] = [
  [
    'system',
    /\b((chat|voice|phone)? ?bots?|chatbot|voicebot|ivr|system|automated|auto attendant|virtual (agent|assistant)|(ai|digital) (agent|assistant)|announcement|recording|recorded (message|voice)|voicemail|machine|narrator|prompt|tts)\b/,
  ],
  [
    'other',
    /\b(supervisors?|team (lead|leader|manager)|(floor|duty|shift|call cent(er|re)) manager|manager on duty|escalations?|interpreter|translator|trainer|coach|moderator|third party|observer|monitor|(quality|qa) (analyst|manager|specialist))\b/,
  ],
  [
    'agent',
    /\b((customer|client|guest|member|user|patient) (service|services|care|support|success|experience|relations?|help|rep|reps|representative|manager|advisor|adviser|advocate|specialist|associate|consultant|agent|desk|team)|(account|relationship|case) manager|agents?|advisors?|advisers?|operators?|representatives?|reps?|csrs?|tsrs?|sales|salesperson|support|help ?desk|service desk|call (center|centre)|contact (center|centre)|dispatcher|receptionist|teller|attendant|assistant|associate|specialist|staff|employee|internal|clerk|call taker|host|telephonist)\b/,
  ],
  [
    'customer',
    /\b(customers?|callers?|clients?|consumers?|(end |web |app )?users?|visitors?|members?|patients?|guests?|buyers?|shoppers?|subscribers?|policy ?holders?|card ?holders?|account ?holders?|passengers?|tenants?|prospects?|leads?|external|caller id)\b/,
  ],
];

const CHINESE: readonly (readonly [Role, RegExp])[] = [
  [
    'system',
    /智能(客服|坐席|座席|助手|语音)|(语音|虚拟|数字|智能)(助手|坐席|座席|客服|导航|应答)|机器人|系统|自动(语音|应答|播报)|提示音|播报|录音/,
  ],
  ['other', /班长|主管|组长|督导|质检|(值班|大堂|客服|部门|区域|店面|店)经理|翻译|第三方|三方/],
  [
    'agent',
    /客户(服务|经理|代表|专员|顾问|主任)|(理财|销售|服务)(经理|顾问|代表|人员|专员)|客服|坐席|座席|坐席员|话务|接线员|接线生|专员|工号|业务员|营业员|柜员|店员|员工|服务员|人工|顾问|代表|销售|卖家|商家/,
  ],
  [
    'customer',
    /客户|顾客|来电|用户|访客|买家|消费者|会员|乘客|旅客|患者|病人|业主|车主|客人|咨询人|咨询者|投诉人|投诉者|市民|呼入方|家长|学员/,
  ],
];

/** Managers of no kind that is named above are set over the agents. */
const OVER_AGENTS = /\bmanagers?\b|经理/;

/** Who began the call, which shows who answered it. */
const CALLING = /主叫|呼叫方|\bcalling part(y|ies)\b/;
const CALLED = /被叫|接听方|\bcall(ed part(y|ies)|ees?)\b/;

export type Direction = 'inbound' | 'outbound';

/**
 * @param name as a file or a system gives it
 * @param direction of the call, for the calling and the called party; null: inbound, as most are
 * @returns null where the name tells of no side
 */
export function roleOf(name: string, direction: Direction | null = null): Role | null {
  const plain = plainName(name);
  const english = ENGLISH.find(([, words]) => words.test(plain))?.[0];
  const chinese = CHINESE.find(([, words]) => words.test(plain))?.[0];
  const role = english ?? chinese;
  if (role) return role;
  if (CALLING.test(plain)) return direction === 'outbound' ? 'agent' : 'customer';
  if (CALLED.test(plain)) return direction === 'outbound' ? 'customer' : 'agent';
  return OVER_AGENTS.test(plain) ? 'other' : null;
}

/** Names that are longer are sentences. */
const LONGEST_NAME = 80;

/** `CustomerService_01`, `END-USER` and `end user` are the same words; a word ends where a figure begins. */
export function plainName(name: string): string {
  return name
    .slice(0, LONGEST_NAME)
    .normalize('NFKC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/(\p{L})(?=\p{N})|(\p{N})(?=\p{L})/gu, '$1$2 ')
    .trim();
}
