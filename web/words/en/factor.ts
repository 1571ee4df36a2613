// Signing in with a code as well: the second factor.
import { plural } from '../grammar/plural.ts';

export const factor = {
  title: 'Code from your app',
  lead: 'Enter the six digits your authenticator app shows for Attune.',
  code: 'Code',
  submit: 'Go on',
  lost: 'Lost the app? Enter one of your recovery codes instead, or ask an administrator.',
  other: 'Sign in as someone else',
  setUpTitle: 'Set up your app',
  setUpLead: 'Your role signs in with a code as well. It takes a minute with any authenticator app on your phone.',
  section: 'Second factor',
  off: 'You sign in with your password alone. With a second factor, somebody who knows it still does not get in.',
  on: (n: number) => `You sign in with a code from your app. ${plural(n, 'recovery code')} left.`,
  required: 'Your role asks for it.',
  setUp: 'Set up an app',
  another: 'Use another app',
  newCodes: 'New recovery codes',
  drop: 'Sign in without it',
  password: 'Your password',
  next: 'Next',
  scan: 'Scan this with your authenticator app, or type the key into it.',
  picture: 'QR code of the key below',
  key: 'Key',
  firstCode: 'Code the app shows now',
  confirm: 'Confirm',
  codesTitle: 'Your recovery codes',
  codesLead:
    'Each works once in place of a code from the app, should you lose it. They are shown this once: keep them somewhere safe.',
  kept: 'I have kept them',
  done: 'You sign in with a code from your app from now on.',
  dropped: 'You sign in with your password alone.',
} as const;
