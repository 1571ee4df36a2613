// What was measured of a conversation, and how it is counted.
import { plural } from '../grammar/plural.ts';

export const measures = {
  title: 'Measures',
  both: 'Each side',
  talk: 'Talk',
  talkHelp:
    'A turn from its first word to its last, pauses of up to 1.5 s included. Where both speak at once it counts for both.',
  share: 'Talk: agent {{ agent }}, customer {{ customer }}',
  pace: 'Pace',
  paceHelp: 'Words (in Chinese: characters) a minute of that side’s own talk. Under 5 s of talk nothing is said.',
  wordsAMinute: 'words a minute',
  charactersAMinute: 'characters a minute',
  fillers: 'Fillers',
  fillersHelp:
    'um, uh, er, “you know”, “I mean”, 嗯, 呃, and 那个 or 这个 before a pause; a minute of that side’s own talk. A list, so some are missed.',
  aMinute: '{{ n }} a minute',
  response: 'Time to answer',
  responseHelp:
    'From the other’s last word to this side’s first: the middle of all answers. Beginning early counts as 0; answers after a hold are left out.',
  longest: 'longest {{ time }}',
  interruptions: 'Cuts in',
  interruptionsHelp:
    'Began at least 0.3 s before the other had finished, said more than a word of assent and was still speaking when the other stopped.',
  cutIn: '{{ who }}, {{ seconds }} s early',
  greeting: 'First words',
  greetingHelp: 'From the start of the recording to the agent’s first word.',
  silence: 'Silence',
  silenceHelp:
    'Every moment in which nobody speaks, the beginning and the end of the recording and holds included. Gaps of 3 s and more are listed.',
  ofTheCall: '{{ share }} of the call',
  silenceOf: '{{ seconds }} s',
  announced: 'announced',
  unannounced: 'not announced',
  holds: 'On hold',
  holdsHelp:
    'Gaps between two turns of 5 s and more; announced ones from 3 s. Announced, music and thanks are told from the words and the sound around them.',
  holdTimes: (n: number) => (n === 1 ? 'once' : `${n} times`),
  none: 'none',
  music: 'music',
  noMusic: 'no music',
  thanked: 'thanked for',
  apologised: 'apologised for',
  notThanked: 'not thanked for',
  overlap: 'Both at once',
  overlapHelp: 'Both sides speaking at the same time, and who began while the other spoke.',
  began: '{{ who }} began',
  mood: 'Customer’s words',
  moodHelp:
    'Words of a list, and in writing runs of exclamation or question marks and capitals: a weak sign of how the words sound, not of how anybody feels. Counted for customers only; what counted is shown.',
  moodTrend: {
    better: 'sound more content at the end than at the beginning',
    worse: 'sound more dissatisfied at the end than at the beginning',
    same: 'sound about the same at the end as at the beginning',
  },
  moodDown: 'sounds dissatisfied: {{ words }}',
  moodUp: 'sounds content: {{ words }}',
  capitals: 'words in capitals',
  moodNone: 'no word of the list',
  firstAnswer: 'First answer',
  firstAnswerHelp: 'From the customer’s first message to the first one a person wrote after it.',
  waits: 'Waits of the customer',
  waitsHelp:
    'From the first message after the agent’s last one to the agent’s next: the middle of all, and the longest.',
  rounds: 'Rounds',
  roundsHelp: 'How often something the customer wrote was answered; several messages in a row are one.',
  messages: 'Messages',
  messagesHelp: 'What agent and customer wrote; the system’s are not counted.',
  unanswered: 'Left unanswered',
  unansweredHelp: 'The customer’s messages after the agent’s last one, thanks and goodbye apart.',
  closing: 'Goodbye',
  closingHelp: 'Whether one of the agent’s last two messages says goodbye, thanks, or asks for anything else.',
  yes: 'yes',
  no: 'no',
  lastWrote: 'last message: {{ who }}',
  seconds: '{{ n }} s',
  /** Between the parts of an enumeration. */
  between: ', ',
  quoted: '“{{ words }}”',
  more: (n: number) => `${plural(n, 'more place', 'more places')}`,
  missing: {
    agent:
      'The agent’s side is missing, so silence, holds, overlap and everything else that needs both is not measured.',
    customer:
      'The customer’s side is missing, so silence, holds, overlap and everything else that needs both is not measured.',
  },
  unknownSpeakers: 'Who speaks is not told apart here, so sides are not measured.',
} as const;
