// The people of the demonstration centre, an outsourcer with an English and a Chinese team. None of them exists.
import type { Role } from '../../scorecards/people/access.ts';

export const DEMO_PASSWORD = 'attune-demo';

export const DEMO_ORGANISATION = {
  name: 'Harbour Contact Centre',
  time_zone: 'Asia/Shanghai',
  language: 'en' as const,
};

export const DEMO_TEAMS = ['Harbour English', '海港中文组'] as const;

export type DemoPerson = {
  /** Also the name before the @ of the email address. */
  id: string;
  name: string;
  roles: Role[];
  language: 'en' | 'zh';
  /** Index in DEMO_TEAMS: the team an agent is in, or those a coach or manager looks after; empty means all. */
  teams: number[];
};

export type DemoAgent = DemoPerson & {
  /** How careful they are, 0 to 1: the share of the texts drawn for them that are the good ones. */
  care: number;
  /** Working here for so many days. */
  days: number;
};

const agent = (id: string, name: string, language: 'en' | 'zh', care: number, days = 42): DemoAgent => ({
  id,
  name,
  roles: ['agent'],
  language,
  teams: [language === 'en' ? 0 : 1],
  care,
  days,
});

export const DEMO_STAFF: DemoPerson[] = [
  { id: 'sam', name: 'Sam Rivera', roles: ['administrator'], language: 'en', teams: [] },
  { id: 'helen', name: 'Helen Park', roles: ['manager'], language: 'en', teams: [] },
  { id: 'ana', name: 'Ana Costa', roles: ['coach'], language: 'en', teams: [0] },
  { id: 'chenjing', name: '陈静', roles: ['coach'], language: 'zh', teams: [1] },
  { id: 'priya', name: 'Priya Nair', roles: ['reviewer'], language: 'en', teams: [] },
  { id: 'tom', name: 'Tom Becker', roles: ['reviewer'], language: 'en', teams: [] },
  { id: 'zhaomin', name: '赵敏', roles: ['reviewer'], language: 'zh', teams: [] },
  { id: 'sunli', name: '孙立', roles: ['reviewer'], language: 'zh', teams: [] },
];

export const DEMO_AGENTS: DemoAgent[] = [
  agent('grace', 'Grace Lim', 'en', 0.9),
  agent('mei', 'Mei Tanaka', 'en', 0.55),
  agent('omar', 'Omar Haddad', 'en', 0.75),
  agent('joe', 'Joe Alvarez', 'en', 0.4),
  agent('nora', 'Nora Lindqvist', 'en', 0.7, 12),
  agent('daniel', 'Daniel Osei', 'en', 0.6),
  agent('lin', '林晨', 'zh', 0.9),
  agent('wei', '魏强', 'zh', 0.45),
  agent('jing', '景岚', 'zh', 0.85),
  agent('fang', '方晓梅', 'zh', 0.55),
  agent('zhou', '周子涵', 'zh', 0.65),
  agent('heyu', '何雨', 'zh', 0.7, 12),
];

export const demoEmail = (id: string): string => `${id}@harbour.example`;

/** The six recordings: who took them, and which side of the recording the agent is on (calls' own README). */
export const DEMO_RECORDINGS = [
  {
    id: 'en-parcel',
    agent: 'grace',
    queue: 'deliveries',
    language: 'en',
    agent_channel: 'right',
    days_ago: 9,
    live: false,
  },
  { id: 'en-address', agent: 'mei', queue: 'cards', language: 'en', agent_channel: 'right', days_ago: 1, live: true },
  {
    id: 'zh-return',
    agent: 'lin',
    queue: '售后',
    language: 'zh-CN',
    agent_channel: 'right',
    days_ago: 12,
    live: false,
  },
  { id: 'zh-late', agent: 'wei', queue: '物流', language: 'zh-CN', agent_channel: 'left', days_ago: 5, live: false },
  {
    id: 'zh-lost-card',
    agent: 'jing',
    queue: '信用卡',
    language: 'zh-CN',
    agent_channel: 'right',
    days_ago: 16,
    live: false,
  },
  { id: 'zh-bill', agent: 'fang', queue: '账单', language: 'zh-CN', agent_channel: 'left', days_ago: 3, live: false },
] as const;
