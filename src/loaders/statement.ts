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

const aliased = <C extends Columns>(columns: C): Aliases<C> =>
  Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [name, sql`${column}`.as(name)]),
  ) as unknown as Aliases<C>;

const selectOf = <C extends Columns>(db: Db, columns: C) => db.select(aliased(columns));

type Finished = { toSQL(): { sql: string; params: unknown[] } };

/** Reads once more what the driver does not give as it is meant. */
const decoderOf = (columns: Columns): ((row: Record<string, unknown>) => void) => {
  const decoded = Object.entries(columns).filter(([, { dataType }]) => !asGiven.includes(dataType));
  return (row) => {
    for (const [name, column] of decoded) {
      if (row[name] !== null) row[name] = column.mapFromDriverValue(row[name]);
    }
  };
};

/**
 * Prepares a select of columns. Drizzle looks at each value of each row anew to find out how to read it, and through its
 * own conversion of dates; here the driver names the values as they are called, and only what it cannot read is read once more.
 * @param finish adds from, where and the rest
 */
export const statement = <C extends Columns>(
  { db, read }: Pick<Database, 'db' | 'read'>,
  columns: C,
  finish: (select: Select<C>) => Finished,
): Statement<Row<C>> => {
  const { sql: text, params } = finish(selectOf(db, columns)).toSQL();
  const decode = decoderOf(columns);
  return {
    execute: async (values) => {
      const rows = await read(text, fillPlaceholders(params, values));
      rows.forEach(decode);
      return rows as Row<C>[];
    },
  };
};

type Tables = Record<string, Columns>;
type AliasesOf<T extends Tables> = { [K in keyof T]: Aliases<T[K]> };
type JoinedSelect<T extends Tables> = ReturnType<typeof joinedSelectOf<T>>;
type JoinedRow<T extends Tables> = { [K in keyof T]: Row<T[K]> };

const joinedSelectOf = <T extends Tables>(db: Db, tables: T) =>
  db.select(
    Object.fromEntries(Object.entries(tables).map(([name, columns]) => [name, aliased(columns)])) as AliasesOf<T>,
  );

/**
 * The same of several tables, each under its name in the database and with its `id`.
 * @param finish adds from, joins, where and the rest
 */
export const joinedStatement = <T extends Tables>(
  { db, read }: Pick<Database, 'db' | 'read'>,
  tables: T,
  finish: (select: JoinedSelect<T>) => Finished,
): Statement<JoinedRow<T>> => {
  const { sql: text, params } = finish(joinedSelectOf(db, tables)).toSQL();
  const decoders = Object.entries(tables).map(([name, columns]) => ({ name, decode: decoderOf(columns) }));
  return {
    execute: async (values) => {
      const rows = (await read(text, fillPlaceholders(params, values), true)) as Record<
        string,
        Record<string, unknown>
      >[];
      for (const row of rows) {
        for (const { name, decode } of decoders) {
          const part = row[name];
          if (part && part.id !== null) decode(part);
        }
      }
      return rows as JoinedRow<T>[];
    },
  };
};
