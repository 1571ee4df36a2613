// Every sentence of the pages in English. One top-level key per stage (`queue`, `people`, `coaching` …), plus `common` for
// the names of things and `ui` for the kit. See words.ts for how leaves are written; zh-CN.ts must have the same keys.

import { plural } from '../grammar/plural.ts';
import { builder } from './builder.ts';
import { calibration } from './calibration.ts';
import { choosing } from './choosing.ts';
import { coaching, plan } from './coaching.ts';
import { comparison } from './comparison.ts';
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
import { scorecardFiles } from './scorecard-files.ts';
import { scorecardSettings } from './scorecard-settings.ts';
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
    copyByHand: 'The browser blocked copying. The link is selected: press Ctrl+C, or ⌘C on a Mac.',
    open: 'Open list',
    remove: 'Remove {{ name }}',
    choose: 'Choose',
    typeToFind: 'Type to search',
    loading: 'Loading',
    notices: 'Notifications',
    keys: 'Keyboard shortcuts',
    lost: 'No connection to Attune. Check your network; this page resumes automatically when you’re back online.',
    failed: 'Something went wrong on our side. Try again in a moment.',
    notEnough: (of: { n: number; needed: number }) =>
      `Not enough data: ${plural(of.n, 'random review')}, at least ${of.needed} needed`,
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
    channel: { voice: 'Call', chat: 'Chat', email: 'Email', social: 'Social' },
    speaker: {
      agent: 'Agent',
      customer: 'Customer',
      system: 'System',
      unknown: 'Speaker',
      numbered: 'Speaker {{ number }}',
    },
    critical: {
      customer: 'Customer-critical',
      business: 'Business-critical',
      compliance: 'Compliance-critical',
    },
    inLanguage: '{{ words }} ({{ mark }})',
    kind: { random: 'Random', targeted: 'Targeted', calibration: 'Calibration' },
    theme: { light: 'Light', dark: 'Dark', system: 'System default' },
  },
  audio: {
    playMoment: 'Play {{ time }}',
    showMoment: 'Show {{ time }}',
    stopMoment: 'Stop {{ time }}',
  },
  shell: {
    skip: 'Skip to main content',
    pages: 'Pages',
    you: 'You',
    lost: 'No connection to Attune. Your changes are kept and sent when you’re back online.',
    palette: 'Go to',
    paletteHint: 'Search pages, agents and interactions',
    nothingFound: 'No results',
    pageKind: 'Page',
    agentKind: 'Agent',
    otherLanguage: 'Show Attune in {{ name }}',
    zone: 'Times: {{ zone }}',
    zoneLong: 'Dates and times are in your organisation’s time zone, {{ zone }}. Yours is {{ own }}.',
    account: 'My account',
    signOut: 'Sign out',
    goTo: 'Go to anything',
    showKeys: 'Keyboard shortcuts',
    home: 'Home',
    missingTitle: 'Page not found',
    missing: 'There is no page at this address',
    missingAction: 'Go to home page',
    notYoursTitle: 'No access',
    notYours: 'You don’t have access to this page',
    notYoursHint: 'If you need it for your work, ask an administrator.',
    brokenTitle: 'Something went wrong',
    broken: 'This page ran into an error. Reloading usually helps.',
    reload: 'Reload',
  },
  signIn: {
    title: 'Sign in',
    email: 'Email',
    password: 'Password',
    submit: 'Sign in',
    lead: 'Quality review and coaching',
    stay: 'Stay signed in on this computer',
    forgot: 'Forgot your password? Ask an administrator for a reset link.',
    passwordSet: 'Password set. You can sign in now.',
  },
  start: {
    title: 'Set up Attune',
    lead: 'Name your centre and create the first administrator. You can change everything else later.',
    token: 'Set-up token',
    tokenHint: 'In the file setup-token in the data folder. The server printed its path at start-up.',
    organisation: 'Centre name',
    timeZone: 'Time zone',
    timeZoneHint: 'Used for all days, weeks and times.',
    you: 'First administrator',
    name: 'Your name',
    passwordHint: 'At least 10 characters. A few unrelated words are easy to remember.',
    submit: 'Create',
    done: 'Attune is already set up.',
  },
  invitation: {
    title: 'Join {{ organisation }}',
    lead: 'Choose a password for {{ email }}.',
    name: 'Your name',
    submit: 'Join',
  },
  newPassword: {
    title: 'Choose a new password',
    lead: 'For {{ email }} at {{ organisation }}. You will be signed out everywhere.',
    submit: 'Set password',
  },
  account: {
    title: 'My account',
    how: 'Display',
    language: 'Language',
    theme: 'Theme',
    password: 'Password',
    current: 'Current password',
    next: 'New password',
    change: 'Change password',
    changed: 'Password changed. You have been signed out everywhere else.',
    sessions: 'Active sessions',
    sessionSeen: 'Last used {{ date }}',
    sessionHere: 'This browser',
    sessionEnd: 'Sign out',
    sessionEnded: 'Session ended.',
    unknownBrowser: 'Unknown browser',
    everywhere: 'Sign out everywhere else',
    everywhereDone: 'Signed out everywhere else.',
    roles: 'Your roles',
  },
  factor,
  evaluations,
  events: { title: 'Event log' },
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
  builder,
  calibration,
  choosing,
  comparison,
  masking,
  measures,
  members,
  samples,
  scorecards,
  scorecardSettings,
  scorecardFiles,
  speech,
  understood,
} as const;
