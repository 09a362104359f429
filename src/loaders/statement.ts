/** Statements written out once a process, whose rows come from the driver as they are shown. */
import { type Column, fillPlaceholders, type GetColumnData, type SQL, sql } from 'drizzle-orm';
import type { Database, Db } from '../db/connection.js';

type Columns = Record<string, Column>;
type Aliases<C extends Columns> = { [K in keyof C]: SQL.Aliased<GetColumnData<C[K]>> };
export type Row<C extends Columns> = { [K in keyof C]: GetColumnData<C[K]> };
type Select<C extends Columns> = ReturnType<typeof selectOf<C>>;

/** A statement to be run with any number of keys. */
export type Statement<R> = { execute(values: { keys: readonly string[] }): Promise<R[]> };

/** What the driver gives as it is meant: text, numbers, and moments, which it reads as UTC. */
const asGiven: readonly string[] = ['string', 'number', 'date'];

const selectOf = <C extends Columns>(db: Db, columns: C) => {
  const aliased = Object.entries(columns).map(([name, column]) => [name, sql`${column}`.as(name)]);
  return db.select(Object.fromEntries(aliased) as Aliases<C>);
};

/**
 * Prepares a select of columns. Drizzle looks at each value of each row anew to find out how to read it, and through its
 * own conversion of dates; here the driver names the values as they are called, and only what it cannot read is read once more.
 * @param finish adds from, where and the rest
 */
export const statement = <C extends Columns>(
  { db, read }: Pick<Database, 'db' | 'read'>,
  columns: C,
  finish: (select: Select<C>) => { toSQL(): { sql: string; params: unknown[] } },
): Statement<Row<C>> => {
  const written = finish(selectOf(db, columns));
  const { sql: text, params } = written.toSQL();
  const decoded = Object.entries(columns).filter(([, { dataType }]) => !asGiven.includes(dataType));
  return {
    execute: async (values) => {
      const rows = await read(text, fillPlaceholders(params, values));
      for (const row of rows) {
        for (const [name, column] of decoded) {
          if (row[name] !== null) row[name] = column.mapFromDriverValue(row[name]);
        }
      }
      return rows as Row<C>[];
    },
  };
};
