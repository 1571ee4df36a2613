// One-time codes from an app (TOTP, RFC 6238: six digits, 30 seconds, SHA-1) and recovery codes. The only file that
// imports @better-auth/utils; its two-factor plugin counts and stores differently than we need
// (docs/decisions/second-factor.md).
import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';
import { hashOf } from '../../db/database/tokens.ts';

const STEP_MS = 30_000;
const DIGITS = 6;
/** As long as the hash is, RFC 4226 section 4. */
const SECRET_BYTES = 20;
/** A clock may be a step off either way: RFC 6238 section 5.2. */
const STEPS_OFF = [0, -1, 1];

/** Eight codes of 118 bits, so that a plain hash is enough. No letter or figure that is read as another. */
const RECOVERY_CODES = 8;
const RECOVERY_LENGTH = 24;
const RECOVERY_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A new secret, in the base32 form people type into an app. */
export const newSecret = (): string =>
  base32.encode(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)), { padding: false });

/** What the picture to scan says. @param account whose it is, as the app shows it */
export const uriOf = (secret: string, issuer: string, account: string): string =>
  createOTP(base32.decode(secret), { digits: DIGITS }).url(issuer, account);

/** The time step a code belongs to, of those that count now; null for a wrong one. */
export async function stepOf(secret: string, code: string, now: Date): Promise<number | null> {
  const step = Math.floor(now.getTime() / STEP_MS);
  const otp = createOTP(base32.decode(secret), { digits: DIGITS });
  const codes = await Promise.all(STEPS_OFF.map((off) => otp.hotp(step + off)));
  const at = codes.indexOf(code);
  return at === -1 ? null : step + STEPS_OFF[at]!;
}

/** Six digits, however they were spaced; null for anything else: then it is a recovery code. */
export function codeOf(typed: string): string | null {
  const digits = typed.normalize('NFKC').replace(/[\s-]/g, '');
  return /^\d{6}$/.test(digits) ? digits : null;
}

export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    // Values beyond the last whole turn of the letters are drawn again, so that all are as likely.
    const letters: string[] = [];
    while (letters.length < RECOVERY_LENGTH) {
      const [value = 0] = crypto.getRandomValues(new Uint8Array(1));
      if (value < 256 - (256 % RECOVERY_LETTERS.length))
        letters.push(RECOVERY_LETTERS[value % RECOVERY_LETTERS.length]!);
    }
    return letters.join('').replace(/(.{4})(?=.)/g, '$1-');
  });
}

/** The stored form of a recovery code, independent of the case and spaces it is typed with. */
export const recoveryHash = (code: string): Promise<string> =>
  hashOf(
    code
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^a-z0-9]/g, ''),
  );
