// All code paths that cross organisations, each with its reason. They find out what a person or a thing belongs to;
// everything after that runs on a handle bound to that organisation. They run as the owner of the tables, outside
// row-level security; test/architecture.test.ts allows this nowhere else.
import { and, desc, eq, gt, isNull, lt, notExists, or, sql } from 'drizzle-orm';
import { Problem } from '../../scorecards/problems/problem.ts';
import { upload } from '../schema/interactions.ts';
import {
  invitation,
  member,
  member_scope,
  membership,
  organisation,
  password_reset,
  second_factor,
  session,
  user,
} from '../schema/people.ts';
import { model_wish } from '../schema/speech.ts';
import { transcript, transcription } from '../schema/transcripts.ts';
import { entering, ownerOf } from './bound.ts';
import type { Db, Installation, Owner } from './context.ts';

// --- Whether there is anybody ----------------------------------------------------------------------------------------

/** Health and the first start ask whether there is any organisation. */
export const anyOrganisation = async (db: Installation): Promise<boolean> => (await firstOrganisation(db)) !== null;

/** Its administrators run the installation: failed sign-ins of nobody's accounts are written down there. */
export async function firstOrganisation(db: Installation): Promise<string | null> {
  const [row] = await ownerOf(db)
    .select({ id: organisation.id })
    .from(organisation)
    .orderBy(organisation.created_at, organisation.id)
    .limit(1);
  return row?.id ?? null;
}

/** Any number that no other advisory lock uses: two first administrators at once must not both be the first. */
const FIRST_START_LOCK = 7_202_603_115;

/**
 * Creates the first organisation, which cannot be seen from within one.
 * @param work goes on within the organisation to be made @throws Problem already-started
 */
export async function beginFirst<T>(db: Installation, id: string, work: (tx: Db) => Promise<T>): Promise<T> {
  return ownerOf(db).transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${FIRST_START_LOCK})`);
    const there = await tx.select({ id: organisation.id }).from(organisation).limit(1);
    if (there.length > 0) throw new Problem('already-started');
    return work(await entering(tx, id));
  });
}

// --- Identifying a person --------------------------------------------------------------------------------------------

/** People sign in with an email address alone; the account shows where they belong. */
export async function accountAt(db: Installation, email: string) {
  const [row] = await ownerOf(db)
    .select({
      user_id: user.id,
      member_id: member.id,
      organisation_id: member.organisation_id,
      roles: member.roles,
    })
    .from(user)
    .innerJoin(membership, eq(membership.user_id, user.id))
    .innerJoin(member, eq(member.id, membership.member_id))
    .where(eq(user.email, email));
  return row ?? null;
}

/** A password was right: whether its user works anywhere decides whether a session begins. */
export async function worksAnywhere(db: Installation, user_id: string): Promise<boolean> {
  const [row] = await ownerOf(db)
    .select({ id: member.id })
    .from(membership)
    .innerJoin(member, eq(member.id, membership.member_id))
    .where(and(eq(membership.user_id, user_id), eq(member.active, true)))
    .limit(1);
  return row !== undefined;
}

/** A request carries a session alone: who is behind it, and in which organisation. */
export async function behindSession(db: Installation, id: string) {
  const [row] = await ownerOf(db)
    .select({
      session,
      member,
      scope: scopeOf(),
      settings: organisation.settings,
      secret: second_factor.secret,
    })
    .from(session)
    .innerJoin(membership, eq(membership.user_id, session.user_id))
    .innerJoin(member, eq(member.id, membership.member_id))
    .innerJoin(organisation, eq(organisation.id, member.organisation_id))
    .leftJoin(second_factor, eq(second_factor.user_id, session.user_id))
    .where(eq(session.id, id))
    // A person has one membership today.
    .orderBy(desc(member.active), member.id)
    .limit(1);
  return row ?? null;
}

/** Ids of the teams a member looks after, as a column of a query over members. */
const scopeOf = () =>
  sql<string[]>`(select coalesce(json_agg(s.team_id), '[]') from ${member_scope} s where s.member_id = ${member.id})`;

/** A link carries a token alone: the invitation it opens, while it is open. */
export async function openInvitationAt(db: Installation, token_hash: string, now: Date) {
  const joined = ownerOf(db).select({ id: membership.member_id }).from(membership);
  const [row] = await ownerOf(db)
    .select({
      id: invitation.id,
      expires_at: invitation.expires_at,
      invited: member,
      organisation_name: organisation.name,
    })
    .from(invitation)
    .innerJoin(member, eq(member.id, invitation.member_id))
    .innerJoin(organisation, eq(organisation.id, invitation.organisation_id))
    .where(
      and(
        eq(invitation.token_hash, token_hash),
        isNull(invitation.accepted_at),
        gt(invitation.expires_at, now.toISOString()),
        eq(member.active, true),
        notExists(joined.where(eq(membership.member_id, member.id))),
      ),
    );
  return row ?? null;
}

/** The same for a password link. */
export async function openResetAt(db: Installation, token_hash: string, now: Date) {
  const [row] = await ownerOf(db)
    .select({ id: password_reset.id, member, user_id: membership.user_id, organisation: organisation.name })
    .from(password_reset)
    .innerJoin(member, eq(member.id, password_reset.member_id))
    .innerJoin(membership, eq(membership.member_id, member.id))
    .innerJoin(organisation, eq(organisation.id, password_reset.organisation_id))
    .where(
      and(
        eq(password_reset.token_hash, token_hash),
        isNull(password_reset.used_at),
        gt(password_reset.expires_at, now.toISOString()),
        eq(member.active, true),
      ),
    );
  return row ?? null;
}

// --- What the workers of an installation do for all ------------------------------------------------------------------

const chosenModel = sql<string | null>`${organisation.settings} ->> 'model'`;

/** Workers serve everybody: every model that some organisation transcribes with; null stands for the product's own. */
export async function modelsChosenAnywhere(db: Installation): Promise<(string | null)[]> {
  const rows = await ownerOf(db).selectDistinct({ model: chosenModel }).from(organisation);
  return rows.map(({ model }) => model);
}

/** A model on a machine is there for everybody: which ones are wanted at hand, and since when, the oldest wish first. */
export async function modelsWishedAnywhere(db: Installation): Promise<{ model: string; wished_at: string }[]> {
  return ownerOf(db)
    .select({ model: model_wish.model, wished_at: model_wish.wished_at })
    .from(model_wish)
    .orderBy(model_wish.wished_at);
}

/** A model that has come is there for everybody who waited: which ones recordings wait for. */
export async function modelsWaitedForAnywhere(db: Installation): Promise<(string | null)[]> {
  const rows = await ownerOf(db)
    .selectDistinct({ model: chosenModel })
    .from(transcription)
    .innerJoin(organisation, eq(organisation.id, transcription.organisation_id))
    .where(eq(transcription.state, 'waiting'));
  return rows.map(({ model }) => model);
}

/** Recordings that wait for a model, in any organisation, the oldest first. */
export async function waitingAnywhere(db: Installation, { model, most }: { model: string | null; most: number }) {
  return ownerOf(db)
    .select({ organisation_id: transcription.organisation_id, interaction_id: transcription.interaction_id })
    .from(transcription)
    .innerJoin(organisation, eq(organisation.id, transcription.organisation_id))
    .where(and(eq(transcription.state, 'waiting'), sql`${chosenModel} is not distinct from ${model}`))
    .orderBy(transcription.queued_at)
    .limit(most);
}

/** A worker tidies up for everybody: uploads whose time is over. */
export async function uploadsOver(db: Installation, now: Date): Promise<{ id: string; organisation_id: string }[]> {
  return ownerOf(db)
    .select({ id: upload.id, organisation_id: upload.organisation_id })
    .from(upload)
    .where(lt(upload.expires_at, now.toISOString()));
}

/** A new version of the program may bring newer scorecards: to every organisation. */
export async function everyOrganisation(db: Installation): Promise<string[]> {
  return (await ownerOf(db).select({ id: organisation.id }).from(organisation)).map(({ id }) => id);
}

/** A new version of the program works through what older ones left: organisations with transcripts never looked through. */
export async function organisationsUnmasked(db: Installation): Promise<string[]> {
  const rows = await ownerOf(db)
    .selectDistinct({ id: transcript.organisation_id })
    .from(transcript)
    .where(isNull(transcript.personal_sounds));
  return rows.map(({ id }) => id);
}

/** The same of those whose transcripts are not all made as this version makes them, nor about to be. */
export async function organisationsBehind(
  db: Installation,
  { queue, setting }: { queue: string; setting: string },
  version: number,
): Promise<string[]> {
  const rows = await ownerOf(db)
    .select({ id: organisation.id })
    .from(organisation)
    .where(
      sql`${organisation.settings} ->> ${setting} is distinct from ${String(version)} and not exists (
        select 1 from pgboss.job j
        where j.name = ${queue} and j.state < 'completed' and j.data ->> 'organisation_id' = ${organisation}.id)`,
    );
  return rows.map(({ id }) => id);
}

/**
 * Rows of the tallies of interactions and evaluations that are alike are added up, in every organisation. Sums stay the
 * same. @returns how many rows were added up
 */
export async function foldTallies(db: Installation): Promise<number> {
  const [row] = await ownerOf(db).execute<{ folded: number }>(sql`select fold_tally() as folded`);
  return row?.folded ?? 0;
}

// --- The event log ---------------------------------------------------------------------------------------------------

/** The log of every organisation is sealed and verified, which none of them may do itself. */
export const overLogs = <T>(db: Installation, work: (owner: Owner) => Promise<T>): Promise<T> => work(ownerOf(db));

// --- The demonstration -----------------------------------------------------------------------------------------------

/** At start-up nobody is signed in: the demonstration is found by its settings or its founder's address. */
export async function demonstrationIn(db: Installation, founder: string) {
  const founded = ownerOf(db).select({ id: member.organisation_id }).from(member).where(eq(member.email, founder));
  const [row] = await ownerOf(db)
    .select({ id: organisation.id, state: sql<string | null>`${organisation.settings}->>'demonstration'` })
    .from(organisation)
    .where(or(sql`${organisation.settings} ? 'demonstration'`, sql`${organisation.id} in (${founded})`));
  return row ?? null;
}

/** The demonstration is dropped whole: with what is otherwise only added to, and with its people's accounts. */
export const droppingWhole = <T>(db: Installation, work: (tx: Owner) => Promise<T>): Promise<T> =>
  ownerOf(db).transaction(work);
