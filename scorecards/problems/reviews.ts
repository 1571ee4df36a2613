// Why a draw, a review, a calibration or a coaching task cannot go on as asked.

export const REVIEW_SENTENCES = {
  // samples
  'unknown-reviewer': {
    en: '{value} is not an active reviewer. Choose somebody who is.',
    zh: '{value} 不是在用的质检员，请另选。',
  },
  'reviewer-is-agent': {
    en: 'Nobody reviews an interaction of their own. Choose another reviewer.',
    zh: '质检员不能评自己的服务记录，请另选质检员。',
  },
  'plan-inactive': { en: 'This plan is switched off. Switch it on to draw.', zh: '该抽样计划已停用，启用后方可抽样。' },
  'plan-out-of-scope': {
    en: 'A plan of yours covers teams you look after. Choose one or more of them, or agents in them.',
    zh: '您的抽样计划只能覆盖您负责的团队，请从中选择团队或坐席。',
  },
  'plan-without-reviewer': {
    en: 'None of the reviewers of this plan works here any more. Make a new plan with others.',
    zh: '该抽样计划中的质检员均已停用，请新建计划并另选质检员。',
  },
  // reviews
  'not-transcribed': {
    en: 'This recording has no transcript yet. It can be reviewed as soon as it has one.',
    zh: '该录音尚未完成转写，转写完成后即可质检。',
  },
  'review-in-work': {
    en: 'The reviewer is working on this just now. Withdraw it, or wait until it is given back.',
    zh: '质检员正在处理该任务。请先撤回，或等待任务退回。',
  },
  'not-your-review': { en: 'This review is given to somebody else.', zh: '该质检任务已分配给其他人。' },
  'lease-lost': {
    en: 'You have not worked on this review for two hours, so it was given back. Your answers are kept; take it again to go on.',
    zh: '您已两小时未处理该任务，任务已退回。已填内容仍保留，重新领取即可继续。',
  },
  'stale-draft': {
    en: 'This review was changed in another window. Your version is kept; look at both and decide.',
    zh: '该质检已在其他窗口修改。您的版本已保留，请对照后再决定。',
  },
  'already-submitted': {
    en: 'This review has been submitted and stays as it is.',
    zh: '该质检已提交，不能再修改。',
  },
  'correction-unexplained': { en: 'Say why you correct this evaluation.', zh: '请说明更正评分的原因。' },
  'evaluation-replaced': {
    en: 'A newer version of this evaluation counts now. Reload the page to see it.',
    zh: '该评分已有新版本，请刷新页面后查看。',
  },
  'not-submitted': { en: 'This review has not been submitted yet.', zh: '该质检尚未提交。' },
  'already-acknowledged': { en: 'This feedback has already been acknowledged.', zh: '该反馈已确认。' },
  'review-withdrawn': { en: 'This review was withdrawn. Take another one.', zh: '该质检任务已撤回，请领取其他任务。' },
  'not-complete': {
    en: '{count} criteria still want an answer or a comment. Fill them in and submit again.',
    zh: '还有 {count} 项需要作答或填写备注，请补全后再提交。',
  },
  'unknown-criterion': {
    en: 'The scorecard has no criterion {criterion}. Reload the page.',
    zh: '评分表中没有评分项 {criterion}，请刷新页面。',
  },
  'value-not-on-scale': {
    en: 'The answer to {criterion} is not on its scale. Choose one that is.',
    zh: '{criterion} 的答案不在可选范围内，请重新选择。',
  },
  'may-not-be-not-applicable': {
    en: '{criterion} always applies. Choose an answer.',
    zh: '{criterion} 不可选“不适用”，请选择答案。',
  },
  // calibration
  'too-few-reviewers': {
    en: 'A calibration needs at least {min} different reviewers. Add some.',
    zh: '校准至少需要 {min} 位不同的质检员，请补充。',
  },
  'calibration-closed': {
    en: 'This calibration is closed. Open a new one to go on.',
    zh: '该校准已结束，如需继续请新建。',
  },
  'calibration-blind': {
    en: 'Answers are shown side by side when all reviewers are in, or when the calibration is closed.',
    zh: '全部质检员提交或校准结束后，方可对照各自的评分。',
  },
  // coaching
  'illegal-transition': {
    en: 'A task cannot go from here to there. Reload the page to see where it stands.',
    zh: '当前状态下不能执行此操作，请刷新页面查看最新状态。',
  },
  'reason-needed': { en: 'Say why in a few words.', zh: '请简要说明原因。' },
  'goal-needed': {
    en: 'Tie the task to a goal of the development plan first.',
    zh: '请先将任务关联到提升计划中的目标。',
  },
  'task-of-another-agent': {
    en: 'Only tasks of the same agent can be merged. Choose another one.',
    zh: '只能合并同一坐席的任务，请另选任务。',
  },
  'goal-closed': {
    en: 'This goal is closed and stays as it is. Set a new one to go on.',
    zh: '该目标已结束，不能再修改。如需继续，请设定新目标。',
  },
  'goal-already-open': {
    en: 'There is already an open goal for this competency. Go on with that one, or close it first.',
    zh: '该能力项已有进行中的目标。请继续该目标，或先将其结束。',
  },
} as const;
