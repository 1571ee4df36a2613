// The properties shared by the parts of a criterion.
import type { Answer, Evidence } from '../../../scorecards/scorecard/answers.ts';
import type { Missing } from '../../../scorecards/scorecard/completeness.ts';
import type { RootCause } from '../../../scorecards/scorecard/definition.ts';
import type { Source } from '../../audio/ears.ts';
import type { CriterionView } from './scorecard-view.ts';

export type CriterionProps = {
  view: CriterionView;
  answer: Answer;
  /** It is the current one. */
  current: boolean;
  onCurrent: () => void;
  onChange: (change: Partial<Answer>) => void;
  /** Something is still wanted here. */
  missing: Missing['missing'] | null;
  /** What a low answer may come from, as the scorecard has it. */
  causes: readonly RootCause[];
  moments: Moments;
};

/** Moments of the conversation as the scorecard deals with them. */
export type Moments = {
  interaction: string;
  source: () => Source | undefined;
  /** A conversation in writing: moments are not played, `timeOf` names them. */
  silent: boolean;
  timeOf: (evidence: Evidence) => string;
  show: (evidence: Evidence) => void;
  /** The moment that "here" means; null if there is none. */
  here: () => Evidence | null;
  /** The moment a comment begun now is about by itself: what is being heard, or was just now. */
  heard: () => Evidence | null;
  /** Pins that moment to the current criterion. */
  pin: () => void;
};
