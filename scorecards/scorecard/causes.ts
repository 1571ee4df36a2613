// The root causes a scorecard begins with: three, each with narrower ones.
import type { RootCause } from './definition.ts';

const cause = (key: string, en: string, zh: string, ...causes: [string, string, string][]): RootCause => ({
  key,
  name: { en, zh },
  causes: causes.map(([second, english, chinese]) => ({ key: second, name: { en: english, zh: chinese } })),
});

/** Why an answer was low: the process, what the agent could know, or what the agent can do (practice.md). */
export const ROOT_CAUSES: readonly RootCause[] = [
  cause(
    'process',
    'Process',
    '流程',
    ['no-way', 'The process does not provide for it', '流程中没有相应规定'],
    ['slow', 'Another team or a system is slow', '其他部门或系统处理缓慢'],
    ['authority', 'No authority to decide', '没有相应权限'],
  ),
  cause(
    'information',
    'Information',
    '信息',
    ['missing', 'Article missing', '缺少知识条目'],
    ['wrong', 'Article wrong or outdated', '知识条目有误或过期'],
    ['unfindable', 'Article hard to find', '知识条目难以查找'],
  ),
  cause(
    'skill',
    'Skill',
    '技能',
    ['not-known', 'Not learned yet', '尚未掌握'],
    ['not-done', 'Known, but not done', '知道但未做到'],
    ['under-pressure', 'Not kept up under pressure', '压力下未能保持'],
  ),
];
