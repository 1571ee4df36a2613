// The findings of `npm run audit:verify` for each organisation's log, as sentences.
import type { Finding, LogReport } from '../../db/events/verify.ts';

/** Lines, the whole first. */
export function reportLines(report: LogReport): string[] {
  const { organisation, closed, seals, events, unsealed, findings } = report;
  if (closed)
    return [`${organisation}: dropped; its log ended with ${counted(events, 'event')}, and a record says so.`];
  const state = findings.length === 0 ? 'as sealed' : 'NOT AS SEALED';
  const rest = `${counted(unsealed, 'event')} not sealed yet`;
  return [
    `${organisation}: ${counted(events, 'event')} in ${counted(seals, 'seal')}, ${state}; ${rest}.`,
    ...findings.map((finding) => `  ${sentence(finding)}`),
  ];
}

export const nothingNotedLine = (path: string): string =>
  `Nothing is noted in ${path}: whether events were removed from the end cannot be reportLines. ` +
  'Run this where the server runs, with its data folder in ATTUNE_DATA.';

function sentence(finding: Finding): string {
  switch (finding.code) {
    case 'edited':
      return `${stretch(finding)} (seal ${finding.seal}, ${finding.sealed_at}): an event was edited, or its seal.`;
    case 'removed':
      return `${removed(finding.numbers)} removed (seal ${finding.seal}, ${finding.sealed_at}).`;
    case 'inserted':
      return `Event ${finding.number} (${finding.id}) was inserted: no seal was made over it.`;
    case 'seal-removed':
      return `Seal ${finding.seal} was removed.`;
    case 'end-removed':
      return (
        `The end was removed or replaced: seal ${finding.noted.seal} (event ${finding.noted.events}) is noted outside the ` +
        `database, which ends at seal ${finding.seal} (event ${finding.events}).`
      );
    case 'log-removed':
      return finding.noted === null
        ? 'The organisation was dropped, and the record of it was not made with this key.'
        : `The whole log was removed: seal ${finding.noted.seal} (event ${finding.noted.events}) is noted outside the database.`;
    case 'other-key':
      return `${stretch(finding)} (seal ${finding.seal}) were sealed with another key: nothing can be said of them.`;
  }
}

const stretch = ({ first, last }: { first: number; last: number }): string =>
  first === last ? `Event ${first}` : `Events ${first}–${last}`;

const MOST_NAMED = 10;
const removed = (numbers: number[]): string => {
  const more = numbers.length - MOST_NAMED;
  const named = numbers.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
  return numbers.length === 1 ? `Event ${named} was` : `Events ${named} were`;
};

const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
