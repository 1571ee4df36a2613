// Files as the API reads them.
import { readFile } from '../../../../api/scorecards/read-file.ts';
import { Problem } from '../../../../scorecards/problems/problem.ts';
import type { DamagedFile } from './damaged.ts';

export const read = ({ file, name }: Pick<DamagedFile, 'file' | 'name'>) =>
  readFile(file, { name, language: null, columns: {} });

/** @throws when it is read */
export function refusalOf(damaged: DamagedFile): Problem {
  try {
    read(damaged);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('was read');
}
