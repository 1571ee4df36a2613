// What check.ts finds in a scorecard, and refusals to publish one. {criterion}, {section}, {option} are ids.

export const SCORECARD_SENTENCES = {
  'not-publishable': {
    en: 'The scorecard cannot be published yet: fix {count} issues first.',
    zh: '评分表暂不能发布：还有 {count} 处问题需要先修正。',
  },
  'scorecard-key-taken': {
    en: 'A scorecard with the ID {id} already exists. Publish a new version of it, or choose another ID.',
    zh: '编号为 {id} 的评分表已存在。请发布其新版本，或另设编号。',
  },
  'draft-in-work': {
    en: 'Someone is already writing the next version of {id}. Open that draft, or discard it first.',
    zh: '{id} 的下一版本已有草稿。请打开该草稿，或先将其放弃。',
  },
  'in-plans': {
    en: 'Sampling plans still draw on this scorecard: {plan}, {count} in all. Pause them first.',
    zh: '仍有 {count} 个抽样计划在使用该评分表（如“{plan}”），请先暂停。',
  },
  'retired-scorecard': {
    en: 'This scorecard is retired. Restore it, or choose another one.',
    zh: '该评分表已停用。请恢复使用，或选择其他评分表。',
  },
  'competency-twice': {
    en: 'Two competencies have the key {key}. Give each its own.',
    zh: '有两项能力使用了同一编号 {key}，请分别设置。',
  },
  'competency-in-use': {
    en: 'Criteria of the scorecard {scorecard} show the competency {key}, so it cannot be removed. Publish a version that does not, or retire the scorecard.',
    zh: '评分表 {scorecard} 中有评分项对应能力 {key}，因此不能删除。请先发布不含该能力的新版本，或停用该评分表。',
  },
  'scorecard-no-name': {
    en: 'The scorecard has no name. Give it one.',
    zh: '评分表尚未命名，请填写名称。',
  },
  'scorecard-no-sections': {
    en: 'The scorecard has no sections. Add one.',
    zh: '评分表还没有分组，请添加。',
  },
  'scorecard-section-no-name': {
    en: 'Section {section} has no name. Give it one.',
    zh: '分组 {section} 尚未命名，请填写名称。',
  },
  'scorecard-section-empty': {
    en: 'Section {section} has no criteria. Add one, or remove the section.',
    zh: '分组 {section} 中没有评分项。请添加，或删除该分组。',
  },
  'scorecard-no-text': {
    en: '{criterion} does not say what is asked. Write it.',
    zh: '{criterion} 尚未填写评分内容，请填写。',
  },
  'scorecard-few-options': {
    en: '{criterion} has fewer than two options. Add options.',
    zh: '{criterion} 的选项少于两个，请添加。',
  },
  'scorecard-no-items': {
    en: '{criterion} is a checklist without items. Add one.',
    zh: '{criterion} 的清单中没有条目，请添加。',
  },
  'scorecard-no-ranges': {
    en: '{criterion} has no ranges. Add one.',
    zh: '{criterion} 没有数值区间，请添加。',
  },
  'scorecard-option-no-label': {
    en: 'Option {option} of {criterion} has no name. Give it one.',
    zh: '{criterion} 的选项 {option} 尚未命名，请填写名称。',
  },
  'scorecard-competency-unknown': {
    en: '{criterion} shows the competency {competency}, which is not in your framework. Choose another one.',
    zh: '{criterion} 对应的能力 {competency} 不在您的能力框架中，请另选一项。',
  },
  'scorecard-rule-empty': {
    en: '{criterion} requires a comment or evidence with certain answers, but none is chosen. Choose one, or make it optional.',
    zh: '{criterion} 设置为选择某些答案时须填评语或标记证据，但未选择答案。请选择，或改为选填。',
  },
  'scorecard-condition-empty': {
    en: 'The condition of {criterion} is not complete. Finish it, or remove it.',
    zh: '{criterion} 的显示条件不完整。请补全，或删除该条件。',
  },
  'scorecard-cause-no-name': {
    en: 'The root cause {cause} has no name. Give it one.',
    zh: '根本原因 {cause} 尚未命名，请填写名称。',
  },
  'scorecard-many-criteria': {
    en: 'There are {count} scored criteria. Reviewers tire and agree less with each one more: keep those that coaching needs.',
    zh: '评分项共 {count} 个。项目越多，评分员越容易疲劳，评分也越不一致，请只保留辅导所需的项目。',
  },
  'scorecard-weights-nearly': {
    en: 'The weights add up to {total}. Make it 100, and each weight reads as its share of the score.',
    zh: '权重合计为 {total}。调整为 100 后，每项权重即为其占总分的百分比。',
  },
  'scorecard-untranslated': {
    en: '{count} texts have no {language} translation and will be shown in another language.',
    zh: '{count} 处文字缺少 {language} 译文，将以其他语言显示。',
  },
  'scorecard-nothing-observable': {
    en: '{criterion} names a judgement, not what can be heard or read. Say in the guidance what earns each answer.',
    zh: '{criterion} 只有评价性用语，没有可观察的行为。请在评分说明中写明每个答案的依据。',
  },
  'scorecard-na-option': {
    en: 'The option {option} of {criterion} means “not applicable” but counts as an answer. Allow N/A instead.',
    zh: '{criterion} 的选项 {option} 表示“不适用”，却会计分。请改为允许“不适用”。',
  },
  'scorecard-na-fails': {
    en: 'The option {option} of {criterion} means “not applicable” and fails its section or the scorecard. Allow N/A instead.',
    zh: '{criterion} 的选项 {option} 表示“不适用”，却会导致分组或整表不合格。请改为允许“不适用”。',
  },
  'scorecard-duplicate-section': {
    en: 'The ID {section} is used by more than one section. Give each section its own.',
    zh: '多个分组使用了编号 {section}，请分别设置。',
  },
  'scorecard-duplicate-criterion': {
    en: 'The ID {criterion} is used by more than one criterion. Give each criterion its own.',
    zh: '多个评分项使用了编号 {criterion}，请分别设置。',
  },
  'scorecard-duplicate-option': {
    en: '{criterion} has the option {option} more than once. Remove one.',
    zh: '{criterion} 中选项 {option} 重复，请删去其一。',
  },
  'scorecard-duplicate-cause': {
    en: 'The root cause {cause} is there more than once. Remove one.',
    zh: '根本原因 {cause} 重复，请删去其一。',
  },
  'scorecard-base-points': {
    en: 'Deduct sections can lose {points} points together, but the scorecard begins with {base}. Make them equal.',
    zh: '各扣分分组的分值合计为 {points} 分，与基准分 {base} 分不一致。请调整为相等。',
  },
  'scorecard-veto-policy': {
    en: 'A failed veto makes the score 0 whatever the effect of critical errors; other critical errors do not. Check that this is intended.',
    zh: '一票否决项一旦触发，总分即为 0，与致命项的处理方式无关；其他致命项仅作统计。请确认是否有意为之。',
  },
  'scorecard-veto-without-class': {
    en: '{criterion} is a veto, but nothing says whom it hurts. Set customer, business or compliance.',
    zh: '{criterion} 为一票否决项，但未设定影响对象。请选择客户、业务或合规。',
  },
  'scorecard-deduct-out-of-reach': {
    en: 'Section {section} can lose {points} points, but its items cost {most} at most. Check that this is intended.',
    zh: '分组 {section} 分值为 {points} 分，但各项最多只能扣 {most} 分。请确认是否有意为之。',
  },
  'scorecard-scale-misplaced': {
    en: '{criterion} has a scale that its section cannot count. Use a count in deduct and bonus sections only, and a choice for a veto.',
    zh: '{criterion} 的评分方式不适用于所在分组。次数只用于扣分和加分分组，一票否决项请用选项。',
  },
  'scorecard-weight-in-base': {
    en: '{criterion} has a weight, which a base-score scorecard does not count. Set it to 0.',
    zh: '扣分制评分表不计权重。请将 {criterion} 的权重设为 0。',
  },
  'scorecard-full-fails': {
    en: 'The answer {option} to {criterion} is worth 100 % and fails its section or the scorecard. Check that this is intended.',
    zh: '{criterion} 的选项 {option} 为满分，却会导致分组或整表不合格。请确认是否有意为之。',
  },
  'scorecard-ranges-order': {
    en: 'The ranges of {criterion} overlap or do not rise. Give each a higher upper end than the one before.',
    zh: '{criterion} 的数值区间有重叠或未递增。请使每个区间的上限高于前一个。',
  },
  'scorecard-count-cap': {
    en: '{criterion} costs more once than it can cost in all. Raise the cap or lower the points.',
    zh: '{criterion} 每次的分值超过了该项上限。请提高上限或降低每次分值。',
  },
  'scorecard-rule-option': {
    en: '{criterion} asks for a comment or evidence with the answer {option}, which is not one of its answers. Choose another answer.',
    zh: '{criterion} 要求在答案为 {option} 时填写评语或标记证据，但该项没有这个答案。请重新选择。',
  },
  'scorecard-start-not-on-scale': {
    en: '{criterion} starts with an answer that it does not have. Choose another one.',
    zh: '{criterion} 的默认答案不在可选范围内，请重新选择。',
  },
  'scorecard-no-causes': {
    en: '{criterion} asks for a root cause, but the scorecard has none. Add root causes, or stop asking for one.',
    zh: '{criterion} 要求填写根本原因，但评分表未设根本原因。请添加，或取消该要求。',
  },
  'scorecard-reserved-option': {
    en: '{criterion} has an option {option}, which is reserved for “not applicable”. Rename it, or allow N/A for the criterion.',
    zh: '{criterion} 的选项 {option} 与“不适用”同名。请改名，或将该项设为可不适用。',
  },
  'scorecard-no-full': {
    en: '{criterion} has no option worth 100 %, so the full score cannot be reached. Set one option to 100 %.',
    zh: '{criterion} 没有满分选项，总分无法达到 100%。请将一个选项设为 100%。',
  },
  'scorecard-no-zero': {
    en: '{criterion} has no option worth 0 %: even the worst answer earns points. Check that this is intended.',
    zh: '{criterion} 没有零分选项，最差的答案也会得分。请确认是否有意为之。',
  },
  'scorecard-never-critical': {
    en: '{criterion} is critical, but no answer can be a critical error. Set one option to 0 %, or make it non-critical.',
    zh: '{criterion} 设为致命项，但没有任何答案会触发。请设一个零分选项，或取消致命项。',
  },
  'scorecard-always-critical': {
    en: '{criterion} is critical and every answer is a critical error. Set one option to 100 %.',
    zh: '{criterion} 设为致命项，且任何答案都会触发。请将一个选项设为 100%。',
  },
  'scorecard-number-flat': {
    en: 'The worst and best values of {criterion} are the same. Use different values.',
    zh: '{criterion} 的最差值与最佳值相同，请分别设置。',
  },
  'scorecard-words-weight': {
    en: '{criterion} is a text criterion, which is never scored. Set its weight to 0.',
    zh: '{criterion} 为文字项，不计分，权重无效。请设为 0。',
  },
  'scorecard-condition-unknown': {
    en: '{criterion} depends on {other}, which is not in the scorecard. Choose another criterion.',
    zh: '{criterion} 的显示条件引用了不存在的 {other}，请重新选择。',
  },
  'scorecard-condition-later': {
    en: '{criterion} depends on {other}, which comes after it. Change the order.',
    zh: '{criterion} 的显示条件引用了 {other}，但后者不在其前面。请调整顺序。',
  },
  'scorecard-condition-option': {
    en: '{criterion} depends on the answer {option} to {other}, which is not one of its answers. Choose another answer.',
    zh: '{criterion} 的显示条件引用了 {other} 的答案 {option}，但该项没有这个答案。请重新选择。',
  },
  'scorecard-unreachable': {
    en: '{criterion} is never asked because its condition can never be met. Change the condition.',
    zh: '{criterion} 永远不会显示：没有任何答案能满足其条件。请修改条件。',
  },
  'scorecard-section-without-weight': {
    en: 'Section {section} has no weight and no critical criterion, so it is recorded but not scored. Check that this is intended.',
    zh: '分组 {section} 权重为 0 且没有致命项，仅作记录、不计分。请确认是否有意为之。',
  },
  'scorecard-without-weight': {
    en: 'No criterion has a weight, so there is no score. Give at least one criterion a weight.',
    zh: '所有评分项权重均为 0，无法得分。请至少为一项设置权重。',
  },
  // settings
  'target-twice': {
    en: 'There is more than one target for {scorecard} and the same team. Keep one.',
    zh: '{scorecard} 对同一团队设了多个目标，请只保留一个。',
  },
  'phrase-without-words': {
    en: '“{value}” has no letters or digits, so nobody can say it. Write a phrase, or remove it.',
    zh: '“{value}”中没有文字，无法匹配。请改写或删去。',
  },
} as const;
