import { describe, expect, it } from 'vitest';
import { measureText } from '../../../../transcription/text/measures/measures.ts';
import { wrote } from './given.ts';

describe('a conversation in writing', () => {
  const chat = [
    wrote('system', 0, 'Welcome'),
    wrote('customer', 100, 'Hello'),
    wrote('customer', 2000, 'Is anybody there?'),
    wrote('system', 3000, 'Grace has joined'),
    wrote('agent', 5100, 'Hi, I am Grace.'),
    wrote('agent', 6000, 'How can I help?'),
    wrote('customer', 10_000, 'Where is my lamp?'),
    wrote('agent', 100_000, 'On its way. Is there anything else?'),
    wrote('customer', 101_000, 'No, thanks!'),
  ];

  it('is first answered when a person writes, not the system', () => {
    expect(measureText(chat).first_response_ms).toBe(5000);
    expect(measureText([wrote('agent', 0), wrote('customer', 100)]).first_response_ms).toBeNull();
  });

  it('makes a customer wait from the first unanswered message to the next answer', () => {
    expect(measureText(chat)).toMatchObject({
      waits: [
        { asked: 1, answered: 4, ms: 5000 },
        { asked: 6, answered: 7, ms: 90_000 },
      ],
      median_wait_ms: 47_500,
      longest_wait: { asked: 6, answered: 7, ms: 90_000 },
    });
  });

  it('is counted in rounds; several consecutive messages are one', () => {
    expect(measureText(chat)).toMatchObject({ rounds: 2, agent_messages: 3, customer_messages: 4 });
  });

  it('leaves nothing unanswered when the last word is thanks', () => {
    expect(measureText(chat).unanswered).toEqual([]);
    for (const text of ['好的，谢谢', '没有了，再见！', 'ok bye', 'Thank you so much!!'])
      expect(measureText([...chat, wrote('customer', 200_000, text)]).unanswered, text).toEqual([]);
  });

  it('lists the unanswered questions', () => {
    const asked = [...chat, wrote('customer', 200_000, 'And when does it come?'), wrote('customer', 201_000, '在吗？')];
    expect(measureText(asked).unanswered).toEqual([9, 10]);
  });

  it('is closed by the agent, or not', () => {
    expect(measureText(chat).closing).toEqual({ last: 'customer', taken: true, turn: 7 });
    expect(measureText(chat.slice(0, 6)).closing).toEqual({ last: 'agent', taken: false, turn: null });
    expect(measureText([wrote('customer', 0), wrote('agent', 1, '祝您生活愉快，再见。')]).closing.taken).toBe(true);
    expect(measureText([]).closing).toEqual({ last: null, taken: false, turn: null });
  });
});
