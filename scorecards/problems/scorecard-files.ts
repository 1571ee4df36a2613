// Files of scorecards: why one was refused, and what was made of it that its reader should know.

export const SCORECARD_FILE_SENTENCES = {
  'file-refused': {
    en: 'Nothing was imported. Places to fix in the file: {count}.',
    zh: '未导入任何内容。文件中需修正的地方：{count} 处。',
  },
  'file-empty': {
    en: 'The file is empty. Export it again.',
    zh: '文件为空，请重新导出。',
  },
  'file-no-scorecard': {
    en: 'This is JSON, but not a scorecard. Export the scorecard from Attune, or write the file by its JSON Schema.',
    zh: '该文件是 JSON，但不是评分表。请从 Attune 导出评分表，或按其 JSON Schema 编写文件。',
  },
  'file-format': {
    en: 'The file has format {value}, which this version of Attune does not read. Update Attune, or export the file again from this version.',
    zh: '文件格式为 {value}，当前版本的 Attune 无法读取。请升级 Attune，或用当前版本重新导出。',
  },
  // questionnaires: a value
  'file-points': {
    en: '{column}: {value} is not a number of points. Write a number with at most two decimals, such as 5 or 2.5.',
    zh: '{column}：{value} 不是分值。请填写数字，最多两位小数，如 5 或 2.5。',
  },
  'file-points-negative': {
    en: '{column}: {value} is below 0. Weights add up; to take points off, create a base-score scorecard in Attune, or write what the criterion is worth when met.',
    zh: '{column}：{value} 小于 0。权重用于累加；如需扣分，请在 Attune 中新建扣分制评分表，或改填该项达标时的分值。',
  },
  'file-points-large': {
    en: '{column}: {value} is more than {limit}. Use smaller points in the same proportions.',
    zh: '{column}：{value} 超过 {limit}。请按相同比例改用较小的分值。',
  },
  'file-points-mixed': {
    en: '{column}: {value} does not go with the points of line {first}, because one is a percentage. Use percentages in all rows or in none.',
    zh: '{column}：{value} 与第 {first} 行的分值不一致，其中一个是百分比。请全部使用百分比，或全部不用。',
  },
  'file-type': {
    en: '{column}: {value} is not a known type. Use yes/no, choice, checklist, number, date or text.',
    zh: '{column}：没有 {value} 这一题型。请填写是否、单选、多选、数字、日期或文字。',
  },
  'file-yes-or-no': {
    en: '{column}: {value} is not yes or no.',
    zh: '{column}：{value} 不是“是”或“否”。',
  },
  'file-critical': {
    en: '{column}: {value} does not say whether this is critical. Write yes, no, customer, business or compliance.',
    zh: '{column}：{value} 无法判断是否为致命项。请填写是、否、客户、业务或合规。',
  },
  'file-id': {
    en: '{column}: {value} cannot be an ID. Use letters, digits, hyphens and underscores, at most 40, or leave the column out.',
    zh: '{column}：{value} 不能用作编号。编号只能包含字母、数字、连字符和下划线，最多 40 个字符；也可去掉该列。',
  },
  'file-id-twice': {
    en: '{column}: line {first} has the ID {value} too. Give each criterion its own.',
    zh: '{column}：第 {first} 行已使用编号 {value}，请分别设置。',
  },
  'file-options-few': {
    en: '{column}: {value} is not a list of two or more options. Write, for example, Yes|No or Yes=5;No=0.',
    zh: '{column}：{value} 不是两个以上选项的列表。请写成 是|否 或 是=5；否=0 等。',
  },
  'file-options-many': {
    en: '{column}: there are more than {limit} options. Combine some of them.',
    zh: '{column}：选项超过 {limit} 个，请合并。',
  },
  'file-options-twice': {
    en: '{column}: the option {value} is there twice. Keep one.',
    zh: '{column}：选项 {value} 重复，请保留其一。',
  },
  'file-options-mixed': {
    en: '{column}: some options have points and {value} has none. Write points for all options or for none.',
    zh: '{column}：部分选项有分值，而 {value} 没有。请为所有选项填写分值，或都不填写。',
  },
  'file-options-worth': {
    en: '{column}: the worth of {value} is not between 0 and the best option. Write points of 0 or more, one of them above 0, or percentages up to 100%.',
    zh: '{column}：{value} 的分值不在 0 与最高选项之间。分值不能为负，至少一项大于 0；百分比不超过 100%。',
  },
  'file-options-unused': {
    en: '{column}: a date or a text has no options. Remove them, or change the type.',
    zh: '{column}：日期或文字题没有选项。请删除选项，或更改题型。',
  },
  'file-number-range': {
    en: '{column}: {value} is not a range of whole numbers. Write the worst and the best value, such as 1-5.',
    zh: '{column}：{value} 不是整数范围。请依次填写最差值和最佳值，如 1-5。',
  },
  'file-section-full': {
    en: 'Section {section} has more than {limit} criteria. Split it.',
    zh: '分组 {section} 的评分项超过 {limit} 个，请拆分。',
  },
  'file-sections-many': {
    en: 'There are more than {limit} sections. Combine some of them.',
    zh: '分组超过 {limit} 个，请合并。',
  },
} as const;

/** What was made of a file. */
export const SCORECARD_FILE_NOTES = {
  'file-older-format': {
    en: 'The file has an older format. It was read as a scorecard that gives the same scores.',
    zh: '文件为旧格式，已转换为得分相同的评分表。',
  },
  'file-above': {
    en: 'What stands above the column names in line {line} was not read.',
    zh: '第 {line} 行列名之上的内容未读取。',
  },
  'file-columns-unread': {
    en: 'Columns that were not read: {value}. If one is needed, choose what it is.',
    zh: '未读取的列：{value}。如需使用，请指明其含义。',
  },
  'file-total': {
    en: 'Lines that hold totals were not read: {lines}.',
    zh: '合计行未读取：第 {lines} 行。',
  },
  'file-no-section': {
    en: 'There is no section column, so all criteria are in one section.',
    zh: '没有分组列，所有评分项归入同一分组。',
  },
  'file-section-again': {
    en: 'Rows of a section that began further up were moved there: lines {lines}.',
    zh: '属于上文分组的评分项已移至该分组：第 {lines} 行。',
  },
  'file-scaled': {
    en: 'Weights are whole numbers, so all points were multiplied by {factor}. Scores are the same.',
    zh: '权重为整数，因此所有分值已乘以 {factor}，得分不受影响。',
  },
  'file-no-points': {
    en: 'There are no points in the file, so every criterion weighs the same.',
    zh: '文件中没有分值，所有评分项权重相同。',
  },
  'file-yes-no': {
    en: 'Criteria without options that became yes or no: {count}.',
    zh: '没有选项、已设为“是/否”的评分项：{count} 个。',
  },
  'file-worth-assumed': {
    en: 'Criteria whose options have no points, spread evenly from best to worst: {count}. Check them.',
    zh: '选项没有分值、已按从优到劣平均分配的评分项：{count} 个，请核对。',
  },
  'file-options-scaled': {
    en: 'Criteria whose best option has other points than the criterion; options were read as shares of the best: {count}.',
    zh: '最高选项分值与评分项分值不同、已按比例换算的评分项：{count} 个。',
  },
  'file-na-worth': {
    en: '“Not applicable” has points in lines {lines}. They were not taken: in Attune such a criterion leaves the total.',
    zh: '“不适用”带有分值（第 {lines} 行），未采用：在 Attune 中，不适用的评分项不计入总分。',
  },
  'file-critical-unsaid': {
    en: 'Critical criteria that do not say whom an error hurts, set to customer: {count}.',
    zh: '未说明影响对象、已设为影响客户的致命项：{count} 个。',
  },
  'file-critical-zero': {
    en: 'A critical error sets the score to 0, as it does where it is called fatal. Change this if it should only be reported.',
    zh: '出现致命错误时得分为 0。如只需统计，请更改此设置。',
  },
  'file-competency': {
    en: 'The file does not say which competency a criterion shows. All were set to the same one; choose the right ones before you publish.',
    zh: '文件未说明各评分项对应的能力项，已暂设为同一项。请在发布前逐项选择。',
  },
  'file-language': {
    en: 'The texts were read as {language}. Choose another language if that is wrong.',
    zh: '文字按{language}读取。如有误，请另选语言。',
  },
} as const;
