// The most common passwords: zxcvbn-ts's list from leaks, about 49,000 in lower case.
import { dictionary } from '@zxcvbn-ts/language-common';

let common: Set<string> | null = null;

/** Whether many people have exactly this password. @param password in lower case */
export function isCommonPassword(password: string): boolean {
  common ??= new Set(dictionary['passwords-common']);
  return common.has(password);
}
