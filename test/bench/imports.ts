// A thousand chat files, half of them damaged and half with an invalid value, imported through the application as the
// import page does it. Their content is compared with what is stored: an undamaged chat is stored word for word or
// refused with its line; everything stored is in its file; no answer is a failure. Run by hand; fails if a single value
// was silently lost or changed:
//   node test/bench/imports.ts [--count 1000] [--seed 0]
import { parseArgs } from 'node:util';
import { eq } from 'drizzle-orm';
import type { ChatImport } from '../../db/interactions/chats.ts';
import { interaction, transcript } from '../../db/schema/tables.ts';
import { decodeText } from '../../scorecards/files/encoding.ts';
import { AS_WRITTEN } from '../../scorecards/interactions/reading.ts';
import { lookAt } from '../../web/interactions/dropped.ts';
import { handedOf } from '../../web/interactions/rows-source.ts';
import { encodingOf } from '../support/encoded.ts';
import { inItsEncoding, report, startBench } from './import-bench.ts';
import { type MadeFile, madeFile, type TrueChat } from './made-files.ts';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '1000' }, seed: { type: 'string', default: '0' } },
});
const count = Number(values.count);
const first = Number(values.seed);
const { connection, db, people, manager, close } = await startBench();
const results = report();
const { note } = results;

type Stored = { columns: Record<string, unknown>; turns: { speaker: string; text: string }[] };

try {
  let tried: { chat: TrueChat; stored: Stored } | null = null;

  for (let seed = first; seed < first + count; seed++) {
    const file = madeFile(seed, ['E8', 'E9', 'ann.agent@example.com']);
    const fault = (what: string): void => results.fault(`seed ${seed} (${file.how}): ${what}`);
    const dropped = await lookAt(new File([file.bytes], file.name));
    if (dropped.kind === 'refused') {
      note(`file refused: ${dropped.code}`);
      if (file.touched?.size === 0) fault(`refused as ${dropped.code} though nothing is wrong with the file`);
      continue;
    }
    if (dropped.kind !== 'chats') {
      note(`file taken for ${dropped.kind}`);
      if (file.touched !== null) fault(`taken for ${dropped.kind}`);
      continue;
    }
    const source = await inItsEncoding(dropped.source, file.way);
    if (source === null) {
      note('file in another encoding, and not called a guess');
      if (file.touched?.size === 0) fault('read in another encoding, and not called a guess');
      continue;
    }
    if (source !== dropped.source) note('encoding chosen by hand');
    const body = { format: source.format, ...handedOf(source, AS_WRITTEN) };
    const dry = await manager.post('/api/interactions/chats', { ...body, dry_run: true });
    const answer = await manager.post('/api/interactions/chats', { ...body, dry_run: false });
    if (answer.status >= 500 || dry.status !== answer.status) fault(`answered ${dry.status}, then ${answer.status}`);
    if (!answer.ok) {
      const { code } = (await answer.json()) as { code: string };
      note(`file refused: ${code}`);
      if (file.touched?.size === 0) fault(`refused as ${code} though nothing is wrong with the file`);
      continue;
    }
    const outcome = (await answer.json()) as ChatImport;
    const predicted = (await dry.json()) as ChatImport;
    if (JSON.stringify({ ...predicted, dry_run: false }) !== JSON.stringify(outcome))
      fault('the dry run told otherwise');
    if (outcome.created + outcome.already_there + outcome.refused.length !== outcome.chats)
      fault('the figures do not add up');
    note('files read');
    note('chats created', outcome.created);
    note('chats refused', outcome.refused.length);
    const stored = await storedOf(people.id);
    const whole = checkFile(file, outcome, stored, fault);
    tried ??= whole;
    // The next file is compared on its own.
    if (outcome.created > 0) await connection.sql`truncate interaction cascade`;
  }

  // A checker that finds nothing has to find something where there is something.
  if (tried === null) results.fault('no chat came through whole: nothing was checked');
  else {
    const { chat, stored } = tried;
    const changed = {
      ...stored,
      turns: stored.turns.map((turn, i) => (i === 0 ? { ...turn, text: `${turn.text}!` } : turn)),
    };
    if (differences(chat, changed).length === 0) results.fault('the checker did not see a changed word');
    const lost = { ...stored, columns: { ...stored.columns, external_id: 'other' } };
    if (differences(chat, lost).length === 0) results.fault('the checker did not see a changed id');
  }
} finally {
  await close();
}
results.tell(`${count} files from seed ${first}`);

/** Holds one file against what is stored of it. @returns a chat that came through whole */
function checkFile(
  file: MadeFile,
  results: ChatImport,
  stored: ReadonlyMap<string, Stored>,
  fault: (what: string) => void,
) {
  const refused = new Set(results.refused.map(({ external_id }) => external_id));
  let whole: { chat: TrueChat; stored: Stored } | null = null;
  for (const chat of file.chats) {
    if (file.touched === null || file.touched.has(chat.id)) continue;
    const found = stored.get(chat.id);
    if (file.bad.has(chat.id)) {
      if (found) fault(`${chat.id} has a value no row may have, and is stored`);
      else if (!refused.has(chat.id)) fault(`${chat.id} is neither stored nor refused`);
      continue;
    }
    if (!found) {
      fault(`${chat.id} ${refused.has(chat.id) ? 'is refused though nothing is wrong with it' : 'is lost'}`);
      continue;
    }
    for (const difference of differences(chat, found)) fault(`${chat.id}: ${difference}`);
    whole ??= { chat, stored: found };
  }
  // Whatever the damage: no stored word that is not in the file.
  const read = decodeText(file.bytes, encodingOf(file.way));
  const text = read.ok ? plainly(read.text) : '';
  for (const [id, { turns }] of stored) {
    for (const turn of turns) if (!text.includes(plainly(turn.text))) fault(`${id}: stored words are not in the file`);
  }
  return whole;
}

/** Without what quoting adds and takes away in a sheet or in JSON. */
function plainly(text: string): string {
  return text.replace(/\\[nrt"\\/bf]|\\u[0-9a-f]{4}|["\\\s]/gi, '');
}

function differences(chat: TrueChat, { columns, turns }: Stored): string[] {
  const at = (minutes: string): string => new Date(Date.UTC(2026, 10, 1) + Number(minutes) * 60_000).toISOString();
  const expected: [string, unknown, unknown][] = [
    ['external_id', chat.id, columns.external_id],
    ['queue', chat.queue || null, columns.queue],
    ['customer_ref', chat.customer_ref || null, columns.customer_ref],
    ['csat', chat.csat === '' ? null : Number(chat.csat), columns.csat],
    ['Site', chat.extra || undefined, (columns.metadata as Record<string, string>).Site],
    ['turns', chat.turns.length, turns.length],
    // Times without a zone are the organisation's: an hour before UTC in November.
    [
      'started_at',
      [at(chat.started_at), at(`${Number(chat.started_at) - 60}`)].includes(`${columns.started_at}`),
      true,
    ],
    ...chat.turns.flatMap(({ speaker, text }, i): [string, unknown, unknown][] => [
      [`speaker ${i}`, speaker, turns[i]?.speaker],
      [`text ${i}`, text, turns[i]?.text],
    ]),
  ];
  return expected
    .filter(([, was, is]) => was !== is)
    .map(([what, was, is]) => `${what} was ${JSON.stringify(was)}, is ${JSON.stringify(is)}`);
}

async function storedOf(organisation: string): Promise<Map<string, Stored>> {
  const rows = await db
    .select({ columns: interaction, turns: transcript.turns })
    .from(interaction)
    .innerJoin(transcript, eq(transcript.interaction_id, interaction.id))
    .where(eq(interaction.organisation_id, organisation));
  return new Map(rows.map(({ columns, turns }) => [columns.external_id, { columns, turns }]));
}
