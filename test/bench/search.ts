// Search time over many transcripts, compared with ILIKE over their text, as it was done before there was an index.
// Starts its own PostgreSQL. Run by hand:
//   node test/bench/search.ts [TRANSCRIPTS]      100000 by default; takes some minutes
// Times depend on this machine at this moment; the ratios are what matters.
import { sql } from 'drizzle-orm';
import { connect } from '../../db/database/client.ts';
import type { Ctx, Owner } from '../../db/database/context.ts';
import { newId } from '../../db/database/id.ts';
import { listInteractions } from '../../db/interactions/interactions.ts';
import { migrate } from '../../db/migrations/migrate.ts';
import { interaction, transcript, transcript_search } from '../../db/schema/tables.ts';
import { documentOf } from '../../transcription/text/search/document.ts';
import type { Turn } from '../../transcription/transcript/transcript.ts';
import { freshOrganisation, memberOf } from '../support/organisation.ts';
import { ownersHandle } from '../support/owner.ts';
import { startPostgres } from '../support/postgres.ts';
import { chance } from './chance.ts';

const WANTED = Number(process.argv[2] ?? 100_000);
/** So many are made of words; the others are copies of them, which cost a database the same. */
const MADE = 2000;
const ROUNDS = 10;
const QUERIES = [
  'refund', // common
  'warehouse', // one in fifty
  'zebra', // one in two thousand
  '"desk lamp"',
  'refund lamp -warehouse',
  'agent:refund',
  '退款',
  '外壳裂了',
  '稀',
  'nothingofthekind',
];

const CHINESE = [
  ...'的我您是了不在有这个订单退款可以请问运费没到货好谢稍等查一下帮客户服务电话时间今天明后收发票快递地址账号密码修改取消申请处理问题情况需要',
];

const server = await startPostgres();
if (!server) throw new Error('No PostgreSQL binaries');
const connection = connect({ url: server.url });
try {
  await migrate({ url: server.url });
  const db = ownersHandle(connection.db);
  const people = await freshOrganisation(db);
  const ctx = people.manager;
  const agent = memberOf(people.agents[0]);
  await fill(db, ctx, agent);
  const [size] = await db.execute<{ table: string; terms: string }>(
    sql`select pg_size_pretty(pg_total_relation_size('transcript_search')) as table, pg_size_pretty(pg_relation_size('transcript_search_terms')) as terms`,
  );
  console.log(`${WANTED} transcripts; searched table ${size?.table}, its index of terms ${size?.terms}`);
  console.log(
    '| query | found | ILIKE found | p50 ms | p99 ms | ILIKE p50 ms | ILIKE p99 ms | p50 ratio | p99 ratio |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const q of QUERIES) {
    const own: number[] = [];
    const old: number[] = [];
    let found = 0;
    let matched: number | null = null;
    // ILIKE knows no words: for what it cannot ask, the time of its first word.
    const plain = /^[\w ]+$|^\p{Script=Han}+$/u.test(q) ? q : q.replace(/^\w+:|"/gu, '').replace(/ -.*$/u, '');
    for (let i = 0; i < ROUNDS; i++) {
      own.push(
        await timed(async () => {
          found = (await listInteractions(ctx, { q })).total;
        }),
      );
      if (i >= ROUNDS / 2) continue;
      old.push(
        await timed(async () => {
          matched = await byPattern(ctx, plain);
        }),
      );
    }
    const cell = (value: number) => value.toFixed(1);
    const [a, b, c, d] = [at(own, 0.5), at(own, 0.99), at(old, 0.5), at(old, 0.99)];
    console.log(
      `| ${q} | ${found} | ${matched} | ${cell(a)} | ${cell(b)} | ${cell(c)} | ${cell(d)} | ${(c / a).toFixed(1)} | ${(d / b).toFixed(1)} |`,
    );
  }
} finally {
  await connection.close();
  server.stop();
}

async function timed(run: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

function at(times: number[], share: number): number {
  const ordered = [...times].sort((a, b) => a - b);
  return ordered[Math.min(ordered.length - 1, Math.floor(share * ordered.length))] ?? 0;
}

/** As the list was searched before: its page and its count. */
async function byPattern({ db, actor }: Ctx, q: string): Promise<number> {
  const pattern = `%${q}%`;
  const where = sql`i.organisation_id = ${actor.organisation} and (i.external_id ilike ${pattern} or i.customer_ref ilike ${pattern}
    or i.agent_id in (select m.id from member m where m.organisation_id = ${actor.organisation} and m.name ilike ${pattern})
    or exists (select 1 from transcript t where t.interaction_id = i.id and t.text ilike ${pattern}))`;
  const [, [counted]] = await Promise.all([
    db.execute(
      sql`select i.id from interaction i where ${where} order by i.started_at desc nulls first, i.id limit 101`,
    ),
    db.execute<{ total: number }>(sql`select count(*)::int as total from interaction i where ${where}`),
  ]);
  return counted?.total ?? 0;
}

async function fill(db: Owner, ctx: Ctx, agent: string): Promise<void> {
  const { actor } = ctx;
  await db.execute(sql`drop index transcript_search_terms`);
  for (let i = 0; i < MADE; i += 250) {
    const made = Array.from({ length: Math.min(250, MADE - i) }, (_, n) => ({
      n: i + n,
      id: newId('int', ctx.now),
      turns: talk(i + n),
    }));
    await db.insert(interaction).values(
      made.map(({ id, n }) => ({
        id,
        organisation_id: actor.organisation,
        external_id: `call-${n}`,
        agent_id: agent,
        channel: 'voice' as const,
        started_at: new Date(ctx.now.getTime() - n * 60_000).toISOString(),
        tags: [],
        team_ids: [],
        metadata: {},
        content_sha256: id,
        created_at: ctx.now.toISOString(),
      })),
    );
    await db.insert(transcript).values(
      made.map(({ id, turns }) => ({
        id: newId('trn', ctx.now),
        organisation_id: actor.organisation,
        interaction_id: id,
        revision: 1,
        origin: 'heard' as const,
        language: 'en',
        languages: ['en'],
        method: 'channels' as const,
        duration_ms: 300_000,
        turns: [],
        text: turns.map(({ text }) => text).join('\n'),
        created_at: ctx.now.toISOString(),
      })),
    );
    await db.insert(transcript_search).values(
      made.map(({ id, n, turns }) => ({
        interaction_id: id,
        organisation_id: actor.organisation,
        agent_id: agent,
        channel: 'voice' as const,
        started_at: new Date(ctx.now.getTime() - n * 60_000).toISOString(),
        revision: 1,
        masked: ['card', 'identity', 'account', 'phone', 'email', 'address', 'birth', 'order', 'name'] as never,
        ...documentOf(turns),
      })),
    );
  }
  const copies = Math.ceil(WANTED / MADE) - 1;
  if (copies > 0) {
    await db.execute(sql`insert into interaction (id, organisation_id, external_id, agent_id, channel, started_at, tags, team_ids, metadata, content_sha256, created_at)
      select id || '-' || n, organisation_id, external_id || '-' || n, agent_id, channel, started_at - n * interval '3 days', tags, team_ids, metadata, id || '-' || n, created_at
      from interaction, generate_series(1, ${copies}::int) n`);
    await db.execute(sql`insert into transcript select (jsonb_populate_record(t, jsonb_build_object('id', t.id || '-' || n,
      'interaction_id', t.interaction_id || '-' || n))).* from transcript t, generate_series(1, ${copies}::int) n`);
    await db.execute(sql`insert into transcript_search (interaction_id, organisation_id, agent_id, channel, started_at, revision, masked, terms, paired, agent, customer, others, lines)
      select s.interaction_id || '-' || n, organisation_id, agent_id, channel, started_at - n * interval '3 days', revision, masked, terms, paired, agent, customer, others, lines
      from transcript_search s, generate_series(1, ${copies}::int) n`);
  }
  await db.execute(
    sql`create index transcript_search_terms on transcript_search using gin (terms) with (fastupdate = false)`,
  );
  await db.execute(sql`analyze`);
}

/** About 250 words of two people, every third one in Chinese; the same for the same number. */
function talk(seed: number): Turn[] {
  const next = chance(seed + 1);
  const chinese = seed % 3 === 0;
  const rare = [seed % 50 === 0 && 'warehouse', seed % MADE === 7 && 'zebra'].filter((one) => one !== false);
  return Array.from({ length: 20 }, (_, i): Turn => {
    const text = chinese
      ? Array.from({ length: 14 }, () => CHINESE[Math.floor(next() ** 3 * CHINESE.length)]).join('') +
        (seed % 60 === 0 && i === 3 ? '外壳裂了，稀奇' : '。')
      : Array.from({ length: 13 }, () => word(Math.floor(next() ** 3 * 4000))).join(' ') +
        (i === 5 ? ` ${rare.join(' ')}` : '') +
        (seed % 4 === 0 && i === 2 ? ' refund' : '') +
        (seed % 10 === 0 && i === 7 ? ' a desk lamp.' : '.');
    const speaker = i % 2 === 0 ? 'agent' : 'customer';
    return { speaker, channel: i % 2, start_ms: i * 10_000, end_ms: i * 10_000 + 8000, text, confidence: 1, words: [] };
  });
}

/** A made-up word: of the same number the same. */
function word(n: number): string {
  const syllables = ['la', 'me', 'ti', 'ro', 'su', 'ka', 'no', 'pe', 'di', 'vo'];
  return [...String(n + 10)].map((digit) => syllables[Number(digit)]).join('');
}
