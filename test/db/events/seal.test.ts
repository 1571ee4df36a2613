// The log is sealed in the order of commits, and every change made in the database alone is detected.
import { and, asc, eq, isNull } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Owner } from '../../../db/database/context.ts';
import { type SealKey, sealKey } from '../../../db/events/key.ts';
import { record } from '../../../db/events/record.ts';
import { closeLog, type Heads, sealEvents } from '../../../db/events/seal.ts';
import { type LogReport, verifyEvents } from '../../../db/events/verify.ts';
import { event, event_seal, organisation } from '../../../db/schema/tables.ts';
import { reportLines } from '../../../processes/server/findings.ts';
import type { BusinessEvent } from '../../../scorecards/events/event.ts';
import { describeOnBothDatabases } from '../../support/database.ts';
import { at, freshOrganisation } from '../../support/organisation.ts';

const NOW = new Date('2026-07-06T09:01:00.000Z');
const step = (subject: string): BusinessEvent => ({ kind: 'step.added', subject, detail: { goal: 'gol_1' } });
const goal: BusinessEvent = {
  kind: 'goal.changed',
  subject: 'gol_1',
  detail: { state: 'reached', due_on: '2026-08-01', level_wanted: 'expert' },
};

describeOnBothDatabases('the seals of the event log', (database) => {
  let key: SealKey;
  beforeAll(async () => {
    key = await sealKey('a key that is nowhere in the database');
  });
  const seal = (heads: Heads = {}) => sealEvents({ db: database.installation, now: NOW }, { key, heads });
  const numbers = async (of: string) =>
    (
      await database.db
        .select({ subject: event.subject, number: event.number })
        .from(event)
        .where(eq(event.organisation_id, of))
        .orderBy(asc(event.number))
    ).map(({ subject, number }) => [subject, number]);
  const report = async (of: string, heads: Heads): Promise<LogReport> => {
    const all = await verifyEvents({ db: database.installation }, { key, heads });
    return all.find((one) => one.organisation === of)!;
  };
  /** An organisation with five events in two seals, and what is noted of them outside. */
  const sealed = async () => {
    const { manager, id } = await freshOrganisation(database.db);
    await record(database.db, manager, step('stp_1'), goal, step('stp_3'));
    await seal();
    await record(database.db, manager, step('stp_4'), step('stp_5'));
    const { heads } = await seal();
    return { id, manager, heads: { [id]: heads[id]! } };
  };
  /** What the owner of the database could do. */
  const tamper = async (statement: string) => {
    for (const table of ['event', 'event_seal']) await database.sql.unsafe(`alter table ${table} disable trigger user`);
    await database.sql.unsafe(statement);
    for (const table of ['event', 'event_seal']) await database.sql.unsafe(`alter table ${table} enable trigger user`);
  };

  it('number events without a gap, each seal upon the one before, and verify', async () => {
    const { id, heads } = await sealed();
    expect(heads[id]).toMatchObject({ seal: 2, events: 5 });
    expect((await numbers(id)).map(([, number]) => number)).toEqual([1, 2, 3, 4, 5]);
    const seals = await database.db.select().from(event_seal).where(eq(event_seal.organisation_id, id));
    expect(seals.map(({ first, last }) => [first, last])).toEqual([
      [1, 3],
      [4, 5],
    ]);
    expect(seals[1]!.before).toBe(seals[0]!.mac);
    expect(await report(id, heads)).toMatchObject({ seals: 2, events: 5, unsealed: 0, findings: [] });
  });

  it('include late commits in the next one, however old they are', async () => {
    const { manager, id } = await freshOrganisation(database.db);
    const before = at(manager, '2026-07-06T08:00:00Z');
    if (database.kind === 'postgres') {
      let commit = () => {};
      const held = new Promise<void>((done) => {
        commit = done;
      });
      const late = database.db.transaction(async (tx) => {
        await record(tx, before, step('stp_late'));
        await held;
      });
      await record(database.db, manager, step('stp_1'));
      await seal();
      commit();
      await late;
    } else {
      // Everybody shares one session here, and no transaction stands beside another.
      await record(database.db, manager, step('stp_1'));
      await seal();
      await record(database.db, before, step('stp_late'));
    }
    const { heads } = await seal();
    expect(await numbers(id)).toEqual([
      ['stp_1', 1],
      ['stp_late', 2],
    ]);
    expect(await report(id, { [id]: heads[id]! })).toMatchObject({ seals: 2, findings: [] });
  });

  it('are made once, however many seal at the same time', async () => {
    const { manager, id } = await freshOrganisation(database.db);
    const many = Array.from({ length: 1200 }, (_, i) => step(`stp_${i}`));
    await record(database.db, manager, ...many);
    const rounds = await Promise.all([seal(), seal(), seal(), seal()]);
    expect(rounds.reduce((sum, { sealed: some }) => sum + some, 0)).toBeGreaterThanOrEqual(many.length);
    expect((await numbers(id)).map(([, number]) => number)).toEqual(many.map((_, i) => i + 1));
    const { heads } = await seal();
    expect(await report(id, { [id]: heads[id]! })).toMatchObject({ seals: 2, events: 1200, findings: [] });
  });

  it('say how many events are not sealed yet', async () => {
    const { id, manager, heads } = await sealed();
    await record(database.db, manager, step('stp_6'), step('stp_7'));
    const found = await report(id, heads);
    expect(found).toMatchObject({ events: 5, unsealed: 2, findings: [] });
    expect(reportLines(found)).toEqual([`${id}: 5 events in 2 seals, as sealed; 2 events not sealed yet.`]);
  });

  describe('show', () => {
    const found = async (statement: (id: string) => string) => {
      const { id, heads } = await sealed();
      await tamper(statement(id));
      return { id, ...(await report(id, heads)) };
    };

    it.each([
      [
        'a detail',
        (id: string) => `update event set detail = '{"goal": "gol_2"}' where organisation_id = '${id}' and number = 3`,
      ],
      ['who it was', (id: string) => `update event set actor_id = null where organisation_id = '${id}' and number = 2`],
      [
        'when',
        (id: string) =>
          `update event set at = at + interval '1 millisecond' where organisation_id = '${id}' and number = 1`,
      ],
    ])('an edited event: %s', async (_what, statement) => {
      const { findings } = await found(statement);
      expect(findings).toMatchObject([{ code: 'edited', seal: 1, first: 1, last: 3 }]);
    });

    it('a removed event, by its number', async () => {
      const one = await found((id) => `delete from event where organisation_id = '${id}' and number = 2`);
      expect(one.findings).toMatchObject([{ code: 'removed', seal: 1, numbers: [2] }]);
      expect(reportLines(one)[1]).toBe('  Event 2 was removed (seal 1, 2026-07-06T09:01:00.000Z).');
    });

    it('removed last events: together with their seals, against the end kept outside', async () => {
      const one = await found(
        (id) =>
          `delete from event where organisation_id = '${id}' and number > 3; delete from event_seal where organisation_id = '${id}' and number = 2`,
      );
      expect(one.findings).toMatchObject([{ code: 'end-removed', noted: { seal: 2, events: 5 }, seal: 1, events: 3 }]);
      expect(reportLines(one)[1]).toContain(
        'seal 2 (event 5) is noted outside the database, which ends at seal 1 (event 3)',
      );
    });

    it('removed last events whose seal was left', async () => {
      const { findings } = await found((id) => `delete from event where organisation_id = '${id}' and number = 5`);
      expect(findings).toMatchObject([{ code: 'removed', seal: 2, numbers: [5] }]);
    });

    it('an inserted event: behind the others, and among them', async () => {
      const insert = (id: string, number: number) =>
        `insert into event (id, organisation_id, number, kind, subject, at)
          values ('evt_forged_${number}_${id}', '${id}', ${number}, 'step.done', 'stp_1', '2026-07-06T09:00:00Z')`;
      const behind = await found((id) => insert(id, 6));
      expect(behind.findings).toMatchObject([{ code: 'inserted', number: 6 }]);
      const among = await found(
        (id) =>
          `update event set number = number + 100 where organisation_id = '${id}' and number > 2;
           ${insert(id, 3)};
           update event set number = number - 99 where organisation_id = '${id}' and number > 100`,
      );
      expect(among.findings).toMatchObject([
        { code: 'edited', seal: 1 },
        { code: 'edited', seal: 2 },
        { code: 'inserted', number: 6 },
      ]);
    });

    it('a whole log that was removed', async () => {
      const { id, heads } = await sealed();
      await tamper(
        `delete from event where organisation_id = '${id}'; delete from event_seal where organisation_id = '${id}'`,
      );
      expect((await report(id, heads)).findings).toMatchObject([{ code: 'end-removed', seal: 0, events: 0 }]);
    });

    it('a seal that was made with another key', async () => {
      const { id, heads } = await sealed();
      const other = await sealKey('another key than the one that was used');
      const [one] = (await verifyEvents({ db: database.installation }, { key: other, heads })).filter(
        ({ organisation: of }) => of === id,
      );
      expect(one!.findings).toMatchObject([
        { code: 'other-key', seal: 1 },
        { code: 'other-key', seal: 2 },
      ]);
    });
  });

  it('stop on a log whose end is missing, and the end kept outside stays', async () => {
    const { id, manager, heads } = await sealed();
    await tamper(
      `delete from event where organisation_id = '${id}' and number > 3; delete from event_seal where organisation_id = '${id}' and number = 2`,
    );
    await record(database.db, manager, step('stp_6'));
    const next = await seal(heads);
    expect(next.broken).toEqual([id]);
    expect(next.heads[id]).toEqual(heads[id]);
    const waiting = and(eq(event.organisation_id, id), isNull(event.number));
    expect(await database.db.select().from(event).where(waiting)).toHaveLength(1);
  });

  it('of an organisation that is dropped leave a record under the key', async () => {
    const { id, heads } = await sealed();
    const drop = (db: Owner) =>
      db.transaction(async (tx) => {
        await closeLog(tx, { now: NOW }, id, key);
        for (const table of ['event', 'event_text', 'event_seal', 'member_scope', 'team_member', 'member', 'team'])
          await tx.execute(`delete from ${table} where organisation_id = '${id}'`);
        await tx.delete(organisation).where(eq(organisation.id, id));
      });
    await drop(database.db);
    expect(await report(id, heads)).toMatchObject({ closed: true, seals: 2, events: 5, findings: [] });
    expect((await seal(heads)).broken).toEqual([]);
    const forged = { [id]: { ...heads[id]!, seal: 3 } };
    expect((await report(id, forged)).findings).toMatchObject([{ code: 'log-removed' }]);
  });

  it('an event cannot be changed, and is deleted only with its organisation', async () => {
    const { id } = await sealed();
    const refused = (statement: string) => expect(database.sql.unsafe(statement)).rejects.toThrow('only added');
    await refused(`update event set detail = '{}' where organisation_id = '${id}'`);
    await refused(`update event set number = 9 where organisation_id = '${id}' and number = 1`);
    await refused(`delete from event where organisation_id = '${id}'`);
    await refused(`delete from event_seal where organisation_id = '${id}'`);
    await refused('truncate event');
    await refused('delete from closed_organisation');
    expect(await numbers(id)).toHaveLength(5);
  });
});
