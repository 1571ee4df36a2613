// The list of scorecards, and one version in full.
import { plural } from '../grammar/plural.ts';

export const scorecards = {
  title: 'Scorecards',
  empty: 'No scorecards yet',
  scorecard: 'Scorecard',
  channel: 'Channel',
  anyChannel: 'All channels',
  size: 'Criteria',
  version: 'Version {{ n }}',
  published: 'Published',
  sections: (of: { sections: number; criteria: number }) =>
    `${plural(of.criteria, 'criterion', 'criteria')} in ${plural(of.sections, 'section')}`,
  back: 'All scorecards',
  publishedBy: 'Published {{ when }} by {{ name }}. A published version never changes.',
  shipped: 'Included with Attune, {{ when }}. A published version never changes.',
  older: 'A newer version is in use: {{ n }}.',
  weight: 'Weight {{ n }}',
  gate: 'No weight',
  share: '{{ percent }} of the total',
  mayNotApply: 'N/A allowed',
  guidance: 'Scoring guidance',
  shownWhen: 'Conditional',
  comment: {
    optional: '',
    required: 'Comment required',
    'required-below-full': 'Comment required unless fully met',
  },
  scale: {
    checklist: 'Checklist: value is the share of items ticked',
    number: 'Number: {{ worst }} earns nothing, {{ best }} earns full weight',
    text: 'Text only, not scored',
  },
  policy: {
    title: 'How the score is calculated',
    formula: 'Score = 100 × Σ weight × value ÷ Σ weight, over the criteria that apply.',
    'leaves-total': 'Criteria that do not apply are excluded from the total.',
    'stays-in-section': 'The weight of criteria that do not apply stays in their section.',
    report: 'Critical errors are reported separately and do not change the score.',
    zero: 'Any critical error sets the score to 0.',
    threshold: 'A section below {{ percent }} proposes a coaching task.',
  },
} as const;
