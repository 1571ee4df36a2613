// Writes that fail, as a full table or a broken constraint makes them fail: with the row's own values in everything the
// database says of it.
import type { TestDatabase } from './database.ts';

export type RefusedWrites = {
  /** From now on rows of the table that hold the text are refused. */
  refuse(table: string, holding: string): Promise<void>;
  /** Those of one table and text; without them all. */
  allow(table?: string, holding?: string): Promise<void>;
  /** Tables in which rows were written since the last time. */
  written(): Promise<string[]>;
};

/** Puts a trigger on every table of the product. */
export async function refusedWrites(database: TestDatabase): Promise<RefusedWrites> {
  const { sql } = database;
  await sql.unsafe(`
    create schema if not exists watch;
    create table watch.refused (name text, holding text);
    create table watch.written (name text);
    create function watch.look() returns trigger language plpgsql security definer as $$
    begin
      if exists (select 1 from watch.refused where name = tg_table_name and strpos(row_to_json(new)::text, holding) > 0) then
        raise exception 'refused: %', row_to_json(new) using detail = row_to_json(new), hint = row_to_json(new),
          errcode = '23514', table = tg_table_name;
      end if;
      insert into watch.written values (tg_table_name);
      return new;
    end $$;
    do $$ declare one text; begin
      for one in select tablename from pg_tables where schemaname = 'public' loop
        execute format('create trigger watched before insert or update on public.%I for each row execute function watch.look()', one);
      end loop;
    end $$;`);
  return {
    refuse: async (table, holding) => void (await sql`insert into watch.refused values (${table}, ${holding})`),
    allow: async (table, holding) => {
      if (table === undefined || holding === undefined) await sql`delete from watch.refused`;
      else await sql`delete from watch.refused where name = ${table} and holding = ${holding}`;
    },
    async written() {
      const rows = await sql<{ name: string }[]>`delete from watch.written returning name`;
      return [...new Set(rows.map(({ name }) => name))].toSorted();
    },
  };
}

/** Everything that lies in the tables of the jobs, as text. */
export async function jobsAsText(database: TestDatabase): Promise<string> {
  const { sql } = database;
  const tables = await sql<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'pgboss'`;
  const texts: string[] = [];
  for (const { name } of tables) {
    const rows = await sql.unsafe<{ row: string }[]>(`select t::text as row from pgboss.${name} t`);
    texts.push(...rows.map(({ row }) => row));
  }
  return texts.join('\n');
}
