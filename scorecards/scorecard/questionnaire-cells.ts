// What single cells of a questionnaire say: how many points, which options, yes or no.
import { headerKey, lexicon, TRUTH_WORDS, wordKey } from '../files/words.ts';
import { type Criterion, type CriticalClass, MOST, NOT_APPLICABLE, type Scale } from './definition.ts';
import { isNotApplicable } from './doubtful.ts';
import { freshKey } from './edit.ts';
import type { LanguageTag } from './text.ts';

/** A number as it was written, in hundredths. */
export type Amount = { hundredths: number; decimals: number; percent: boolean };

/** Three digits behind a comma or a point may be thousands. */
const AMOUNT = /^([-−–]?) ?(\d{1,7})(?:[.,](\d{1,2}))? ?(%|分|points?|pts?\.?|marks?)?$/i;

/** 5, 2.5, 2,5, 5 分, 5 points, 20%; null where it is no number, or has more than two decimals. */
export function amountIn(text: string): Amount | null {
  const [, sign, whole, part = '', unit] = AMOUNT.exec(text.slice(0, 40).normalize('NFKC')) ?? [];
  const decimals = part.replace(/0+$/, '');
  if (whole === undefined || text.length > 40) return null;
  const hundredths = Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
  return { hundredths: sign ? -hundredths : hundredths, decimals: decimals.length, percent: unit === '%' };
}

/** Lists of words by how headers are compared: `Yes/No` is `yesno`. */
const TYPES = lexicon<'yes-no' | 'choice' | 'checklist' | 'number' | 'date' | 'text'>([
  ['yes-no', 'yesno yesnona boolean binary passfail 是否 是否题 判断 判断题'],
  [
    'choice',
    'choice choices single singlechoice singleselect singleselection radio radiobutton radiobuttons dropdown select list multiplechoice likert 单选 单选题 选择 选择题 下拉',
  ],
  ['checklist', 'checklist checkbox checkboxes multi multiselect multipleselect multipleselection 多选 多选题 清单'],
  ['number', 'number numeric integer slider scale rating range points 数字 数值 打分 评分 量表'],
  ['date', 'date day 日期'],
  [
    'text',
    'text freetext opentext open openended comment comments paragraph longtext shorttext textarea 文本 文字 问答 简答 填空',
  ],
]);
export const typeIn = (text: string) => TYPES.get(headerKey(text.slice(0, 100))) ?? null;

const ALSO_TRUE = new Set(['x', '✔', '☑', '✅', 'required', 'mandatory', 'allowed', '必填', '允许', '可', '需要']);
const ALSO_FALSE = new Set(['-', '–', '—', 'none', 'optional', 'notallowed', '选填', '不允许', '不可', '不需要']);

/** Yes or no; null where it is neither. */
function truthIn(text: string): boolean | null {
  const key = wordKey(text.slice(0, 100));
  return TRUTH_WORDS.get(key) ?? (ALSO_TRUE.has(key) ? true : ALSO_FALSE.has(key) ? false : null);
}

const CRITICAL = lexicon<CriticalClass | 'unsaid' | 'no'>([
  ['customer', 'customer customercritical client 客户 客户致命'],
  ['business', 'business businesscritical 业务 业务致命'],
  ['compliance', 'compliance compliancecritical regulatory legal 合规 合规致命'],
  ['unsaid', 'critical fatal autofail knockout 致命 致命项 红线 红线项 一票否决 否决 关键 关键项'],
  ['no', 'noncritical nonfatal normal 普通 一般 非致命 非致命项'],
]);

/** Whom an error hurts; `unsaid` where it is critical and that is all. */
export function criticalIn(text: string): CriticalClass | 'unsaid' | 'no' | null {
  const truth = truthIn(text);
  return truth === null ? (CRITICAL.get(headerKey(text.slice(0, 100))) ?? null) : truth ? 'unsaid' : 'no';
}

const BELOW_FULL = new Set(['belowfull', 'requiredbelowfull', 'ifno', 'whenno', 'iffailed', '未达标时', '扣分时']);

export function commentIn(text: string): Criterion['comment'] | null {
  if (BELOW_FULL.has(headerKey(text.slice(0, 100)))) return 'required-below-full';
  const truth = truthIn(text);
  return truth === null ? null : truth ? 'required' : 'optional';
}

const WITH_REASON = new Set(['withreason', 'withareason', '须说明理由', '需说明理由']);

export function notApplicableIn(text: string): Criterion['not_applicable'] | null {
  if (WITH_REASON.has(headerKey(text.slice(0, 100)))) return 'with-reason';
  const truth = truthIn(text);
  return truth === null ? null : truth ? 'allowed' : 'never';
}

const RANGE = /^(-?\d{1,6}) ?(?:-|–|—|~|至|到|to|\.\.) ?(-?\d{1,6})$/i;

/** 1-5, 0 to 10: a number between the worst and the best. */
export function rangeIn(text: string): { type: 'number'; worst: number; best: number } | null {
  const [, worst, best] = text.length > 40 ? [] : (RANGE.exec(text.normalize('NFKC').trim()) ?? []);
  return worst === undefined || worst === best ? null : { type: 'number', worst: Number(worst), best: Number(best) };
}

/** `best`: the points of the best option, where options have points; `assumed`: what they are worth is our guess. */
export type Options = { scale: Scale; best: Amount | null; assumed: boolean; na: boolean; naWorth: boolean };
export type OptionsFault = {
  code: `file-options-${'few' | 'many' | 'twice' | 'mixed' | 'worth'}`;
  value: string;
  limit?: number;
};

/** Yes|No|N/A, Yes=5;No=0, 是/否, one option a line. "Not applicable" is no option but a rule of the criterion. */
export function optionsIn(text: string, checklist: boolean, language: LanguageTag): Options | OptionsFault {
  const written = partsOf(text).map(optionOf);
  const options = written.filter(({ label }) => !isNotApplicable(label));
  const na = options.length < written.length;
  const naWorth = written.some((one) => isNotApplicable(one.label) && one.amount !== null);
  const limit = checklist ? MOST.items : MOST.options;
  if (options.length < (checklist ? 1 : 2)) return { code: 'file-options-few', value: text };
  if (options.length > limit) return { code: 'file-options-many', value: text, limit };
  const twice = options.find(({ label }, i) => options.findIndex((one) => wordKey(one.label) === wordKey(label)) < i);
  if (twice) return { code: 'file-options-twice', value: twice.label };
  const keys = keysOf(options.map(({ label }) => label));
  const label = (i: number) => ({ [language]: options[i]!.label });
  if (checklist) {
    const items = options.map((_, i) => ({ key: keys[i]!, label: label(i) }));
    return { scale: { type: 'checklist', items }, best: null, assumed: false, na, naWorth };
  }
  const worth = worthOf(options);
  if ('code' in worth) return worth;
  const made = options.map((_, i) => ({ key: keys[i]!, label: label(i), value_bp: worth.bp[i]!, fails: null }));
  return { scale: { type: 'choice', options: made }, best: worth.best, assumed: worth.assumed, na, naWorth };
}

type Option = { label: string; amount: Amount | null };

/** Between bars, semicolons or lines; else between commas; else between slashes, that of N/A apart. */
function partsOf(text: string): string[] {
  const split = [/[|;；\n｜]/, /[,，、]/].find((sign) => sign.test(text));
  // The slash of n/a parts nothing.
  const parts = split ? text.split(split) : text.replace(/\b(n)\/(a)\b/gi, '$1\0$2').split(/[/／]/);
  return parts.map((part) => part.replaceAll('\0', '/').trim()).filter((part) => part !== '');
}

/** `Yes=5`, `Yes: 5`, `Yes (5)`, `是（5分）`; what is no number belongs to the label. */
function optionOf(part: string): Option {
  const at = Math.max(...['=', ':', '：', '(', '（'].map((sign) => part.lastIndexOf(sign)));
  const amount =
    at > 0
      ? amountIn(
          part
            .slice(at + 1)
            .replace(/[)）]$/, '')
            .trim(),
        )
      : null;
  return amount ? { label: part.slice(0, at).trim(), amount } : { label: part, amount: null };
}

type Worth = { bp: number[]; best: Amount | null; assumed: boolean };

function worthOf(options: readonly Option[]): Worth | OptionsFault {
  const bare = options.find(({ amount }) => amount === null);
  if (options.every(({ amount }) => amount === null)) return assumedWorth(options.map(({ label }) => label));
  if (bare) return { code: 'file-options-mixed', value: bare.label };
  const amounts = options.map(({ amount }) => amount!);
  const best = amounts.reduce((most, one) => (one.hundredths > most.hundredths ? one : most));
  const percent = amounts.some((one) => one.percent);
  const bad = options.find(({ amount }) => {
    const { hundredths, percent: own } = amount!;
    return hundredths < 0 || own !== percent || (percent && hundredths > 10_000);
  });
  if (bad || best.hundredths === 0) return { code: 'file-options-worth', value: (bad ?? options[0]!).label };
  if (percent) return { bp: amounts.map(({ hundredths }) => hundredths), best: null, assumed: false };
  const bp = amounts.map(({ hundredths }) => Math.round((10_000 * hundredths) / best.hundredths));
  return { bp, best, assumed: false };
}

const GOOD_OR_BAD = lexicon<boolean>([
  [true, 'pass passed met fullymet good excellent always done 合格 达标 符合 通过 优 优秀 好 满意 已做 做到 完全达标'],
  [
    false,
    'fail failed notmet unmet poor bad never missed notdone 不合格 不达标 不符合 未通过 差 不好 不满意 未做 未做到 未达标',
  ],
]);
const isGood = (label: string): boolean | null => truthIn(label) ?? GOOD_OR_BAD.get(headerKey(label)) ?? null;

/** Evenly from the best to the worst: by their numbers where they are numbers, else in their order, whichever end is good. */
function assumedWorth(labels: readonly string[]): Worth {
  const plain = labels.map((label) => label.normalize('NFKC'));
  const numbers = plain.map((label) => (/^\d{1,6}$/.test(label) ? Number(label) : null));
  if (numbers.every((one) => one !== null)) {
    const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
    const bp = numbers.map((one) => (most === least ? 10_000 : Math.round((10_000 * (one - least)) / (most - least))));
    return { bp, best: null, assumed: true };
  }
  const [first, last] = [isGood(labels[0]!), isGood(labels.at(-1)!)];
  const rising = first === false || last === true;
  const steps = labels.length - 1;
  const bp = labels.map((_, i) => Math.round((10_000 * (rising ? i : steps - i)) / steps));
  return { bp, best: null, assumed: !(labels.length === 2 && first !== null && last === !first) };
}

/** Yes and no in any language are `yes` and `no`; others by their letters. */
function keysOf(labels: readonly string[]): string[] {
  const taken = new Set<string>([NOT_APPLICABLE]);
  return labels.map((label, i) => {
    const truth = truthIn(label);
    const letters = wordKey(label.slice(0, 30))
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
    const wanted = truth === null || /^\p{Nd}/u.test(label) ? letters || `o${i + 1}` : truth ? 'yes' : 'no';
    const key = freshKey(wanted, taken);
    taken.add(key);
    return key;
  });
}
