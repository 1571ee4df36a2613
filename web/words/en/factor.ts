// Two-step sign-in with codes from an authenticator app.
import { plural } from '../grammar/plural.ts';

export const factor = {
  title: 'Code from your app',
  lead: 'Enter the six digits your authenticator app shows for Attune.',
  code: 'Code',
  submit: 'Continue',
  lost: 'Lost the app? Enter a recovery code instead, or ask an administrator.',
  other: 'Sign in as someone else',
  setUpTitle: 'Set up your authenticator app',
  setUpLead:
    'Your role requires two-step sign-in. Setting it up takes a minute with any authenticator app on your phone.',
  section: 'Two-step sign-in',
  off: 'You sign in with your password only. Two-step sign-in protects your account even if someone learns your password.',
  on: (n: number) => `You sign in with a code from your app. ${plural(n, 'recovery code')} left.`,
  required: 'Required for your role.',
  setUp: 'Set up',
  another: 'Use a different app',
  newCodes: 'New recovery codes',
  drop: 'Turn off',
  password: 'Your password',
  next: 'Next',
  scan: 'Scan this code with your authenticator app, or enter the key.',
  picture: 'QR code for the key below',
  key: 'Key',
  firstCode: 'Current code in the app',
  confirm: 'Confirm',
  codesTitle: 'Your recovery codes',
  codesLead: 'Each works once in place of a code from the app. They are shown only now, so keep them somewhere safe.',
  kept: 'I have saved them',
  done: 'Two-step sign-in is on.',
  dropped: 'Two-step sign-in is off.',
} as const;
