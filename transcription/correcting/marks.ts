// People without access to personal data edit text that contains marks. Each mark stands for its words wherever it is
// placed, and a text that lacks one is refused, so nobody exposes or loses what they cannot see.
import type { PersonalData, PersonalDataKind } from '../text/redaction/kinds.ts';
import { MARK } from '../text/redaction/mask.ts';
import type { Stretch } from '../text/redaction/places.ts';
import type { Turn } from '../transcript/transcript.ts';

/** What the texts stand for, and where in each what was masked stands now (`turn` is the index of the text). */
export type Unmasked = { texts: string[]; finds: Stretch[] } | { missing: PersonalDataKind };

/**
 * @param turn unmasked
 * @param masked finds of this turn that were shown as marks
 * @param texts as edited; of a turn that is cut in two, both
 */
export function unmask(turn: Pick<Turn, 'text'>, masked: readonly PersonalData[], texts: readonly string[]): Unmasked {
  let from = 0;
  const left = masked
    .toSorted((a, b) => a.start - b.start)
    .filter(({ start, end }) => {
      // As masking has it: what overlaps the mark before is part of it.
      if (start < from) return false;
      from = end;
      return true;
    });
  const finds: Stretch[] = [];
  const whole = texts.map((text, index) => {
    let made = '';
    let at = 0;
    for (const match of text.matchAll(MARK)) {
      const place = left.findIndex(({ kind }) => kind === match[1]);
      // A mark of one's own: it stays one.
      if (place === -1) continue;
      const [find] = left.splice(place, 1) as [PersonalData];
      made += text.slice(at, match.index);
      const start = made.length;
      made += turn.text.slice(find.start, find.end);
      finds.push({ kind: find.kind, turn: index, start, end: made.length, datum: find.datum });
      at = match.index + match[0].length;
    }
    return made + text.slice(at);
  });
  const [missing] = left;
  return missing ? { missing: missing.kind } : { texts: whole, finds };
}
