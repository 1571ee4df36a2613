// A centre of any size, created by SQL: agents in teams, interactions with searchable transcripts, reviews and their
// results. A few thousand rows are created as the product creates them; the others are copies with other times.
import { sql } from 'drizzle-orm';
import type { Owner } from '../../db/database/context.ts';
import { newId } from '../../db/database/id.ts';
import type { Answers } from '../../scorecards/scorecard/answers.ts';
import { criteriaOf, type Scorecard } from '../../scorecards/scorecard/definition.ts';
import { score as scoreOf } from '../../scorecards/scorecard/score.ts';
import { PERSONAL_DATA } from '../../transcription/text/redaction/kinds.ts';
import { documentOf, SEARCH_VERSION } from '../../transcription/text/search/document.ts';
import type { Turn } from '../../transcription/transcript/transcript.ts';
import { chance } from './chance.ts';

export type Centre = { organisation: string; reviewers: string[]; versions: { id: string; definition: Scorecard }[] };

/** Texts and judgements that are made; the rest are copies. */
const MADE = 2000;
const AGENTS = 500;
const TEAMS = 25;
/** Two years. */
const DAYS = 730;
/** One of so many interactions is reviewed. */
const REVIEWED = 4;

/** Words of a language, the frequent ones first. */
const ENGLISH = Array.from({ length: 4000 }, (_, n) => word(n));
const CHINESE = [
  ...'的我您是了不在有这个订单退款可以请问运费没到货好谢稍等查一下帮客户服务电话时间今天明后收发票快递地址账号密码修改取消申请处理问题情况需要',
];

/** @returns how long each part took, s */
export async function fillCentre(db: Owner, centre: Centre, interactions: number): Promise<Record<string, number>> {
  const took: Record<string, number> = {};
  const part = async (name: string, run: () => Promise<unknown>): Promise<void> => {
    const began = performance.now();
    await run();
    took[name] = Math.round((performance.now() - began) / 1000);
  };
  await part('people', () => fillPeople(db, centre));
  await part('interactions', () => fillInteractions(db, centre, interactions));
  await part('transcripts', () => fillTranscripts(db, centre));
  await part('evaluations', () => fillEvaluations(db, centre));
  await part('tasks and queues', () => fillWork(db, centre));
  await part('draws', () => fillDraw(db, centre));
  await part('analyze', () => db.execute(sql`vacuum analyze`));
  return took;
}

async function fillPeople(db: Owner, { organisation }: Centre): Promise<void> {
  await db.execute(sql`insert into team (id, organisation_id, name)
    select 'team_' || n, ${organisation}, 'Team ' || n from generate_series(1, ${TEAMS}::int) n`);
  await db.execute(sql`insert into member (id, organisation_id, name, email, employee_number, roles, sees_all, language, created_at)
    select 'mem_a' || n, ${organisation}, (array['Ann','Ben','Chen','Dora','Emil','Fang','Gina','Hugo','王','李'])[1 + n % 10] || ' ' ||
      (array['Adams','Brown','Clark','Davis','Evans','芳','伟','Green','Hill','Irwin'])[1 + (n / 10) % 10] || ' ' || n,
      'agent' || n || '@centre.example', 'E' || n, '{agent}', false, 'en', now()
    from generate_series(1, ${AGENTS}::int) n`);
  await db.execute(sql`insert into team_member (organisation_id, team_id, member_id)
    select ${organisation}, 'team_' || (1 + n % ${TEAMS}::int), 'mem_a' || n from generate_series(1, ${AGENTS}::int) n`);
}

async function fillInteractions(db: Owner, { organisation }: Centre, count: number): Promise<void> {
  await db.execute(sql`insert into interaction (id, organisation_id, external_id, agent_id, channel, started_at, duration_ms,
      direction, queue, language, customer_ref, tags, csat, metadata, content_sha256, file_name, transcript_revision, team_ids, created_at)
    select 'int_' || lpad(n::text, 9, '0'), ${organisation}, 'call-' || lpad(n::text, 9, '0'), a.id,
      case when n % 10 < 7 then 'voice' when n % 10 < 9 then 'chat' else 'email' end,
      date_trunc('minute', now()) - n * interval '1 second' * ${(DAYS * 86_400) / count}::float8, 60000 + (n::bigint * 7919) % 600000,
      'inbound', (array['billing','returns','delivery','technical','退款','账户','sales','vip'])[1 + n % 8],
      case when n % 3 = 0 then 'zh-CN' when n % 50 = 1 then 'de' else 'en' end, 'C-' || (n::bigint * 104729) % 400000, '{}',
      case when n % 9 = 0 then 1 + n % 5 end, '{}', 'sha-' || n, case when n % 10 < 7 then 'a.wav' end, 1, array[t.team_id], now()
    from generate_series(1, ${count}::int) n
    join member a on a.id = 'mem_a' || (1 + (n::bigint * 31 + n / ${AGENTS}::int) % ${AGENTS}::int)
    join team_member t on t.member_id = a.id`);
}

async function fillTranscripts(db: Owner, { organisation }: Centre): Promise<void> {
  await db.execute(sql`drop index transcript_search_terms`);
  await db.execute(sql`insert into transcript (id, organisation_id, interaction_id, revision, origin, language, languages, method,
      duration_ms, turns, personal_data, text, created_at)
    select 'trn_' || id, ${organisation}, id, 1, 'heard', language, '{en}', 'channels', duration_ms, '[]', '[]', '', created_at
    from interaction where organisation_id = ${organisation}`);
  await db.execute(
    sql`create temp table made (n int, terms tsvector, paired boolean, agent text, customer text, others text, lines jsonb)`,
  );
  for (let i = 0; i < MADE; i += 250) {
    const documents = Array.from({ length: 250 }, (_, n) => ({ n: i + n, ...documentOf(talk(i + n)) }));
    await db.execute(sql`insert into made select * from jsonb_to_recordset(${JSON.stringify(documents)}::jsonb)
      as d (n int, terms tsvector, paired boolean, agent text, customer text, others text, lines jsonb)`);
  }
  const masked = `{${PERSONAL_DATA.join(',')}}`;
  await db.execute(sql`insert into transcript_search (interaction_id, organisation_id, revision, masked, version,
      agent_id, channel, queue, language_tag, started_at, terms, paired, agent, customer, others, lines)
    select i.id, i.organisation_id, 1, ${masked}::text[], ${SEARCH_VERSION}::int,
      i.agent_id, i.channel, i.queue, i.language_tag, i.started_at, m.terms || array_to_tsvector(array['@' || i.agent_id,
        '#' || i.channel, '@' || i.agent_id || '^' || to_char(i.started_at at time zone 'UTC', 'YYYY-MM'), '^' || to_char(i.started_at at time zone 'UTC', 'YYYY-MM'),
        '^' || to_char(i.started_at at time zone 'UTC', 'YYYY-MM-DD')]), m.paired, m.agent, m.customer, m.others, m.lines
    from interaction i join made m on m.n = (right(i.id, 9)::int - 1) % ${MADE}::int where i.organisation_id = ${organisation}`);
  await db.execute(
    sql`create index transcript_search_terms on transcript_search using gin (terms) with (fastupdate = false)`,
  );
}

async function fillEvaluations(db: Owner, centre: Centre): Promise<void> {
  const { organisation } = centre;
  const next = chance(11);
  await db.execute(sql`create temp table judged (n int, version text, scorecard text, answers jsonb, score jsonb, score_bp int,
    final_bp int, customer int, business int, compliance int, failed text[], not_rated text[])`);
  const judged = centre.versions.flatMap((version, v) =>
    Array.from({ length: 100 }, (_, i) => judgement(version, v * 100 + i, next)),
  );
  await db.execute(sql`insert into judged select n, version, (select scorecard_id from scorecard_version v where v.id = version), answers, score, (score->>'score_bp')::int,
      (score->>'final_bp')::int, customer, business, compliance, failed, not_rated
    from jsonb_to_recordset(${JSON.stringify(judged)}::jsonb) as j (n int, version text, answers jsonb, score jsonb, customer int, business int, compliance int, failed text[], not_rated text[])`);
  const size = judged.length;
  await db.execute(sql`insert into review (id, organisation_id, interaction_id, agent_id, scorecard_version_id, reviewer_id, kind,
      state, created_at)
    select 'rev_' || i.id, ${organisation}, i.id, i.agent_id, j.version,
      (${`{${centre.reviewers.join(',')}}`}::text[])[1 + right(i.id, 9)::int % ${centre.reviewers.length}::int],
      case when right(i.id, 9)::int % 40 = 0 then 'targeted' else 'random' end, 'submitted', i.started_at + interval '2 days'
    from interaction i join judged j on j.n = (right(i.id, 9)::int / ${REVIEWED}::int * 7919) % ${size}::int
    where i.organisation_id = ${organisation} and right(i.id, 9)::int % ${REVIEWED}::int = 0`);
  await db.execute(sql`insert into evaluation (id, organisation_id, review_id, interaction_id, agent_id, reviewer_id, scorecard_version_id,
      reason, made_by, explanation, kind, inclusion_ppm, occurred_at, channel, language, queue, team_ids, answers, summary, score,
      score_bp, final_bp, critical_customer, critical_business, critical_compliance, critical_count, failed, not_rated, formula,
      spent_ms, transcript_revision, submitted_at)
    select 'evl_' || i.id, r.organisation_id, r.id, i.id, i.agent_id, r.reviewer_id, r.scorecard_version_id, 'submitted', r.reviewer_id, '',
      r.kind, case when r.kind = 'random' then 100000 end, i.started_at, i.channel, i.language, i.queue, i.team_ids, j.answers, 'A summary of some length, as people write.', j.score,
      j.score_bp, j.final_bp, j.customer, j.business, j.compliance, j.customer + j.business + j.compliance, j.failed, j.not_rated, '1',
      600000, 1, r.created_at
    from review r join interaction i on i.id = r.interaction_id
    join judged j on j.n = (right(i.id, 9)::int / ${REVIEWED}::int * 7919) % ${size}::int
    where r.organisation_id = ${organisation} and r.state = 'submitted'`);
  await db.execute(
    sql`insert into current_evaluation select review_id, organisation_id, id from evaluation where organisation_id = ${organisation}`,
  );
  await db.execute(sql`insert into evaluation_criterion (evaluation_id, organisation_id, scorecard_id, criterion, state, value_bp)
    select e.id, e.organisation_id, j.scorecard, c->>'id', c->>'state', (c->>'value_bp')::int
    from evaluation e join judged j on j.n = (right(e.interaction_id, 9)::int / ${REVIEWED}::int * 7919) % ${size}::int,
      jsonb_array_elements(j.score->'criteria') c where e.organisation_id = ${organisation}`);
  await db.execute(sql`insert into acknowledgement (evaluation_id, organisation_id, agent_id, comment, at)
    select id, organisation_id, agent_id, '', submitted_at from evaluation where organisation_id = ${organisation} and right(id, 1) < '7'`);
}

/** One judgement on a version of a scorecard, mostly good. */
function judgement({ id, definition }: Centre['versions'][number], n: number, next: () => number) {
  const answers: Answers = Object.fromEntries(
    criteriaOf(definition).map((criterion) => {
      const { scale } = criterion;
      if (scale.type === 'checklist') {
        const value = scale.items.map(({ key }) => key).filter(() => next() < 0.9);
        return [criterion.id, { value, comment: '', evidence: [] }];
      }
      if (scale.type !== 'choice') return [criterion.id, { value: null, comment: '', evidence: [] }];
      const options = scale.options.toSorted((a, b) => b.value_bp - a.value_bp);
      const worst = next() < (criterion.critical ? 0.01 : 0.08);
      const value = worst ? options.at(-1)!.key : options[next() < 0.85 ? 0 : Math.floor(next() * options.length)]!.key;
      return [criterion.id, { value, comment: worst ? 'Heard in the call, said twice.' : '', evidence: [] }];
    }),
  );
  const score = scoreOf(definition, answers);
  const of = (one: string): number => score.critical_errors.filter((error) => error.class === one).length;
  return {
    n,
    version: id,
    answers,
    score,
    customer: of('customer'),
    business: of('business'),
    compliance: of('compliance'),
    failed: score.criteria.filter((one) => one.value_bp === 0).map((one) => one.id),
    not_rated: score.criteria.filter((one) => one.value_bp === null).map((one) => one.id),
  };
}

/** One draw that led to every random review. */
async function fillDraw(db: Owner, { organisation, reviewers, versions }: Centre): Promise<void> {
  await db.execute(sql`insert into sampling_plan (id, organisation_id, name, scorecard_id, definition, active, created_by, created_at)
    select 'pln_1', ${organisation}, 'Everybody', scorecard_id, ${JSON.stringify(PLAN)}::jsonb || jsonb_build_object('scorecard', scorecard_id, 'reviewers', jsonb_build_array(${reviewers[0]!}::text)),
      true, ${reviewers[0]!}, now() from scorecard_version where id = ${versions[0]!.id}`);
  await db.execute(sql`insert into draw (id, organisation_id, plan_id, week, seed, eligible, drawn, drawn_at)
    select 'drw_1', ${organisation}, 'pln_1', '2026-06-29', '0', 10 * count(*), count(*), now()
    from review where organisation_id = ${organisation} and kind = 'random'`);
  await db.execute(sql`insert into draw_item (draw_id, organisation_id, review_id, inclusion_ppm, stratum_size)
    select 'drw_1', ${organisation}, id, 100000, 10 from review where organisation_id = ${organisation} and kind = 'random'`);
}

const PLAN = {
  name: 'Everybody',
  who: { teams: [], agents: [] },
  what: { channels: [], queues: [], duration_min_ms: null, duration_max_ms: null },
  per_agent_per_week: 2,
};

/** What is open: coaching tasks, and fifty reviews for each reviewer. */
async function fillWork(db: Owner, { organisation, reviewers, versions }: Centre): Promise<void> {
  await db.execute(sql`insert into development_plan (id, organisation_id, agent_id, opened_at)
    select 'dpl_' || n, ${organisation}, 'mem_a' || n, now() from generate_series(1, ${AGENTS}::int) n`);
  await db.execute(sql`insert into goal (id, organisation_id, plan_id, competency, level_now, level_wanted, due_on, state, created_at)
    select 'gol_' || n, ${organisation}, 'dpl_' || n, 'compliance', 'junior', 'intermediate', current_date + 30, 'open', now()
    from generate_series(1, ${AGENTS}::int) n`);
  await db.execute(sql`insert into coaching_task (id, organisation_id, agent_id, kind, scorecard_id, criterion, formula, goal_id, competency, scorecard_version_id, state, due_on, created_at, changed_at)
    select 'tsk_' || n, ${organisation}, 'mem_a' || (1 + n % ${AGENTS}::int), 'critical', (select scorecard_id from scorecard_version where id = ${versions[0]!.id}), 'X' || n, '1', 'gol_' || (1 + n % ${AGENTS}::int), 'compliance', ${versions[0]!.id},
      (array['proposed','new','in-progress','practising','checking'])[1 + n % 5], current_date + (n % 40 - 10), now(), now()
    from generate_series(1, 3000) n`);
  for (const [i, reviewer] of reviewers.entries()) {
    await db.execute(sql`insert into review (id, organisation_id, interaction_id, agent_id, scorecard_version_id, reviewer_id, kind, state, created_at)
      select ${newId('rev')} || '-' || n, organisation_id, id, agent_id, ${versions[0]!.id}, ${reviewer}, 'random', 'waiting', now()
      from (select *, row_number() over (order by id) n from interaction where organisation_id = ${organisation} and right(id, 9)::int % 4 = 1
        and right(id, 9)::int between ${i * 400 + 1}::int and ${i * 400 + 200}::int) i`);
  }
}

/** Some eighty words of two people, every third talk in Chinese; the same for the same number. */
function talk(seed: number): Turn[] {
  const next = chance(seed + 1);
  const chinese = (seed + 1) % 3 === 0;
  return Array.from({ length: 10 }, (_, i): Turn => {
    const text = chinese
      ? Array.from({ length: 9 }, () => CHINESE[Math.floor(next() ** 3 * CHINESE.length)]).join('') +
        (seed % 60 === 2 && i === 3 ? '外壳裂了，稀奇' : '。')
      : `${Array.from({ length: 8 }, () => ENGLISH[Math.floor(next() ** 3 * ENGLISH.length)]).join(' ')}${
          seed % 50 === 0 && i === 5 ? ' warehouse' : ''
        }${seed === 7 && i === 5 ? ' zebra' : ''}${seed % 4 === 0 && i === 2 ? ' refund' : ''}${
          seed % 10 === 0 && i === 7 ? ' a desk lamp.' : '.'
        }`;
    const speaker = i % 2 === 0 ? 'agent' : 'customer';
    return { speaker, channel: i % 2, start_ms: i * 9000, end_ms: i * 9000 + 8000, text, confidence: 1, words: [] };
  });
}

/** A made-up word: of the same number the same. */
function word(n: number): string {
  const syllables = ['la', 'me', 'ti', 'ro', 'su', 'ka', 'no', 'pe', 'di', 'vo'];
  return [...String(n + 10)].map((digit) => syllables[Number(digit)]).join('');
}
