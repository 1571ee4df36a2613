// Why an action on a draw, a review, a calibration or a coaching task is refused.

export const REVIEW_SENTENCES = {
  // samples
  'unknown-reviewer': {
    en: '{value} is not an active reviewer. Choose someone else.',
    zh: '{value} 不是在用的质检员，请另选。',
  },
  'reviewer-is-agent': {
    en: 'Reviewers cannot review their own interactions. Choose another reviewer.',
    zh: '质检员不能评自己的服务记录，请另选质检员。',
  },
  'reviewer-has-it': {
    en: '{value} already has a review of this interaction. Choose someone else.',
    zh: '{value} 已有该服务记录的质检任务，请另选质检员。',
  },
  'plan-inactive': { en: 'This plan is stopped. Resume it to draw.', zh: '该抽样计划已停用，启用后方可抽样。' },
  'plan-out-of-scope': {
    en: 'Your plans can only cover teams you are responsible for. Choose one or more of them, or agents in them.',
    zh: '您的抽样计划只能覆盖您负责的团队，请从中选择团队或坐席。',
  },
  'plan-without-reviewer': {
    en: 'All reviewers of this plan have been deactivated. Create a new plan with other reviewers.',
    zh: '该抽样计划中的质检员均已停用，请新建计划并另选质检员。',
  },
  // reviews
  'not-transcribed': {
    en: 'This recording has no transcript yet. You can review it once it is transcribed.',
    zh: '该录音尚未完成转写，转写完成后即可质检。',
  },
  'review-in-work': {
    en: 'The reviewer is working on this right now. Withdraw it, or wait until it is released.',
    zh: '质检员正在处理该任务。请先撤回，或等待任务退回。',
  },
  'not-your-review': { en: 'This review is assigned to someone else.', zh: '该质检任务已分配给其他人。' },
  'lease-lost': {
    en: 'You have not worked on this review for two hours, so it was released. Your answers are kept; start it again to continue.',
    zh: '您已两小时未处理该任务，任务已退回。已填内容仍保留，重新领取即可继续。',
  },
  'stale-draft': {
    en: 'This review was changed in another window. Your version is kept; compare the two and choose.',
    zh: '该质检已在其他窗口修改。您的版本已保留，请对照后再决定。',
  },
  'already-submitted': {
    en: 'This review has already been submitted and can’t be changed.',
    zh: '该质检已提交，不能再修改。',
  },
  'correction-unexplained': { en: 'Give a reason for correcting this evaluation.', zh: '请说明更正评分的原因。' },
  'evaluation-replaced': {
    en: 'There is a newer version of this evaluation. Reload the page to see it.',
    zh: '该评分已有新版本，请刷新页面后查看。',
  },
  'not-submitted': { en: 'This review has not been submitted yet.', zh: '该质检尚未提交。' },
  'already-acknowledged': { en: 'This feedback has already been acknowledged.', zh: '该反馈已确认。' },
  'review-withdrawn': { en: 'This review was withdrawn. Start another one.', zh: '该质检任务已撤回，请领取其他任务。' },
  'not-complete': {
    en: '{count} criteria still need an answer or a comment. Complete them and submit again.',
    zh: '还有 {count} 项需要作答或填写评语，请补全后再提交。',
  },
  'unknown-criterion': {
    en: 'The scorecard has no criterion {criterion}. Reload the page.',
    zh: '评分表中没有评分项 {criterion}，请刷新页面。',
  },
  'cause-not-offered': {
    en: 'The root cause given for {criterion} is not in the scorecard. Choose another one.',
    zh: '{criterion} 的根本原因不在评分表中，请重新选择。',
  },
  'value-not-on-scale': {
    en: 'The answer to {criterion} is not on its scale. Choose a valid answer.',
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
    en: 'This calibration is closed. Create a new one to continue.',
    zh: '该校准已结束，如需继续请新建。',
  },
  'calibration-blind': {
    en: 'Answers appear side by side once all reviewers have submitted or the calibration is closed.',
    zh: '全部质检员提交或校准结束后，方可对照各自的评分。',
  },
  // coaching
  'illegal-transition': {
    en: 'This status change isn’t allowed. Reload the page to see the current status.',
    zh: '当前状态下不能执行此操作，请刷新页面查看最新状态。',
  },
  'reason-needed': { en: 'Give a short reason.', zh: '请简要说明原因。' },
  'goal-needed': {
    en: 'Link the task to a goal in the development plan first.',
    zh: '请先将任务关联到提升计划中的目标。',
  },
  'task-of-another-agent': {
    en: 'Only tasks of the same agent can be merged. Choose another one.',
    zh: '只能合并同一坐席的任务，请另选任务。',
  },
  'goal-closed': {
    en: 'This goal is closed and can’t be changed. Add a new goal to continue.',
    zh: '该目标已结束，不能再修改。如需继续，请设定新目标。',
  },
  'goal-already-open': {
    en: 'There is already an open goal for this competency. Use that one, or close it first.',
    zh: '该能力项已有进行中的目标。请继续该目标，或先将其结束。',
  },
} as const;
