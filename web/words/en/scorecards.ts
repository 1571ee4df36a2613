// Forms as they are read.
import { plural } from '../grammar/plural.ts';

export const scorecards = {
  title: 'Scorecards',
  empty: 'No scorecard yet.',
  scorecard: 'Scorecard',
  channel: 'For',
  anyChannel: 'any interaction',
  size: 'Criteria',
  version: 'Version {{ n }}',
  published: 'Published',
  sections: (of: { sections: number; criteria: number }) =>
    `${plural(of.criteria, 'criterion', 'criteria')} in ${plural(of.sections, 'section')}`,
  back: 'All scorecards',
  publishedBy: 'Published {{ when }} by {{ name }}. A published version never changes.',
  shipped: 'Came with Attune, {{ when }}. A published version never changes.',
  older: 'A newer version is in use: {{ n }}.',
  weight: 'weight {{ n }}',
  gate: 'not weighed',
  share: '{{ percent }} of the total',
  mayNotApply: 'may not apply',
  guidance: 'How to judge it',
  shownWhen: 'Asked only when a condition holds',
  comment: {
    optional: '',
    required: 'needs a comment',
    'required-below-full': 'needs a comment when not fully met',
  },
  scale: {
    checklist: 'Checklist: worth the share of items ticked',
    number: 'A number: {{ worst }} is worth nothing, {{ best }} everything',
    text: 'Words only, not scored',
  },
  policy: {
    title: 'How the score is made',
    formula: 'Score = 100 × Σ weight × value ÷ Σ weight, over the criteria that apply.',
    'leaves-total': 'A criterion that does not apply leaves the total, weight and all.',
    'stays-in-section': 'The weight of a criterion that does not apply stays with its section.',
    report: 'Critical errors stand beside the score and do not change it.',
    zero: 'Any critical error sets the score to 0.',
    threshold: 'A section under {{ percent }} proposes a coaching task.',
  },
} as const;
