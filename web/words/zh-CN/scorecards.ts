// 评分表的阅读页。
import type { Words } from '../en/shape.ts';

export const scorecards: Words['scorecards'] = {
  title: '评分表',
  empty: '暂无评分表',
  scorecard: '评分表',
  channel: '渠道',
  anyChannel: '全部渠道',
  size: '评分项',
  version: '第 {{ n }} 版',
  published: '发布时间',
  sections: (of) => `${of.sections} 个分组，${of.criteria} 个评分项`,
  back: '全部评分表',
  publishedBy: '由 {{ name }} 于 {{ when }} 发布。已发布的版本不会更改。',
  shipped: '随 Attune 提供，{{ when }}。已发布的版本不会更改。',
  older: '当前使用的是第 {{ n }} 版。',
  weight: '权重 {{ n }}',
  gate: '不计权重',
  share: '占总分 {{ percent }}',
  mayNotApply: '可不适用',
  guidance: '评分说明',
  shownWhen: '满足条件时才询问',
  comment: {
    optional: '',
    required: '必须填写评语',
    'required-below-full': '未完全达标时必须填写评语',
  },
  scale: {
    checklist: '清单：按勾选比例计分',
    number: '数值：{{ worst }} 为零分，{{ best }} 为满分',
    text: '仅文字，不计分',
  },
  policy: {
    title: '得分计算方式',
    formula: '得分 = 100 × Σ（权重 × 值）÷ Σ 权重，只计适用的评分项。',
    'leaves-total': '不适用的评分项连同权重一起不计入总分。',
    'stays-in-section': '不适用的评分项，其权重保留在所属分组。',
    report: '致命错误与得分并列显示，不改变得分。',
    zero: '出现任何致命错误，得分为 0。',
    threshold: '分组得分低于 {{ percent }} 时，建议辅导任务。',
  },
};
