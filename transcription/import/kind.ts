// Whether a text is a transcript from another system, recognised by its first characters before it is read.

import { looksLikeCues } from './cue-blocks.ts';
import { parseJson } from './json-text.ts';
import { isOfMaker } from './makers.ts';
import { Unreadable } from './said.ts';

/**
 * Whether a file's text is a transcript, one that is read or one whose maker is refused by name; cheap enough for every
 * file that is dropped.
 */
export function isTranscript(text: string): boolean {
  const plain = text.replace(/^\uFEFF/, '');
  if (looksLikeCues(plain)) return true;
  if (!/^\s*[[{]/.test(plain.slice(0, 1000))) return false;
  try {
    return isOfMaker(parseJson(plain));
  } catch (error) {
    if (error instanceof Unreadable) return false;
    throw error;
  }
}
