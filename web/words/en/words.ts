// Every sentence of the pages in English. One top-level key a stage (`queue`, `people`, `coaching` …) plus `common` for
// the names of things and `ui` for the kit. See words.ts for how leaves are written; zh-CN.ts must have the same keys.

import { plural } from '../grammar/plural.ts';
import { calibration } from './calibration.ts';
import { coaching, plan } from './coaching.ts';
import { correcting } from './correcting.ts';
import { evaluations, feedback } from './evaluations.ts';
import { factor } from './factor.ts';
import { imports, interactions } from './interactions.ts';
import { masking } from './masking.ts';
import { measures } from './measures.ts';
import { members } from './members.ts';
import { interaction, player, transcript } from './player.ts';
import { quality } from './quality.ts';
import { queue, review } from './review.ts';
import { samples } from './samples.ts';
import { scorecards } from './scorecards.ts';
import { speech } from './speech.ts';
import { understood } from './understood.ts';

export const en = {
  ui: {
    again: 'Try again',
    actions: 'Actions',
    close: 'Close',
    cancel: 'Cancel',
    save: 'Save',
    copy: 'Copy',
    copied: 'Copied.',
    copyByHand: 'This browser does not let the page copy. The link is selected: press Ctrl+C, or ⌘C on a Mac.',
    open: 'Open the list',
    remove: 'Remove {{ name }}',
    typeToFind: 'Type to find',
    loading: 'Loading',
    notices: 'Notices',
    keys: 'Keys',
    lost: 'No connection to Attune. Check your network; this page goes on by itself when it is back.',
    failed: 'Something went wrong on our side. Try again in a moment.',
    notEnough: (of: { n: number; needed: number }) =>
      `not enough data: ${plural(of.n, 'random review')}, at least ${of.needed} needed`,
  },
  common: {
    interaction: 'Interaction',
    role: {
      agent: 'Agent',
      reviewer: 'Reviewer',
      coach: 'Coach',
      manager: 'Manager',
      administrator: 'Administrator',
    },
    channel: { voice: 'Call', chat: 'Chat', email: 'E-mail', social: 'Social' },
    speaker: {
      agent: 'Agent',
      customer: 'Customer',
      system: 'System',
      unknown: 'Speaker',
      numbered: 'Speaker {{ number }}',
    },
    critical: {
      customer: 'critical for the customer',
      business: 'critical for the business',
      compliance: 'critical for compliance',
    },
    kind: { random: 'random', targeted: 'chosen', calibration: 'calibration' },
    theme: { light: 'Light', dark: 'Dark', system: 'As the system' },
  },
  audio: {
    playMoment: 'Play {{ time }}',
    showMoment: 'Show {{ time }}',
    stopMoment: 'Stop, playing {{ time }}',
  },
  shell: {
    skip: 'Skip to the page',
    pages: 'Pages',
    you: 'You',
    lost: 'No connection to Attune. What you write is kept and sent when it is back.',
    palette: 'Go to',
    paletteHint: 'A page, an agent, a call …',
    nothingFound: 'Nothing found.',
    pageKind: 'Page',
    agentKind: 'Agent',
    otherLanguage: 'Show Attune in {{ name }}',
    account: 'My account',
    signOut: 'Sign out',
    goTo: 'Go to anything',
    showKeys: 'This map of keys',
    home: 'Home',
    missingTitle: 'Nothing here',
    missing: 'There is no page at this address.',
    missingAction: 'Go to your first page',
    notYoursTitle: 'Not yours to see',
    notYours: 'This page belongs to another role. If you need it for your work, ask an administrator.',
    brokenTitle: 'This page broke',
    broken: 'Something in this page went wrong. Loading it again usually helps.',
    reload: 'Load again',
  },
  signIn: {
    title: 'Sign in',
    email: 'E-mail',
    password: 'Password',
    submit: 'Sign in',
    lead: 'Quality review and coaching',
    stay: 'Stay signed in on this computer',
    forgot: 'Forgot your password? An administrator can make you a link.',
    passwordSet: 'Your password is set. Sign in with it.',
  },
  start: {
    title: 'Set up Attune',
    lead: 'Nobody works here yet. Name your centre and make the first administrator; everything else can be changed later.',
    token: 'Set-up token',
    tokenHint: 'It is in the file setup-token in the data folder; the server printed the path at its start.',
    organisation: 'Name of the centre',
    timeZone: 'Time zone',
    timeZoneHint: 'Weeks, days and times are counted in it.',
    you: 'You, the first administrator',
    name: 'Your name',
    passwordHint: 'At least 10 characters. A few words that do not belong together are easy to remember.',
    submit: 'Create',
    done: 'Attune is already set up here.',
  },
  invitation: {
    title: 'Join {{ organisation }}',
    lead: 'Choose a password for {{ email }}.',
    name: 'Your name',
    submit: 'Join',
  },
  newPassword: {
    title: 'Choose a new password',
    lead: 'For {{ email }} at {{ organisation }}. Setting it signs you out everywhere.',
    submit: 'Set the password',
  },
  account: {
    title: 'My account',
    how: 'How you see Attune',
    language: 'Language',
    theme: 'Colours',
    password: 'Password',
    current: 'Current password',
    next: 'New password',
    change: 'Change password',
    changed: 'Password changed. Everywhere else you are signed out.',
    sessions: 'Where you are signed in',
    sessionSeen: 'last used {{ date }}',
    sessionHere: 'this browser',
    sessionEnd: 'Sign out',
    sessionEnded: 'Signed out there.',
    unknownBrowser: 'Unknown browser',
    everywhere: 'Sign out everywhere else',
    everywhereDone: 'Signed out everywhere else.',
    roles: 'Your roles',
  },
  factor,
  evaluations,
  feedback,
  coaching,
  plan,
  quality,
  queue,
  review,
  player,
  transcript,
  correcting,
  interaction,
  interactions,
  imports,
  calibration,
  masking,
  measures,
  members,
  samples,
  scorecards,
  speech,
  understood,
} as const;
