// Personal data and what only looks like it, rule by rule, in both languages.
import { describe, expect, it } from 'vitest';
import { found, spoken, typed } from './said.ts';

describe('a card', () => {
  it('is recognised by its check digit wherever it is written', () => {
    expect(found(typed('c: I tried 4111 1111 1111 1111 twice.'))).toEqual(['card: 4111 1111 1111 1111']);
  });
  it('is masked in answer to the question though a figure was heard wrongly', () => {
    expect(found(typed('a: What is the card number?', 'c: It is 411-1111-1111-112'))).toEqual([
      'card: 411-1111-1111-112',
    ]);
  });
  it('is read from words, doubles and pauses', () => {
    expect(
      found(typed('a: Your card number, please?', 'c: four double one, um, one one one one, triple one one, 1111.')),
    ).toEqual(['card: four double one, um, one one one one, triple one one, 1111']);
  });
  it('given in pieces is masked with the repeated pieces in between', () => {
    const turns = typed(
      'a: May I have your card number?',
      'c: 4111',
      'a: 4111.',
      'c: 1111 1111',
      'a: Mm-hm.',
      'c: 1111.',
    );
    expect(found(turns)).toEqual(['card: 4111', 'card: 4111', 'card: 1111 1111', 'card: 1111']);
  });
  it('is masked when only its end is named, and its expiry and security code with it', () => {
    expect(found(typed('a: I see the card ending in 4471.'))).toEqual(['card: 4471']);
    expect(
      found(typed('a: And the expiry of the card?', 'c: 12/26', 'a: And the security code?', 'c: three seven two')),
    ).toEqual(['card: 12/26', 'card: three seven two']);
  });
  it('in Chinese too, with 幺 and 三个八', () => {
    expect(found(typed('a: 请您报一下银行卡号。', 'c: 六二二八，四八零幺，三个八二，零零九七'))).toEqual([
      'card: 六二二八，四八零幺，三个八二，零零九七',
    ]);
    expect(found(typed('a: 是尾号3826的信用卡吗？'))).toEqual(['card: 3826']);
  });
});

describe('an identity number', () => {
  it('of China is recognised by its form, X included', () => {
    expect(found(typed('c: 11010519491231002X'))).toEqual(['identity: 11010519491231002X']);
  });
  it('answers the question for its last digits', () => {
    expect(found(typed('a: 请您报一下身份证号码的后六位。', 'c: 零九二八一五。'))).toEqual(['identity: 零九二八一五']);
  });
  it('is known by the word behind it', () => {
    expect(found(typed('c: 5317 is my ssn number'))).toEqual(['identity: 5317']);
  });
  it('carries spelled letters', () => {
    expect(found(typed('a: And your passport number?', 'c: X as in x-ray, one two three, 45678.'))).toEqual([
      'identity: X as in x-ray, one two three, 45678',
    ]);
    expect(found(typed('a: Your national insurance number?', 'c: AB', 'a: Right.', 'c: 12 34 56 C'))).toEqual([
      'identity: AB',
      'identity: 12 34 56 C',
    ]);
  });
});

describe('an account', () => {
  it('is recognised by its cue, an IBAN by its check digits', () => {
    expect(found(typed('c: my account number is 1296'))).toEqual(['account: 1296']);
    expect(found(typed('c: please use DE89 3704 0044 0532 0130 00 for it'))).toEqual([
      'account: DE89 3704 0044 0532 0130 00',
    ]);
    expect(found(typed('a: 麻烦报一下会员号。', 'c: 八零零三五幺'))).toEqual(['account: 八零零三五幺']);
  });
  it('is what a long number is that nothing explains', () => {
    expect(found(typed('c: seven seven two zero one five'))).toEqual(['account: seven seven two zero one five']);
  });
});

describe('a telephone', () => {
  it('is recognised by its prefix and by its cue', () => {
    expect(found(typed('c: 打138-1234, 5678。'))).toEqual(['phone: 138-1234, 5678']);
    expect(found(typed('c: (977) 625-2661'))).toEqual(['phone: (977) 625-2661']);
    expect(
      found(
        typed(
          'a: May I have your full name and the phone number on the account?',
          'c: Anna Berg. The number is five five five, zero one four two, double seven.',
        ),
      ),
    ).toEqual(['phone: five five five, zero one four two, double seven']);
  });
  it('of a company’s public line stays readable', () => {
    expect(found(typed('a: You can call us at 1-800-555-0199.', 'a: 请拨打400-820-8820或者95588。'))).toEqual([]);
  });
});

describe('an e-mail address', () => {
  it.each([
    ['c: jane.smith82@example.co.uk please', 'email: jane.smith82@example.co.uk'],
    ['c: it is jane dot smith at gmail dot com', 'email: jane dot smith at gmail dot com'],
    ['c: it is Jane.Smith at gmail.com thanks', 'email: Jane.Smith at gmail.com'],
    ['c: yes, with the address, Peter.Lane, at example.com.', 'email: Peter.Lane, at example.com'],
    ['c: peter dot lane, at example dot com', 'email: peter dot lane, at example dot com'],
    [
      'c: my email is j a n e underscore eighty two at acme dash mail dot com',
      'email: j a n e underscore eighty two at acme dash mail dot com',
    ],
    ['c: 我的邮箱是zhang wei 八二艾特一六三点com', 'email: zhang wei 八二艾特一六三点com'],
    ['c: 邮箱是w e i下划线chen圈aqq点com', 'email: w e i下划线chen圈aqq点com'],
    ['a: peter.learn.example.com. You will have it tonight.', 'email: peter.learn.example.com'],
    ['c: shaelsonnengmailcom', 'email: shaelsonnengmailcom'],
  ])('%s', (line, find) => {
    expect(found(typed(line))).toEqual([find]);
  });
  it('in two turns is masked in both, with what is repeated', () => {
    expect(found(typed('a: Your email?', 'c: peter dot lane', 'a: Peter dot lane.', 'c: at example dot com'))).toEqual([
      'email: peter dot lane',
      'email: Peter dot lane',
      'email: at example dot com',
    ]);
  });
  it('is not every "at"', () => {
    expect(found(typed('c: I looked at dot matrix printers at home.'))).toEqual([]);
  });
});

describe('an address', () => {
  it('runs from the house number to the end of the clause', () => {
    expect(found(typed('c: Twenty two Maple Street, apartment five, Riverside.'))).toEqual([
      'address: Twenty two Maple Street, apartment five, Riverside',
    ]);
    expect(found(typed('a: 收货地址是？', 'c: 浙江省杭州市西湖区文三路二十八号三单元五零二室。'))).toEqual([
      'address: 浙江省杭州市西湖区文三路二十八号三单元五零二室',
    ]);
  });
  it('is no town and no way', () => {
    expect(found(typed('c: I moved to Leeds two years ago, 20 minutes by the same way.', 'c: 我在北京上班。'))).toEqual(
      [],
    );
  });
});

describe('a date of birth', () => {
  it.each([
    [
      'a: What is your date of birth?',
      'c: the fourth of March nineteen eighty two',
      'birth: the fourth of March nineteen eighty two',
    ],
    ['a: Date of birth, please?', 'c: 04/03/1982', 'birth: 04/03/1982'],
    ['a: Hello.', 'c: I was born on March 4th, 1982.', 'birth: March 4th, 1982'],
    ['a: 请问您的出生日期是？', 'c: 一九八二年三月四号', 'birth: 一九八二年三月四号'],
    ['a: 您好。', 'c: 我是82年3月4号出生的。', 'birth: 82年3月4号'],
  ])('%s %s', (question, answer, find) => {
    expect(found(typed(question, answer))).toEqual([find]);
  });
  it('is no other date', () => {
    expect(
      found(
        typed(
          'a: Your date of birth?',
          'c: March 4th, 1982.',
          'a: Thank you.',
          'c: My parcel was due on May 3rd around 10 am.',
        ),
      ),
    ).toEqual(['birth: March 4th, 1982']);
  });
});

describe('an order', () => {
  it('answers the question for its number', () => {
    expect(found(spoken('a: May I have your order number, please?', 'c: It is four seven one nine two.'))).toEqual([
      'order: four seven one nine two',
    ]);
    expect(found(typed('a: 请您告诉我订单号的后四位，好吗？', 'c: 后四位是三八二六。'))).toEqual(['order: 三八二六']);
  });
  it('is masked as a recogniser groups it', () => {
    for (const heard of ['4719 2', '471,92', 'four 719 two'])
      expect(found(typed('a: What is the order number?', `c: ${heard}`))).toEqual([`order: ${heard}`]);
  });
});

describe('a name', () => {
  it('is looked for only where it is asked for', () => {
    const turns = typed('a: This is Grace, who am I speaking with?', 'c: My name is Anna Berg.', 'a: Thank you, Anna.');
    expect(found(turns)).toEqual([]);
    expect(found(turns, ['name'])).toEqual(['name: Anna Berg', 'name: Anna']);
  });
  it('in Chinese comes with its surname alone', () => {
    const turns = typed('a: 我是小林，请问您的姓名是？', 'c: 我叫陈志强。', 'a: 陈先生您好。');
    expect(found(turns, ['name'])).toEqual(['name: 陈志强', 'name: 陈']);
    expect(found(typed('a: 您好。', 'a: 藤先生您好，这位先生是？'), ['name'])).toEqual(['name: 藤']);
  });
});

describe('digits that count, measure or date', () => {
  it.each([
    'c: The total comes to $249.99, that is 20 percent off.',
    'c: I ordered 3 lamps and 12 bulbs two weeks ago.',
    'c: It was one hundred and twenty dollars, and it took forty minutes.',
    'c: The router is a model TX 4500 and shows error 651.',
    'c: I have been a customer since 2014.',
    'c: We are open from 9:30 to 18:00, on March 14th too.',
    'c: My bill was 1,250 dollars last month.',
    'c: 一共是三百二十五块五，运费12元。',
    'c: 型号是TX4500，保修期是二十四个月。',
    'c: 三到五个工作日送到，最晚3月14号下午两点。',
    'c: 我是2015年办的卡，余额还有7121元。',
    'a: 您好，工号零二六为您服务。',
  ])('stay: %s', (line) => {
    expect(found(typed(line))).toEqual([]);
  });
  it('stay after a question that has been answered', () => {
    expect(
      found(
        typed(
          'a: What is your account number?',
          'c: 12345678',
          'a: Thank you.',
          'c: I was charged 35 dollars in 2019.',
        ),
      ),
    ).toEqual(['account: 12345678']);
  });
});

describe('the whole conversation', () => {
  it('is masked if a number is mentioned again by its last four digits', () => {
    expect(
      found(typed('c: my card is 4111111111114471', 'a: Anything else?', 'c: No.', 'a: Then I blocked 4471 for you.')),
    ).toEqual(['card: 4111111111114471', 'card: 4471']);
  });
  it('in mono, with unknown speakers, is read as one dictation', () => {
    expect(found(typed('u: Your card number, please?', 'u: 4111 1111', 'u: 1111 1111'))).toEqual([
      'card: 4111 1111',
      'card: 1111 1111',
    ]);
  });
  it('gives an unprompted number the type its form indicates', () => {
    const turns = typed('a: Your order number?', 'c: 4111 1111 1111 1111');
    expect(found(turns, ['order'])).toEqual(['order: 4111 1111 1111 1111']);
    expect(found(turns, ['card'])).toEqual(['card: 4111 1111 1111 1111']);
    expect(found(turns, ['phone'])).toEqual([]);
  });
});
