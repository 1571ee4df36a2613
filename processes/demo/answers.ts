// The answers of the demonstration's reviewers: ratings stored with each text and call, with evidence located in the
// transcript, and small differences where careful people differ. The product computes the scores.
import { type Answers, type Evidence, UNANSWERED } from '../../scorecards/scorecard/answers.ts';
import { type Criterion, criteriaOf, NOT_APPLICABLE, type Scorecard } from '../../scorecards/scorecard/definition.ts';
import type { Random } from '../../scorecards/statistics/random.ts';
import type { Turn } from '../../transcription/transcript/transcript.ts';

/** How a reviewer leans where a criterion has a middle option: −1 strict, 0 even, 1 lenient. */
export type Leaning = -1 | 0 | 1;

export type Judgement = {
  ratings: Record<string, string>;
  evidence: Record<string, { moment: Evidence; comment: string }[]>;
};

/** Of so many criteria one is seen differently by a reviewer who leans. */
const DIFFERS_IN = 3;

export function demoAnswers(scorecard: Scorecard, judgement: Judgement, leaning: Leaning, random: Random): Answers {
  return Object.fromEntries(
    criteriaOf(scorecard).map((criterion) => {
      const given = judgement.ratings[criterion.id] ?? null;
      const value = given && given !== NOT_APPLICABLE ? leant(criterion, given, leaning, random) : given;
      // Who sees it differently does not say the careful reviewer's words.
      const found = value === given ? (judgement.evidence[criterion.id] ?? []) : [];
      return [
        criterion.id,
        { ...UNANSWERED, value, comment: found[0]?.comment ?? '', evidence: found.map(({ moment }) => moment) },
      ];
    }),
  );
}

function leant(criterion: Criterion, given: string, leaning: Leaning, random: Random): string {
  if (leaning === 0 || criterion.critical !== null || criterion.scale.type !== 'choice') return given;
  const { options } = criterion.scale;
  const at = options.findIndex((option) => option.key === given);
  const other = options[at - leaning];
  return options.length > 2 && other && random.below(DIFFERS_IN) === 0 ? other.key : given;
}

/** The moment of a typed turn. */
export function typedMoment(turns: readonly Turn[], turn: number, quote: string): Evidence {
  const { start_ms = 0, end_ms = 0 } = turns[turn] ?? {};
  return { turn, start_ms, end_ms, quote };
}

/** The moment of a call, with the words the transcript has there. */
export function spokenMoment(turns: readonly Turn[], span: { start_ms: number; end_ms: number }): Evidence {
  const shared = (turn: Turn) => Math.min(turn.end_ms, span.end_ms) - Math.max(turn.start_ms, span.start_ms);
  const best = turns.reduce((found, turn, i) => (shared(turn) > shared(turns[found]!) ? i : found), 0);
  const said = turns[best];
  if (!said || shared(said) <= 0) return { turn: null, ...span, quote: '' };
  return { turn: best, start_ms: said.start_ms, end_ms: said.end_ms, quote: said.text.slice(0, 300) };
}
