// 指定质检时选择评分表。
import type { Words } from '../en/shape.ts';

export const choosing: Words['choosing'] = {
  title: '选择评分表',
  list: '评分表',
  proposed: '建议',
  tag: '这是投诉：带有标签“{{ tag }}”。',
  queue: '这是投诉：来自队列“{{ queue }}”。',
  phrase: '可能是投诉，客户说：',
  channel: '适用于该渠道。',
  allChannels: '适用于全部渠道。',
  usedLast: '该渠道有多份评分表，这是最近使用的一份。',
  none: '没有可建议的评分表，请自行选择。',
  missing: '请先选择评分表。',
  nothing: '还没有已发布的评分表，可请经理或管理员发布。',
  start: '开始质检',
};
