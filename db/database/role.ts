// The role every transaction takes (db/database/bound.ts), checked before anything is served: the connection must be
// able to take it, and the policies must apply to it.
import { ROLE } from './bound.ts';
import type { Sql } from './client.ts';

/** What whoever starts the program reads: what is wrong, and what an administrator of the database types to mend it. */
export class InvalidRole extends Error {}

export type Role = { current_user: string; rolsuper: boolean; rolbypassrls: boolean };

/** Who a transaction of the product is. */
export async function servingRole(sql: Sql): Promise<Role | undefined> {
  return sql.begin(async (tx) => {
    await tx.unsafe(`set local role ${ROLE}`);
    const [role] = await tx<Role[]>`
      select current_user::text, rolsuper, rolbypassrls from pg_roles where rolname = current_user`;
    return role;
  });
}

/** @throws InvalidRole */
export async function refuseInvalidRole(sql: Sql): Promise<void> {
  const role = await servingRole(sql).catch(async (error: unknown) => {
    throw (await invalidRoleOf(sql, error)) ?? error;
  });
  if (role?.rolsuper || role?.rolbypassrls)
    throw new InvalidRole(
      `The role ${ROLE} sees every row of the database, whatever organisation it is of, so Attune does not start. ` +
        `As an administrator of the database: ALTER ROLE ${ROLE} NOSUPERUSER NOBYPASSRLS;`,
    );
}

/** Not allowed to, and a role that is not there. */
const REFUSED = new Set(['42501', '22023', '42704']);

/** What to say where the role could not be made or taken; null for any other error. */
export async function invalidRoleOf(sql: Sql, error: unknown): Promise<InvalidRole | null> {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  if (!REFUSED.has(code) || !message.includes('role')) return null;
  const [there] = await sql<{ owner: string; made: boolean }[]>`
    select quote_ident(current_user) as owner, exists (select from pg_roles where rolname = ${ROLE}) as made`;
  const make = there?.made ? '' : `CREATE ROLE ${ROLE} NOLOGIN; `;
  return new InvalidRole(
    `Attune works as the role ${ROLE}, which the user of DATABASE_URL may not ${there?.made ? 'take' : 'make'}. ` +
      `As an administrator of the database: ${make}GRANT ${ROLE} TO ${there?.owner};`,
  );
}
