// Cues that identify the number being spoken: "my card number is …", "may I have your date of birth?", 请报一下您的身份证号. A
// cue names a type of personal data, or says that the digits beside it are none ("the amount", "model", 型号). Chinese
// recognisers write words by sound, so the most common mishearings of the few decisive words are included.

import type { PersonalDataKind } from './kinds.ts';

/**
 * `none`: figures beside it are not personal data. `number`: a number of which only the conversation tells the kind.
 */
export type CueKind = PersonalDataKind | 'none' | 'number' | 'expiry';

export type Cue = { kind: CueKind; start: number; end: number };

const ENGLISH: [CueKind, RegExp][] = [
  [
    'card',
    /\b(?:(?:credit|debit|bank|gift|payment|visa|master ?card|amex|old|new|lost|other)? ?card(?:'s)? ?(?:number|num|no|details|digits|ending|ends|is|was)\b|(?:credit|debit) card|long number|16 digits?|sixteen digits?|(?:visa|mastercard|amex|card) (?:that )?end(?:s|ing)|end(?:s|ing) (?:in|with)|cvv2?|cvc2?|security code|(?:three|3|four|4)[ -]digits? (?:number |code )?(?:on|at) the (?:back|front)|(?:number|digits?) (?:on|of|from) (?:the |your |my )?(?:(?:front|back) of )?(?:the |your |my )?(?:credit |debit )?card)/g,
  ],
  ['expiry', /\b(?:expir\w*|valid (?:until|thru|through|to)|exp date)\b/g],
  [
    'identity',
    /\b(?:ssn|socials?(?: security)?(?: (?:number|no|num|card))?|national insurance(?: number| no)?|ni number|passport(?: (?:number|no|num))?|driv(?:er'?s|ing) licen[cs]e(?: (?:number|no))?|(?:national |photo )?id(?:entity)? (?:card )?(?:number|no|card)|identity number|identification(?: number)?|tax(?:payer)? (?:id|identification)(?: number)?)\b/g,
  ],
  [
    'account',
    /\b(?:(?:bank |checking |savings? |current |target )?(?:account|acct?|ac)s?(?:'s)? ?(?:number|num|no|id|digits|ending|is|ends)\b|number (?:of|for) (?:the|your|my) (?:bank )?account|(?<!(?:on|in|to|into|from) (?:the|your|my) )account|iban|sort code|routing number|(?:customer|member(?:ship)?|client|policy|subscriber|loyalty|contract|frequent flyer|reward\w*|patient|user|meter)(?:'s)? ?(?:number|num|no|id|card)\b|pin(?: (?:number|code))?|pass ?code|passwords?|one[ -]time (?:code|password)|verification code|userna?me)\b/g,
  ],
  [
    'phone',
    /\b(?:(?:tele|cell|mobile|home|work|contact)? ?phones? ?(?:number|num|no|nos|is)?\b|(?:mobile|cell|telephone|contact|callback|call back|call-back|landline|whatsapp|fax)(?: (?:number|num|no))?|(?:call|ring|text|reach|phone) (?:me|you|him|her|them|us) (?:back )?(?:on|at)|best number|number to (?:reach|call)|(?:reach|call) me)\b/g,
  ],
  ['email', /\b(?:e-?mails?(?: ?address(?:es)?| id)?|mail (?:address|id))\b/g],
  [
    'address',
    /\b(?:(?:home|new|old|shipping|delivery|billing|mailing|postal|street|current|full|your|my|the) address|address (?:is|please)|address|zip(?: ?code)?|post ?code|postal code|where (?:do|are) you (?:live|living)|i live (?:at|on|in)|we live (?:at|on|in)|ship (?:it |them )?to|delivered? (?:it |them )?to|send (?:it |them )to|moved to)\b/g,
  ],
  ['birth', /\b(?:date of birth|birth ?dates?|birth ?days?|dob|d o b|born|day you were born|year of birth)\b/g],
  [
    'order',
    /\b(?:(?:order|booking|confirmation|booking confirmation|reservation|tracking|reference|ref|case|ticket|invoice|claim|shipment|parcel|consignment|purchase|transaction|receipt|complaint|request|return|repair|record locator|pnr|delivery)(?:'s)? ?(?:number|num|no|id|code|reference|ref|locator|is)\b|order|booking|tracking|confirmation|reference)\b/g,
  ],
  [
    'name',
    /\b(?:(?:full |first |last |your |family |maiden |sur)?name|who am i speaking (?:with|to)|speaking (?:with|to)|who is this|who's calling)\b/g,
  ],
  [
    'none',
    /\b(?:amounts?|balance|price[ds]?|costs?|charged?|charges|fees?|total|pay|paid|payments?|refund(?:ed)?|worth|transfer(?:red)?|withdr[ae]wn?|withdrew|took out|taken out|spent|plates?|flights?(?: id| number| no)?|seat|room|floor|model|version|firmware|serie?s|item|sku|part number|product(?: (?:code|number|id))?|error(?: code)?|extension|ext|channel|gate|platform|page|option|press|size|weight|speed|quantity|pieces|since|until|year|agent (?:id|number)|employee|my (?:badge|operator|agent)|points?|miles|limit|temperature|reading|score|promo|coupon|discount|voucher)\b/g,
  ],
  ['number', /\b(?:numbers?|digits|it is|it's|its)\b/g],
];

const CHINESE: [CueKind, RegExp][] = [
  [
    'card',
    /(?:信用|银行|储蓄|借记|信[用]|工行|建行|招行|新)?卡(?:的)?(?:号码?|片号|号吗|后[三四五六]位|尾号|号好)|(?:信用|银行|储蓄|借记)卡|[卡咖](?:号|好)(?=是|为)|尾号|安全码|卡背面|背面(?:的)?(?:后)?[三3]位|末[三四]位/g,
  ],
  ['expiry', /有效期/g],
  [
    'identity',
    /身[份分](?:[证正政症挣](?:件)?)?(?:的)?(?:号码?|好吗|后[三四五六]位)?|证件(?:号码?)?|护照(?:号码?)?|驾照(?:号码?)?|驾驶证(?:号码?)?|社保(?:卡|号)|港澳通行证/g,
  ],
  [
    'account',
    /[账帐][户号](?:号码?)?(?=是|为|后|的?[后尾]|[:：]|多少|吗|\d|[零一二三四五六七八九幺])|[账帐张]号|[账帐]户号码?|会员(?:卡)?(?:号码?|编号)|会员卡|客户(?:号码?|编号)|户号|保单(?:号码?)?|合同(?:号码?|编号)|用户(?:名|编号|号)|密码|验证码|qq(?:号码?|是)?|微信(?:号码?)?|开户行|学号/g,
  ],
  [
    'phone',
    /手机(?:号码?|号吗|好吗|的?后[四4]位|尾号)?|(?:联系|预留|来电|固定|家庭|收货)?(?:电话|座机|固话)(?:号码?)?|联系方式|联系(?=[\d零一二三四五六七八九幺])|打(?:给我|我)|联系号码|号码/g,
  ],
  ['email', /(?:电子)?(?:邮箱|邮件|信箱)(?:地址|账号|帐号)?|qq邮箱|伊妹儿/g],
  [
    'address',
    /(?:收货|收件|家庭|邮寄|寄送|配送|新|旧|原|登记|现|居住|通讯|送货|派送|安装)?(?:地址|住址)|住在|家住|住哪|寄[到至]|送[到至]|搬到|邮编|邮政编码|地[止址只纸]/g,
  ],
  ['birth', /出生(?:日期|年月日?|于)?|生日|生于|哪年生|出身日期|年生人|年生的/g],
  [
    'order',
    /[订定丁钉顶][单丹担蛋](?:的)?(?:编?号码?|好|后|尾号)?|[单丹但旦担当][号好后](?=是|为|多少|的?后|[:：,，]|\d|[零一二三四五六七八九幺])|(?:快递|运|物流|工(?=单)|流水|投诉|受理|业务|交易|预订|预定|预约|取件|案件|服务|发票|维修|退货)(?:单|预约)?(?:单号|编?号码?|码)|快递单|运单|订单|单号|编号|确认码|取件码/g,
  ],
  ['name', /姓名|名字|贵姓|怎么称呼|如何称呼|全名|您姓|我姓|我叫|叫什么/g],
  [
    'none',
    /金额|余额|价格|票价|门票|价位|均价|价钱|多少钱|费用|人均|消费|总共|一共|合计|付了|支付了?|花了|退款|转账|型号|版本|航班|房间号?|座位|楼层|工号|[公供共]号|积分|分机|按键|请按|尺码|尺寸|重量|数量|故障码|错误码|错误代码|代码|频道|额度|流量|网速|限额|评分|货号|款号|年份|热线|客服电话|服务热线|折扣|优惠|尾数/g,
  ],
  ['number', /号是|号码是|位是|维是|数字|是(?=[零一二三四五六七八九幺\d])/g],
];

/** A turn that asks for information. */
const REQUEST =
  /\?|\b(?:may|can|could|would|will|please|need|what|what's|which|where|when|who|should|give|tell|confirm|verify|provide|have|share|spell|repeat|read|your|full|enter|type|just)\b|请|提供|报|说|告诉|多少|什么|核[实对]|输入|需要|吗|呢|您的|是[,。?]?$|贵姓|称呼|念/;

export function cuesIn(plain: string): Cue[] {
  const cues: Cue[] = [];
  const seek = (vocabulary: readonly [CueKind, RegExp][]): void => {
    for (const [kind, pattern] of vocabulary)
      for (const match of plain.matchAll(pattern))
        cues.push({ kind, start: match.index, end: match.index + match[0].length });
  };
  if (/[a-z]/.test(plain)) seek(ENGLISH);
  if (/\p{Script=Han}/u.test(plain)) seek(CHINESE);
  return withoutCovered(cues, plain.length);
}

export function asks(plain: string): boolean {
  return REQUEST.test(plain);
}

/** Of cues that overlap the longer counts: "account number" is no mere "number", "email address" no "address". */
function withoutCovered(cues: readonly Cue[], letters: number): Cue[] {
  if (cues.length < 2) return [...cues];
  const kept: Cue[] = [];
  const covered = new Uint8Array(letters);
  for (const cue of cues.toSorted((a, b) => b.end - b.start - (a.end - a.start))) {
    // Those before it are as long or longer: what it overlaps lies over one of its ends.
    if (covered[cue.start] === 1 || covered[cue.end - 1] === 1) continue;
    covered.fill(1, cue.start, cue.end);
    kept.push(cue);
  }
  return kept.sort((a, b) => a.start - b.start);
}
