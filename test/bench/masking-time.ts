// The time to find personal data, in ms of processor time per kB of chat (1,000 bytes of JSON in UTF-8, speaker and
// text), whatever the text:
//   node test/bench/masking-time.ts [--unit TEXT] [--all]
// Every repeated unit (test/support/repeated-units.ts) in one turn of 1 to 200 kB, and in every other shape at 10 kB.
// Prints the slowest at each size (--all: every one) and fails if one takes more than 1 ms per kB.

import { PERSONAL_DATA } from '../../transcription/text/redaction/kinds.ts';
import { personalDataOf } from '../../transcription/text/redaction/masking.ts';
import { SHAPES, UNITS } from '../support/repeated-units.ts';

const SIZES_KB = [1, 10, 50, 200];
const MOST_MS = 1;
const argument = (name: string): string | undefined =>
  process.argv[process.argv.indexOf(name) + 1 || process.argv.length];
const only = argument('--unit');
const bytes = (text: string): number => Buffer.byteLength(text);

const cost = (work: () => unknown): number => {
  const before = process.threadCpuUsage();
  work();
  return process.threadCpuUsage(before).user / 1000;
};

// The program as it runs: not the first text it sees.
for (const unit of UNITS) personalDataOf(SHAPES.dictated!(unit, 500));

let slow = 0;
const slowest = new Map<number, { unit: string; shape: string; rate: number }[]>();
for (const unit of only === undefined ? UNITS : [only]) {
  for (const [shape, make] of Object.entries(SHAPES)) {
    for (const kb of shape === 'one turn' || only !== undefined ? SIZES_KB : [10]) {
      const turns = make(unit, Math.ceil((kb * 1000 * unit.length) / bytes(unit)));
      const size = bytes(JSON.stringify(turns.map(({ speaker, text }) => ({ speaker, text })))) / 1000;
      // A short text is timed over many, and what else the machine does is left out by the best of three.
      const times = Math.max(1, Math.round(20 / kb));
      let rate = Number.POSITIVE_INFINITY;
      for (let round = 0; round < 3 && (round === 0 || rate > MOST_MS / 2); round++) {
        const took = cost(() => {
          for (let n = 0; n < times; n++) personalDataOf(turns);
        });
        rate = Math.min(rate, took / times / size);
      }
      const list = slowest.get(kb) ?? [];
      list.push({ unit, shape, rate });
      slowest.set(kb, list);
      if (rate > MOST_MS) slow += 1;
      if (process.argv.includes('--all') || only !== undefined || rate > MOST_MS)
        console.log(
          `${rate > MOST_MS ? 'SLOW ' : ''}${JSON.stringify(unit)} ${shape} ${kb} kB: ${rate.toFixed(3)} ms/kB`,
        );
    }
  }
}
console.log(
  `\n${UNITS.length} units, ${Object.keys(SHAPES).length} shapes, ${PERSONAL_DATA.length} kinds: ms of processor for each kB\n`,
);
console.log('| kB | median | slowest | unit | shape |\n| --- | --- | --- | --- | --- |');
for (const [kb, list] of slowest) {
  list.sort((a, b) => a.rate - b.rate);
  const last = list.at(-1)!;
  console.log(
    `| ${kb} | ${list[list.length >> 1]!.rate.toFixed(3)} | ${last.rate.toFixed(3)} | ${JSON.stringify(last.unit)} | ${last.shape} |`,
  );
}
if (slow > 0) {
  console.log(`\n${slow} over ${MOST_MS} ms a kB`);
  process.exit(1);
}
