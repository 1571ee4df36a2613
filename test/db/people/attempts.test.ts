// The wider limits: over all unknown places of an account, and over all accounts of an address.
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { newId } from '../../../db/database/id.ts';
import {
  type Account,
  type Attempt,
  accountOf,
  attemptFailed,
  attemptSucceeded,
  beginAttempt,
  keepPlaces,
} from '../../../db/people/attempts.ts';
import { usual_place } from '../../../db/schema/tables.ts';
import { ACCOUNT, ADDRESS, PLACES_KEPT } from '../../../scorecards/people/attempts.ts';
import { Problem } from '../../../scorecards/problems/problem.ts';
import { withPassword } from '../../support/api.ts';
import { describeWithDatabase } from '../../support/database.ts';
import { freshOrganisation, NOW } from '../../support/organisation.ts';

describeWithDatabase('attempts counted widely', (database) => {
  const at = (ms: number) => ({ db: database.installation, now: new Date(NOW.getTime() + ms) });
  const here = {
    get db() {
      return database.installation;
    },
    now: NOW,
  };

  async function known(): Promise<Account> {
    const { coach } = await freshOrganisation(database.db);
    const account = await accountOf(here, await withPassword(coach));
    return account!;
  }
  const attempt = (account: Account | null, address: string, browser: string | null = null, typed = ''): Attempt => ({
    kind: 'password',
    account: account?.user_id ?? typed,
    known: account,
    place: { address, browser },
    address: null,
  });
  const fails = async (one: Attempt, ctx = here) => {
    await beginAttempt(ctx, one);
    await attemptFailed(ctx, one, one.known ? 'wrong-password' : 'unknown-account');
  };
  const passes = (one: Attempt, ctx = here) =>
    beginAttempt(ctx, one).then(
      async () => {
        await attemptSucceeded(ctx, one);
        return true;
      },
      (error: unknown) => {
        if (error instanceof Problem && error.code === 'too-many-attempts') return false;
        throw error;
      },
    );

  it('an account accepts a hundred failures a day from unknown places, and its owner signs in from a known one', async () => {
    const account = await known();
    const [home, browser, seat] = [newId('adr'), newId('brw'), newId('adr')];
    await database.db.transaction((tx) => keepPlaces(tx, here, account.user_id, [home, browser]));
    for (let n = 0; n < ACCOUNT.most; n++) await fails(attempt(account, `${seat}-${n}`));
    expect(await passes(attempt(account, `${seat}-new`))).toBe(false);
    expect(await passes(attempt(account, home))).toBe(true);
    expect(await passes(attempt(account, `${seat}-travelling`, browser))).toBe(true);
    expect(await passes(attempt(account, `${seat}-new`), at(ACCOUNT.window_ms))).toBe(true);
  });

  it('an address takes a hundred failures over all accounts, and browsers of people’s own are not held back', async () => {
    const account = await known();
    const [office, browser] = [newId('adr'), newId('brw')];
    await database.db.transaction((tx) => keepPlaces(tx, here, account.user_id, [office, browser]));
    for (let n = 0; n < ADDRESS.most; n++) await fails(attempt(null, office, null, `${office}-${n}`));
    expect(await passes(attempt(null, office, null, 'one more'))).toBe(false);
    expect(await passes(attempt(account, office, browser))).toBe(true);
    expect(await passes(attempt(null, office, null, 'one more'), at(ADDRESS.window_ms))).toBe(true);
  });

  it('a whole centre signs in behind one address, half of them after a mistake', async () => {
    const office = newId('adr');
    for (let n = 0; n < 150; n++) {
      const one = attempt(null, office, null, `${office}-person-${n}`);
      if (n % 2 === 0) await fails(one);
      expect(await passes(one)).toBe(true);
    }
  });

  it('no more places of a person are kept than they are likely to have', async () => {
    const account = await known();
    for (let n = 0; n < PLACES_KEPT + 5; n++) {
      await database.db.transaction((tx) => keepPlaces(tx, at(n * 1000), account.user_id, [`place-${n}`]));
    }
    const kept = await database.db.select().from(usual_place).where(eq(usual_place.user_id, account.user_id));
    expect(kept).toHaveLength(PLACES_KEPT);
    expect(kept.map(({ place }) => place)).not.toContain('place-0');
  });
});
