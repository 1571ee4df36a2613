// Word errors as the figures of the shared recordings count them: as the product does, after Chinese has been made
// simplified, which the shared texts are not in every character.

import { Converter } from 'opencc-js/t2cn';
import { wordErrors as plainErrors } from '../../transcription/text/writing/word-errors.ts';

const simplified = Converter({ from: 't', to: 'cn' });

/** @returns edits between the two, and tokens of the reference */
export function wordErrors(reference: string, hypothesis: string, language: string): ReturnType<typeof plainErrors> {
  const plain = (text: string): string => (language.startsWith('zh') ? simplified(text.normalize('NFKC')) : text);
  return plainErrors(plain(reference), plain(hypothesis), language);
}
