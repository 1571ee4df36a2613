// What a criterion shows of an agent: the keys of the competencies that come with Attune (library/competencies.json).
import { z } from 'zod';

export const COMPETENCIES = [
  'etiquette',
  'listening',
  'language',
  'emotion',
  'knowledge',
  'solving',
  'complaints',
  'compliance',
  'tools',
  'data',
] as const;
export const Competency = z.enum(COMPETENCIES).meta({ id: 'Competency' });
export type Competency = z.infer<typeof Competency>;
