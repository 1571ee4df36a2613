// A thousand spreadsheets for recordings, half of them damaged, imported with their recordings through the import
// page's own list and the routes it calls. Their content is compared with what is stored: an undamaged row is stored
// value for value; a row with an invalid value is refused in that column, and stored once it is fixed; everything
// stored is in its sheet; every row that is not imported is reported. Run by hand; fails if a single value was silently
// lost or changed:
//   node test/bench/imports-sheets.ts [--count 1000] [--seed 0]
import { parseArgs } from 'node:util';
import { eq } from 'drizzle-orm';
import { interaction, member } from '../../db/schema/tables.ts';
import { AS_WRITTEN } from '../../scorecards/interactions/reading.ts';
import type { Csv, Recording } from '../../web/interactions/intake-store.ts';
import { encodingOf } from '../support/encoded.ts';
import { importPage } from '../support/import-page.ts';
import { wav } from '../support/sound.ts';
import { inItsEncoding, report, startBench } from './import-bench.ts';
import { type Bad, type MadeSheet, madeSheet, type TrueRow } from './made-sheets.ts';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '1000' }, seed: { type: 'string', default: '0' } },
});
const [count, first] = [Number(values.count), Number(values.seed)];
const { connection, db, people, manager, close } = await startBench();
const results = report();
const { note } = results;

const page = await importPage(manager, 'Europe/Berlin');
const { intake } = page;

type Stored = typeof interaction.$inferSelect;

const members = await db.select().from(member).where(eq(member.organisation_id, people.id));
const AGENTS = new Map([
  ['E8', ['E8', 'e8', 'ann.agent@example.com', 'ANN.AGENT@example.com']],
  ['E9', ['E9', 'ben.agent@example.com']],
]);
const agentOf = new Map(members.map(({ id, employee_number }) => [id, employee_number]));
let pitch = 0;
/** Rows that came through whole. */
const whole: { row: TrueRow; stored: Stored }[] = [];

try {
  for (let seed = first; seed < first + count; seed++) {
    const sheet = await madeSheet(seed, AGENTS);
    const fault = (what: string): void => results.fault(`seed ${seed} (${sheet.how}): ${what}`);
    try {
      await broughtIn(sheet, fault);
    } catch (error) {
      fault(error instanceof Error ? (error.stack ?? error.message).slice(0, 600) : `${error}`);
    }
    page.empty();
    await connection.sql`truncate interaction cascade`;
  }
  // A checker that finds nothing has to find something where there is something.
  const [tried] = whole;
  if (tried === undefined) results.fault('no row came through whole: nothing was checked');
  else {
    for (const [column, value] of Object.entries({
      queue: 'other',
      csat: 2,
      tags: ['other'],
      started_at: '2026-11-01',
    }))
      if (differences(tried.row, { ...tried.stored, [column]: value }).length === 0)
        results.fault(`the checker did not see a changed ${column}`);
    const kept = { ...tried.stored, metadata: { Site: 'elsewhere' } };
    if (differences(tried.row, kept).length === 0) results.fault('the checker did not see a changed value');
  }
} finally {
  await close();
}
results.tell(`${count} sheets from seed ${first}`);

/** One sheet, dropped with its recordings, checked, fixed, sent and compared with what is stored. */
async function broughtIn(sheet: MadeSheet, fault: (what: string) => void): Promise<void> {
  const sounds = sheet.rows.map(({ file_name }) => new File([wav(20, 100 + (pitch++ % 3000))], file_name));
  await page.add([new File([sheet.bytes], sheet.name), ...sounds]);
  const csv = await asLookedAt(sheet);
  if (csv === null) return refusedWhole(sheet, 'another kind of file', fault);
  if (csv.problem) return refusedWhole(sheet, `${(csv.problem as { code: string }).code}`, fault);
  note('sheets read');
  await page.check();
  const mine = intake.recordings.filter(({ row }) => row !== null);
  if (mine.length + csv.strays.length !== csv.rows)
    fault(`${csv.rows - mine.length - csv.strays.length} of ${csv.rows} rows are told to nobody`);
  for (const [i, row] of sheet.rows.entries()) await checkRow(sheet, i, row, csv, fault);
}

/** The sheet in the page's list, in its own encoding and with its dates read as they were meant. */
async function asLookedAt({ way, date_order }: MadeSheet): Promise<Csv | null> {
  const dropped = intake.csvs[0];
  if (!dropped) return null;
  const source = await inItsEncoding(dropped.source, way);
  if (source === null) throw new Error('read in another encoding, and not called a guess');
  if (source !== dropped.source) {
    note('encoding chosen by hand');
    await page.readIn('csvs', dropped.key, encodingOf(way));
  }
  if (date_order !== null && intake.csvs[0]?.understood?.dates_doubtful) {
    note('order of dates chosen by hand');
    await page.read('csvs', dropped.key, { ...AS_WRITTEN, date_order });
  }
  return intake.csvs[0] ?? null;
}

function refusedWhole({ touched }: MadeSheet, why: string, fault: (what: string) => void): void {
  note(`sheet refused: ${why}`);
  if (touched?.size === 0) fault(`refused as ${why} though nothing is wrong with the sheet`);
}

async function checkRow(sheet: MadeSheet, i: number, row: TrueRow, csv: Csv, fault: (what: string) => void) {
  const recording = page.recording(row.file_name);
  const reached = sheet.touched === null || sheet.touched.has(i);
  const bad = sheet.bad.get(i);
  if (bad && !reached) await fixed(recording, bad, fault);
  const stored = await sent(recording, fault);
  const name = `${row.file_name} ${JSON.stringify(recording.issues.map(({ column, code }) => [column, code]))}`;
  if (stored === null) {
    note(reached ? 'damaged rows refused' : 'rows refused');
    if (!reached) fault(`${name}: ${recording.row ? 'refused though nothing is wrong with it' : 'has no row'}`);
    return;
  }
  note(reached ? 'damaged rows stored' : 'rows stored');
  const found = differences(row, stored);
  if (!reached) {
    for (const difference of found) fault(`${name}: ${difference}`);
    whole.push({ row, stored });
    return;
  }
  const line = recording.row?.line ?? 0;
  if (sheet.shifted.has(i) && found.length > 0 && !csv.understood?.short_lines.includes(line))
    fault(`${name} came in with its cells moved, in silence: ${found.join('; ')}`);
  for (const value of valuesOf(stored))
    if (sheet.text !== null && !plainly(sheet.text).includes(plainly(value)))
      fault(`${name}: ${JSON.stringify(value)} is stored and not in the sheet`);
}

/** An invalid value is reported in its column and refused by the server too; then it is fixed. */
async function fixed({ key, file, row, issues }: Recording, bad: Bad, fault: (what: string) => void): Promise<void> {
  if (!issues.some(({ column }) => column === bad.column))
    fault(`${file.name}: nothing is told of ${bad.column}: ${JSON.stringify(issues.map(({ column }) => column))}`);
  if (row === null) return;
  await sent(page.recording(file.name), fault);
  page.describe(key, bad.column, bad.right);
  await page.check();
  note('rows mended by hand');
}

/** What is stored of a recording that is sent; null where the page or the server does not take it. */
async function sent(recording: Recording, fault: (what: string) => void): Promise<Stored | null> {
  const now = page.recording(recording.file.name);
  try {
    const { interaction: made } = await page.send(now);
    const [stored] = await db.select().from(interaction).where(eq(interaction.id, made.id));
    if (now.state === 'mend') {
      if (now.issues.every(({ code }) => code !== 'duplicate-row' && code !== 'too-many-cells'))
        fault(`${now.file.name} has something wrong with it on the page, and the server takes it`);
      return null;
    }
    return stored ?? null;
  } catch (problem) {
    const { code } = problem as { code?: string };
    if (code === undefined || code === 'lost') throw problem;
    if (now.state === 'new') fault(`${now.file.name} is good on the page, and refused by the server: ${code}`);
    return null;
  }
}

function differences(row: TrueRow, stored: Stored): string[] {
  const { agent, metadata, tags, ...plain } = row;
  const sorted = (record: unknown): string =>
    JSON.stringify(Object.entries(record as Record<string, string>).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const pairs: [string, unknown, unknown][] = [
    ...Object.entries(plain).map(([name, value]): [string, unknown, unknown] => [
      name,
      value,
      stored[name as keyof Stored],
    ]),
    ['agent', agent, agentOf.get(stored.agent_id)],
    ['tags', JSON.stringify(tags), JSON.stringify(stored.tags)],
    ['metadata', sorted(metadata), sorted(stored.metadata)],
  ];
  return pairs
    .filter(([, was, is]) => was !== is)
    .map(([what, was, is]) => `${what} was ${JSON.stringify(was)}, is ${JSON.stringify(is)}`);
}

function valuesOf({ external_id, queue, customer_ref, tags, metadata }: Stored): string[] {
  const keys = [external_id, queue, customer_ref].filter((value) => value !== null);
  return [...keys, ...tags, ...Object.values(metadata as Record<string, string>)];
}

/** Without what quoting adds and takes away in a sheet. */
function plainly(text: string): string {
  return text.replace(/["\s]/g, '');
}
