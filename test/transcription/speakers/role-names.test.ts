import { describe, expect, it } from 'vitest';
import { roleOf } from '../../../transcription/speakers/role-names.ts';

describe('what a speaker’s name says of the side', () => {
  it.each([
    [
      'agent',
      [
        'Agent',
        'agent_1',
        'AGENT',
        'Dana Agent',
        'Customer Service',
        'customer-service rep',
        'CustomerSupport',
        'CSR',
        'Client Services',
        'Operator 3',
        'Advisor',
        '坐席01',
        '客服',
        '客服小王',
        '客户经理',
        '客户服务',
        '话务员',
        '工号123',
        '人工客服',
        '理财顾问',
      ],
    ],
    [
      'customer',
      [
        'Customer',
        'Customer 2',
        'CALLER',
        'client',
        'end-user',
        'EndUser',
        'visitor',
        'Guest',
        '客户',
        '客户王女士',
        '顾客',
        '用户',
        '来电',
        '访客',
      ],
    ],
    [
      'system',
      [
        'bot',
        'ChatBot',
        'Support Bot',
        'Customer Service Bot',
        'IVR',
        'system',
        'Virtual Assistant',
        '机器人',
        '智能客服',
        '语音导航',
        '系统',
      ],
    ],
    ['other', ['Supervisor', 'Team Lead', 'Manager', 'QA Analyst', 'Interpreter', '班长', '主管', '值班经理']],
  ] as const)('%s', (role, names) => {
    expect(names.filter((name) => roleOf(name) !== role)).toEqual([]);
  });

  it('is nothing where a word only begins like one', () => {
    const people = [
      'Agentha',
      'Repton',
      'Supporter',
      'Botham',
      'Clientele',
      'Usher',
      'Callerton',
      'Priya Shah',
      'Speaker 1',
      'spk_0',
      '王先生',
    ];
    expect(people.filter((name) => roleOf(name) !== null)).toEqual([]);
  });

  it('of who called whom follows the direction of the call', () => {
    expect([roleOf('主叫'), roleOf('被叫')]).toEqual(['customer', 'agent']);
    expect([roleOf('主叫', 'outbound'), roleOf('被叫', 'outbound')]).toEqual(['agent', 'customer']);
    expect([roleOf('Calling party', 'inbound'), roleOf('callee', 'outbound')]).toEqual(['customer', 'customer']);
  });
});
