// The player, the transcript beside it, and an interaction's page.
import { plural } from '../grammar/plural.ts';

export const player = {
  title: 'Recording',
  play: 'Play',
  pause: 'Pause',
  space: 'Space',
  back: '5 seconds back',
  forward: '5 seconds on',
  speed: 'Speed',
  skipSilence: 'Skip silence',
  ears: 'Heard',
  ear: {
    mixed: 'Both voices',
    recorded: 'As recorded',
    agent: 'Agent only',
    customer: 'Customer only',
  },
  failed: 'The recording cannot be played here.',
  position: 'Position in the recording',
  positionOf: '{{ time }} of {{ whole }}',
  toEvidence: 'Go to evidence {{ n }} at {{ time }}',
  overlapHere: 'Both speak',
  oneChannel: 'One channel',
  agentTalks: 'Agent talks {{ share }}',
  overlap: 'Overlap {{ seconds }} s',
  interruptions: (n: number) => plural(n, 'interruption'),
  find: 'Find',
  findLabel: 'Find in what was said',
  found: '{{ n }} of {{ of }}',
  foundNone: 'not found',
  findNext: 'Next place',
  findBefore: 'Place before',
} as const;

export const transcript = {
  title: 'Transcript',
  playFrom: '{{ who }}, from {{ time }}',
  cutShort:
    'The file ends after {{ there }}, though it announces {{ announced }}. If the rest matters, export the recording again.',
  assumed:
    'This file is sound without a header. By its ending it was read as {{ coding }}, {{ rate }} Hz, {{ channels }}. If it sounds wrong, export it as WAV.',
  channels: (n: number) => plural(n, 'channel'),
  tracksLeftOut: (heard: string, of: number) =>
    `The file has ${of} sound tracks. Track ${heard} was transcribed; what is on the others was left out.`,
  tracksAsSides:
    'The file keeps its sound in {{ of }} tracks. Tracks {{ heard }} were transcribed as the two sides of the call.',
  unread: 'The last {{ size }} of the file are not sound that could be read, and were left out.',
  silence: '{{ seconds }} s of silence',
  hold: {
    announced: '{{ seconds }} s on hold, announced',
    unannounced: '{{ seconds }} s of silence, not announced',
  },
  interruption: 'agent began {{ seconds }} s before the customer had finished',
  interruptionByCustomer: 'customer began {{ seconds }} s before the agent had finished',
  wait: 'answered after {{ time }}',
  messages: (n: number) => plural(n, 'message'),
  firstAnswer: 'first answer after {{ time }}',
  follow: 'Follow the sound',
  oneChannel: 'Recorded in one channel: who speaks is not told apart.',
  byVoice: {
    clear: 'Recorded in one channel: speakers told apart by voice, clearly. Overlap cannot be seen on one channel.',
    fair: 'Recorded in one channel: speakers told apart by voice, fairly clearly. Overlap cannot be seen on one channel.',
    unsure:
      'Recorded in one channel: speakers told apart by voice, but hardly. Listen before you rely on who said what. Overlap cannot be seen on one channel.',
  },
  byFile: {
    sides: 'Speakers are named by the transcript file.',
    names: 'Speakers are named by the transcript file. Which of them is the agent was told from what they say.',
  },
  pastEnd: (n: number, end: string) =>
    `${plural(n, 'turn')} of this transcript lie after the end of the recording (${end}). It may belong to another recording, or its times begin elsewhere.`,
  missing: {
    agent: 'One side is missing: nothing was heard of the agent. Their channel was probably not recorded.',
    customer: 'One side is missing: nothing was heard of the customer. Their channel was probably not recorded.',
  },
  nobodySpeaks: 'Nobody speaks in this recording.',
  working: 'The transcript is being made. This page shows it when it is there; the recording can be heard then too.',
  workingNow: 'Being transcribed: {{ progress }}.',
  queued: 'This recording waits for its transcript. Others are before it.',
  stage: { model: 'Getting the model ready', decoding: 'Reading the sound', recognising: 'Listening' },
  failed: 'There is no transcript: {{ reason }}',
  failedUnknown: 'Making the transcript failed.',
  failedReview: 'You can still fill in the form, without evidence from the call.',
  retry: 'Try again',
  retried: 'It waits for its transcript again.',
} as const;

export const interaction = {
  title: '{{ channel }} {{ id }}',
  back: 'All interactions',
  when: 'When',
  review: 'Review this interaction',
  openReview: 'Go on with my review',
  agent: 'Agent',
  queue: 'Queue',
  customer: 'Customer',
  tags: 'Tags',
  csat: 'Satisfaction',
  resolved: 'Resolved',
  yes: 'yes',
  no: 'no',
  file: 'File',
  direction: 'Direction',
  inbound: 'inbound',
  outbound: 'outbound',
  language: 'Language',
  imported: 'Imported',
  importedBy: '{{ when }} by {{ who }}',
  reviews: (n: number) => `reviewed ${n === 1 ? 'once' : `${n} times`}`,
  teams: 'Teams',
  facts: 'About this interaction',
} as const;
