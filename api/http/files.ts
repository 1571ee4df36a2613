// A file that comes as a value: the text of one, or the cells of a workbook's sheet.
import { invalidInput } from '../../scorecards/problems/problem.ts';

/** The text of a file, or rows of text. */
export type Handed = { text: string } | { cells: string[][] };

/** @throws Problem `invalid-input` where a body has neither */
export function handed({ text, cells }: { text?: string | undefined; cells?: string[][] | undefined }): Handed {
  if (text !== undefined) return { text };
  if (cells !== undefined) return { cells };
  throw invalidInput('text', 'text-or-cells');
}
