// What people say around personal data, in two sets that share no sentence: detection was tuned on one and is measured
// on the other. `{x}` is the datum; `{last}` its last four digits.

import type { PersonalDataKind } from '../../transcription/text/redaction/personal-data.ts';

export type Sayings = {
  /** The agent asks; the customer answers. */
  ask: string[];
  answer: string[];
  /** The customer says it without being asked. */
  say: string[];
  /** The agent reads it back. */
  repeat: string[];
  /** Someone names its end. */
  ending: string[];
};

export type Phrases = {
  kinds: Record<Exclude<PersonalDataKind, 'name'>, Sayings>;
  assents: string[];
  openings: string[];
  /** Figures that are no personal data; `{n}` stands for made-up ones of the kind given. */
  harmless: string[];
};

const ENGLISH_TUNING: Phrases = {
  kinds: {
    card: {
      ask: [
        'May I have your card number, please?',
        'Could you read me the long number on the front of your card?',
        'What is the credit card number?',
        "I'll need the sixteen digits on your card.",
      ],
      answer: ['It is {x}.', '{x}', 'Sure, {x}.', 'Yes, the card number is {x}', 'Okay, so that is {x}.'],
      say: [
        'My card number is {x}.',
        'I paid with my visa, card number {x}, last week.',
        'Please use the debit card {x} for that.',
      ],
      repeat: ['So that is {x}, correct?', '{x}. Thank you.', 'Let me repeat: {x}.'],
      ending: ['I can see the card ending in {last}.', 'That was paid with the card that ends in {last}.'],
    },
    identity: {
      ask: [
        'Can you confirm your social security number?',
        'May I have your passport number, please?',
        'What is your national insurance number?',
      ],
      answer: ['{x}', 'It is {x}.', "Yes, it's {x}.", 'Sure. {x}'],
      say: ['My social security number is {x}.', 'My passport number is {x}, if that helps.', 'ssn {x}'],
      repeat: ['I have {x}, is that right?', '{x}, thank you.'],
      ending: ['And the last four of your social are {last}.'],
    },
    account: {
      ask: [
        'What is your account number?',
        'Could I have the customer number from your letter?',
        'And the membership number, please?',
        'Which account number should it go to?',
      ],
      answer: ['{x}', 'It is {x}.', 'The account number is {x}.', 'One moment. {x}.'],
      say: [
        'My account number is {x}.',
        'Please send the money to account {x}.',
        'My customer number is {x}.',
        'The IBAN is {x}.',
      ],
      repeat: ['Account {x}, is that right?', 'Thank you, {x}.'],
      ending: ['I see the account ending in {last}.'],
    },
    phone: {
      ask: [
        'What is the best number to reach you?',
        'May I have your phone number?',
        'Can you give me a call back number?',
        'And your mobile number?',
      ],
      answer: ['{x}', 'It is {x}.', "Yeah, it's {x}", 'You can reach me on {x}.'],
      say: ['My phone number is {x}.', 'Please call me on {x} tomorrow.', 'You can text me at {x}.'],
      repeat: ['So we will call {x}.', '{x}, got it.'],
      ending: ['The number ending in {last} is on file.'],
    },
    email: {
      ask: ['What is your email address?', 'May I have your e-mail?', 'Which email should I send it to?'],
      answer: ['{x}', 'It is {x}.', 'Sure, it is {x}', 'Send it to {x}, please.'],
      say: ['My email is {x}.', 'Can you send the receipt to {x}?', 'I signed up with {x}.'],
      repeat: ['So that is {x}, right?', '{x}. Got it.'],
      ending: [],
    },
    address: {
      ask: ['What is your address?', 'Where should we ship it to?', 'May I have the delivery address?'],
      answer: ['{x}.', 'It is {x}.', 'Sure, {x}.'],
      say: ['I live at {x}.', 'My new address is {x}.'],
      repeat: ['I have {x}.', 'Shipping to {x}, correct?'],
      ending: [],
    },
    birth: {
      ask: ['Can I have your date of birth?', 'What is your date of birth, please?', 'And your birthday?'],
      answer: ['{x}', 'It is {x}.', "That's {x}.", 'Sure, {x}.'],
      say: ['I was born on {x}.', 'My date of birth is {x}.', 'dob {x}'],
      repeat: ['Thank you, so born {x}.', 'Date of birth {x}, correct?'],
      ending: [],
    },
    order: {
      ask: ['May I have your order number?', 'What is the booking number?', 'Could you tell me the tracking number?'],
      answer: ['{x}', 'It is {x}.', 'The order number is {x}.', 'Yes. {x}'],
      say: ['My order number is {x}.', 'It is about order {x}.', 'The confirmation number is {x}.'],
      repeat: ['Order {x}, let me look.', '{x}, thank you.'],
      ending: ['That is the order ending in {last}.'],
    },
  },
  assents: ['Mm-hm.', 'Okay.', 'Yes.', 'Go ahead.', 'Right.', 'Uh-huh.'],
  openings: ['Thank you for calling, this is Grace. How can I help?', 'Hello, Larkfield Home, my name is Mei.'],
  harmless: [
    'The total comes to $249.99 with shipping.',
    'I ordered 3 lamps and 12 bulbs two weeks ago.',
    'It was one hundred and twenty dollars.',
    'The delivery is between 8 and 12 on Friday, March 14th.',
    'It will take five to seven days.',
    'The router is a model TX 4500 and it shows error 651.',
    'I have been a customer since 2014.',
    'We are open from 9:30 to 18:00.',
    'You can also call us at 1-800-555-0199.',
    'You get 20 percent off, so that is forty five dollars.',
    'My bill was 1,250 dollars last month.',
    'My internet speed is only 12 megabits and it should be 100.',
    'I waited forty minutes on the phone.',
    'The plan has 500 minutes and 20 GB.',
    'It is room 412 on the fourth floor.',
    'The flight 1835 leaves at 6:45 pm.',
    'Your balance is 7121 dollars in credit.',
    'There are two of us and three kids.',
    'Press 2 for billing.',
    'The warranty runs for 24 months.',
    'I was charged twice, 35 dollars each.',
    'It happened on the 3rd of May around 10 am.',
    'The size is 42, it measures 180 by 200.',
    'I called on Monday, then on Tuesday, that makes four times.',
    'Version 14.2.1 is installed.',
    'Is there anything else I can help you with?',
    'Yes, that would be great, thank you.',
    'How many would you like? Twenty five, please.',
  ],
};

const ENGLISH_HELD_OUT: Phrases = {
  kinds: {
    card: {
      ask: [
        'Would you mind giving me the number of the card you want to use?',
        'Which card shall I charge? The full number, please.',
        'Please tell me your debit card number now.',
        'Can you type the card details here?',
      ],
      answer: [
        'Of course, {x}.',
        'hold on... {x}',
        "Alright, it's {x}",
        'the number is {x} thanks',
        'Let me see. {x}.',
      ],
      say: [
        'You should have my card on file, the number is {x}.',
        'I want to pay with mastercard {x}.',
        'The bank sent me a new card, number {x}.',
      ],
      repeat: ['I am reading back {x}.', 'Just to verify, {x}?', 'Great, that was {x}.'],
      ending: [
        'So the one ending {last}, right?',
        'Your card that finishes with the last four digits {last} is blocked now.',
      ],
    },
    identity: {
      ask: [
        'For verification I need your full social.',
        'Could you give me the number of your passport?',
        "And what's the NI number?",
      ],
      answer: ['That would be {x}.', 'of course {x}', "Let me look, it's {x}.", 'Okay it reads {x}'],
      say: [
        'The SSN I gave you is {x}.',
        'I have a new passport, the number is {x}.',
        'Here is my national insurance number, {x}.',
      ],
      repeat: ['You said {x}?', 'Great, {x} matches.'],
      ending: ['The social ending in {last}, yes.'],
    },
    account: {
      ask: [
        'Please provide the number of your account.',
        'Do you have your member number at hand?',
        'Can you tell me the policy number?',
        'Which bank account is it, the number please?',
      ],
      answer: ['of course {x}', "I think it's {x}.", 'Here it is: {x}', 'Let me check, {x}.'],
      say: [
        'I am calling about account number {x}.',
        'My membership number should be {x}.',
        'The policy number reads {x}.',
        'Transfer it to IBAN {x}.',
      ],
      repeat: ['Just to confirm, that is {x}?', 'I have {x} here.'],
      ending: ['It is the account with the last digits {last}.'],
    },
    phone: {
      ask: [
        'Under which number can we call you?',
        'Could I get a contact number for the courier?',
        'Is there a cell number on file for you?',
        'What telephone number did you register?',
      ],
      answer: ['Sure thing, {x}.', 'um, {x}', 'That should be {x}.', 'My cell is {x}.'],
      say: ['Ring me on {x} if anything changes.', 'The mobile is {x}.', "My husband's phone number is {x}."],
      repeat: ['I wrote down {x}.', 'Then the courier will ring {x}, okay?'],
      ending: ['We will send a code to the phone ending in {last}.'],
    },
    email: {
      ask: [
        'Where can I email the confirmation?',
        'Could you spell your email for me?',
        'Do you have an e-mail address on the account?',
      ],
      answer: ['Of course: {x}', "Yes it's {x}", 'okay {x}', 'The address is {x}.'],
      say: ['Please forward the invoice to {x}.', 'You can write to me at {x}.', 'The email on my profile is {x}.'],
      repeat: ['Let me confirm, {x}?', 'I will send it to {x} now.'],
      ending: [],
    },
    address: {
      ask: [
        'Where do you live at the moment?',
        'Could you confirm the billing address?',
        'Which address shall the courier go to?',
      ],
      answer: ['Yes, {x}.', "That's {x}.", 'At {x}.'],
      say: ['We moved to {x}.', 'Please deliver it to {x}.'],
      repeat: ['So that is {x}?', 'The parcel goes to {x}.'],
      ending: [],
    },
    birth: {
      ask: [
        'When were you born?',
        'For security, could you state your birth date?',
        'And the date of birth on the account?',
      ],
      answer: ['of course {x}', 'I was born on {x}.', 'That would be {x}', 'Yes. {x}.'],
      say: ['My birthday is {x}.', 'The patient was born on {x}.', 'Date of birth: {x}'],
      repeat: ['And you were born on {x}?', 'I have {x} as the date of birth.'],
      ending: [],
    },
    order: {
      ask: [
        'Do you have the reference number?',
        'Can you find your confirmation code?',
        'Which order is it about, do you have the number?',
      ],
      answer: ['Let me look, {x}.', 'Yes it says {x}', 'that is {x}', 'Here: {x}'],
      say: [
        'I am calling because of order number {x}.',
        'Booking reference {x}, please cancel it.',
        'The tracking number says {x}.',
      ],
      repeat: ['I found {x}.', 'So order number {x}.'],
      ending: ['The one that ends with {last} was shipped.'],
    },
  },
  assents: ['Yeah.', 'Got it.', 'Alright.', 'Mhm.', 'And then?', 'Okay, next.'],
  openings: [
    'Good morning, Clearline, you are speaking with Omar.',
    'Northwind Bank, Peter here, what can I do for you?',
  ],
  harmless: [
    'That makes 89.50 all together.',
    'We bought 2 chairs and 14 cushions in April.',
    'They took four hundred pounds out of it.',
    'The technician comes on the 21st between two and four.',
    'It should arrive within 48 hours.',
    'My washing machine is the WM 3200 and the display says E20.',
    'I have lived here since 1998.',
    'The shop opens at 10:00 and closes at 20:30.',
    'Our hotline is 0800 123 4567.',
    'With the 15% discount you pay thirty four pounds.',
    'The repair would cost 2,300 euros.',
    'I only get 8 Mbps in the evening.',
    'I have been on hold for 25 minutes.',
    'Your tariff has 1000 texts and 5 gigabytes.',
    'He sits in seat 14C.',
    'The bus 405 leaves at quarter past seven.',
    'There are 3500 points on it.',
    'We will be 6 adults and 2 children.',
    'Choose option 3 and wait.',
    'It has a guarantee of 5 years.',
    'They billed me 60 dollars three times.',
    'It broke on August 17th at about 9 pm.',
    'The box is 60 by 40 by 30 centimeters.',
    'This is the second time in six weeks.',
    'I installed update 17.4 yesterday.',
    'May I help you with something else?',
    'Perfect, thanks a lot.',
    'What quantity do you need? One hundred and fifty.',
  ],
};

const CHINESE_TUNING: Phrases = {
  kinds: {
    card: {
      ask: ['请您报一下银行卡号。', '请问您的信用卡卡号是多少？', '麻烦提供一下卡号。'],
      answer: ['{x}。', '是{x}。', '好的，卡号是{x}', '嗯，{x}'],
      say: ['我的卡号是{x}。', '我的信用卡号{x}，昨天被扣了两次款。', '退到银行卡{x}就行。'],
      repeat: ['{x}，对吗？', '跟您核对一下，{x}。'],
      ending: ['尾号{last}的卡是吗？', '您是说尾号为{last}的信用卡。'],
    },
    identity: {
      ask: ['请提供一下您的身份证号码。', '麻烦报一下身份证号。', '请问您的身份证号是多少？'],
      answer: ['{x}。', '是{x}。', '身份证号是{x}', '好，{x}'],
      say: ['我的身份证号是{x}。', '身份证号码{x}，你查一下。'],
      repeat: ['{x}，对吗？', '好的，{x}，核对一下。'],
      ending: ['身份证后四位是{last}，对吧？'],
    },
    account: {
      ask: ['请问您的账号是多少？', '麻烦报一下会员号。', '请提供您的客户编号。'],
      answer: ['{x}。', '是{x}。', '账号是{x}', '嗯，{x}'],
      say: ['我的账号是{x}。', '我的会员号是{x}。', '钱要转到账号{x}。'],
      repeat: ['账号{x}，对吗？', '{x}，好的。'],
      ending: ['账号尾号{last}，对吗？'],
    },
    phone: {
      ask: ['请问您的手机号码是多少？', '麻烦留一个联系电话。', '您预留的手机号是？'],
      answer: ['{x}。', '是{x}。', '我的手机号是{x}', '嗯，{x}'],
      say: ['我的电话是{x}。', '你打我手机{x}。', '请让快递员联系{x}。'],
      repeat: ['{x}，对吗？', '好的，我记一下，{x}。'],
      ending: ['手机尾号{last}，对吗？'],
    },
    email: {
      ask: ['请问您的邮箱是什么？', '麻烦提供一下电子邮箱。'],
      answer: ['{x}。', '是{x}。', '邮箱是{x}'],
      say: ['我的邮箱是{x}。', '发票请发到{x}。'],
      repeat: ['{x}，对吗？', '好的，发到{x}。'],
      ending: [],
    },
    address: {
      ask: ['请问您的收货地址是？', '麻烦说一下您的地址。'],
      answer: ['{x}。', '是{x}。', '地址是{x}'],
      say: ['我住在{x}。', '我的新地址是{x}。', '请寄到{x}。'],
      repeat: ['{x}，对吗？', '地址是{x}，好的。'],
      ending: [],
    },
    birth: {
      ask: ['请问您的出生日期是？', '麻烦报一下您的生日。'],
      answer: ['{x}。', '是{x}。', '嗯，{x}'],
      say: ['我的出生日期是{x}。', '我是{x}出生的。', '我生日是{x}。'],
      repeat: ['出生日期{x}，对吗？', '您的生日是{x}。'],
      ending: [],
    },
    order: {
      ask: ['请告诉我订单号。', '请问快递单号是多少？', '麻烦提供一下订单编号。'],
      answer: ['{x}。', '是{x}。', '订单号是{x}', '嗯，{x}'],
      say: ['我的订单号是{x}。', '快递单号{x}，一直没到。'],
      repeat: ['订单号{x}，对吗？', '{x}，好的。'],
      ending: ['订单尾号{last}，对吗？'],
    },
  },
  assents: ['嗯。', '好的。', '您说。', '对。', '嗯嗯。'],
  openings: ['您好，这里是云舟商城，我是小林，请问有什么可以帮您？', '您好，北风银行，工号零二六为您服务。'],
  harmless: [
    '一共是三百二十五块五。',
    '我买了两件衣服和三双鞋。',
    '运费是12元。',
    '三到五个工作日送到。',
    '我等了四十分钟了。',
    '套餐是每个月59元，20G流量。',
    '型号是TX4500。',
    '我是2015年办的卡。',
    '营业时间是9:30到18:00。',
    '您可以拨打400-820-8820咨询。',
    '打八五折，优惠一百二十元。',
    '上个月的账单是1250元。',
    '网速只有十二兆。',
    '三月十四号下午两点送到。',
    '5月3日上午十点扣的钱。',
    '我住三楼，没有电梯。',
    '余额还有7121元。',
    '一共六个人，四个大人两个小孩。',
    '请按2转人工。',
    '保修期是二十四个月。',
    '扣了两次，每次三十五块。',
    '我打了四次电话了。',
    '版本是14.2.1。',
    '请问还有其他可以帮您的吗？',
    '好的，谢谢你。',
    '尺码是42码。',
    '航班CA1835晚上六点四十五分起飞。',
  ],
};

const CHINESE_HELD_OUT: Phrases = {
  kinds: {
    card: {
      ask: ['您方便说一下卡片号码吗？', '要用哪张卡付款，卡号念一下。', '请把银行卡的号码告诉我。'],
      answer: ['稍等，{x}。', '你记一下，{x}', '卡上写的是{x}。', '我看看啊，{x}'],
      say: ['我想查一下{x}这张卡的额度。', '扣款的储蓄卡是{x}。', '用卡号{x}付的钱。'],
      repeat: ['我复述一遍，{x}。', '您的卡号是{x}，没错吧？'],
      ending: ['是末四位{last}的那张吗？', '卡号后四位{last}，已经挂失了。'],
    },
    identity: {
      ask: ['需要核实您的身份证号，请讲。', '您的证件号码是？', '把身份证号念给我听一下可以吗？'],
      answer: ['你听好，{x}。', '稍等啊，{x}', '我的是{x}。', '证件号{x}'],
      say: ['用身份证{x}查一下。', '身份证号给你，{x}。'],
      repeat: ['我重复一下，{x}。', '您的证件号是{x}，是吧？'],
      ending: ['尾号是{last}的身份证，对不对？'],
    },
    account: {
      ask: ['您的会员卡号念一下。', '方便告诉我账户号码吗？', '客户号您知道吗？'],
      answer: ['我找一下，{x}。', '应该是{x}。', '你记，{x}', '上面写着{x}'],
      say: ['会员卡号{x}，帮我查积分。', '请查账户号码{x}。', '客户号是{x}。'],
      repeat: ['我确认一下，{x}。', '您的会员号是{x}，没错吧？'],
      ending: ['后四位{last}的账户，对吧？'],
    },
    phone: {
      ask: ['方便留个手机号吗？', '怎么联系您，电话多少？', '您注册用的是哪个手机号？'],
      answer: ['你记一下，{x}。', '用这个吧，{x}', '电话是{x}。', '就打{x}'],
      say: ['有事打{x}找我。', '我老公的手机是{x}。', '改成这个号码，{x}。'],
      repeat: ['我重复一遍，{x}。', '您的号码是{x}，没错吧？'],
      ending: ['验证码发到后四位{last}的手机了。'],
    },
    email: {
      ask: ['电子发票发到哪个邮箱？', '您的邮箱地址怎么写？'],
      answer: ['你记一下，{x}。', '发到{x}吧。', '邮箱地址是{x}'],
      say: ['合同发我邮箱{x}。', '注册邮箱用的{x}。'],
      repeat: ['我念一遍，{x}。', '您的邮箱是{x}，没错吧？'],
      ending: [],
    },
    address: {
      ask: ['东西送到哪里？', '您现在的住址是？'],
      answer: ['送到{x}。', '住址是{x}。', '你记一下，{x}'],
      say: ['我家在{x}。', '收货地址改成{x}。', '我搬到{x}了。'],
      repeat: ['我重复一遍，{x}。', '寄到{x}，没错吧？'],
      ending: [],
    },
    birth: {
      ask: ['您是哪年哪月出生的？', '核实一下您的生日。'],
      answer: ['我是{x}的。', '{x}生的。', '生日是{x}'],
      say: ['孩子是{x}出生的。', '出生日期写的是{x}。'],
      repeat: ['您是{x}出生的，对吗？', '核对一下，生日{x}。'],
      ending: [],
    },
    order: {
      ask: ['您的运单号有吗？', '工单编号是多少？', '麻烦说下订单编号，我查查。'],
      answer: ['我看看，{x}。', '单号是{x}', '上面写的{x}。', '你记一下，{x}'],
      say: ['订单编号{x}，我要退货。', '我查运单{x}到哪了。'],
      repeat: ['我核对一下，{x}。', '单号{x}，没错吧？'],
      ending: ['后四位是{last}的那个订单，已经发货了。'],
    },
  },
  assents: ['好。', '嗯，请讲。', '然后呢？', '哦。', '是的。'],
  openings: ['您好，清线宽带，请问您要咨询什么业务？', '欢迎致电，我是客服小周。'],
  harmless: [
    '总价是八十九块五毛。',
    '我四月份买了两把椅子、十四个靠垫。',
    '从里面扣了四百块。',
    '师傅二十一号下午两点到四点上门。',
    '四十八小时之内到货。',
    '洗衣机型号WM3200，显示E20。',
    '我1998年就在这里住了。',
    '早上十点开门，晚上八点半关门。',
    '服务热线是95588。',
    '打八折以后是三十四块。',
    '修一下要2300元。',
    '晚上只有八兆。',
    '我排队排了二十五分钟。',
    '流量还剩5个G。',
    '他坐14排C座。',
    '积分有3500分。',
    '我们六个大人，两个小孩。',
    '选3然后等一下。',
    '质保五年。',
    '多收了我六十块，收了三次。',
    '8月17号晚上九点坏的。',
    '箱子长六十厘米，宽四十厘米。',
    '这是六个星期里的第二次。',
    '昨天更新到17.4了。',
    '还需要什么帮助吗？',
    '行，麻烦你了。',
    '要多少个？一百五十个。',
  ],
};

export type PhraseSet = 'tuning' | 'held-out';
export type Language = 'en' | 'zh';

export const PHRASES: Record<PhraseSet, Record<Language, Phrases>> = {
  tuning: { en: ENGLISH_TUNING, zh: CHINESE_TUNING },
  'held-out': { en: ENGLISH_HELD_OUT, zh: CHINESE_HELD_OUT },
};
