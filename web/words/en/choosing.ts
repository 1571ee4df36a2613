// Choosing the scorecard of a targeted review.
export const choosing = {
  title: 'Choose a scorecard',
  list: 'Scorecards',
  proposed: 'Proposed',
  tag: 'This is a complaint: it has the tag “{{ tag }}”.',
  queue: 'This is a complaint: it came through the queue “{{ queue }}”.',
  phrase: 'This may be a complaint. The customer says:',
  channel: 'It is made for this channel.',
  allChannels: 'It is made for all channels.',
  usedLast: 'It was used last. Other scorecards are made for this channel too.',
  none: 'No scorecard is proposed for this interaction. Choose one.',
  missing: 'Choose a scorecard first.',
  nothing: 'There is no published scorecard. A manager or an administrator can publish one.',
  start: 'Start review',
} as const;
