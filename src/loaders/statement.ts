/** Statements written out once for each choice of columns, whose rows come from the driver as they are shown. */
import { type Column, fillPlaceholders, type GetColumnData, type SQL, sql } from 'drizzle-orm';
import type { Database, Db } from '../db/connection.js';

type Columns = Record<string, Column>;
type Aliases<C extends Columns> = { [K in keyof C]: SQL.Aliased<GetColumnData<C[K]>> };
export type Row<C extends Columns> = { [K in keyof C]: GetColumnData<C[K]> };
type Tables = Record<string, Columns>;
type AliasesOf<T extends Tables> = { [K in keyof T]: Aliases<T[K]> };
type Select<C extends Columns> = ReturnType<typeof selectOf<C>>;
type JoinedSelect<T extends Tables> = ReturnType<typeof joinedSelectOf<T>>;
type Finished = { toSQL(): { sql: string; params: unknown[] } };

/** Fields that are asked for, as `Type.field`. */
export type Selected = ReadonlySet<string>;

/** A statement to be run with any number of keys. */
export type Statement<R> = {
  /** @param selected what is going to be shown of the rows; without it they have every column */
  execute(values: { keys: readonly string[] }, selected?: Selected): Promise<R[]>;
};

/**
 * What of a table may be left out where its fields are not asked for: most of the time it takes to read rows goes by the number of
 * values in them. What is left out is undefined, though the row's type does not say so.
 */
export type Narrowing = {
  /** The type whose fields have the names of the columns. */
  type: string;
  /** Columns that rules go by. */
  always: readonly string[];
  /** Columns behind other fields of the type. */
  behind?: Record<string, readonly string[]>;
};

const narrow = <C extends Columns>(columns: C, narrowing: Narrowing | undefined, selected: Selected | undefined): C => {
  if (!narrowing || !selected) return columns;
  const { type, always, behind = {} } = narrowing;
  const isShown = (field: string) => selected.has(`${type}.${field}`);
  const wanted = new Set([
    ...always,
    ...Object.keys(behind)
      .filter(isShown)
      .flatMap((field) => behind[field] ?? []),
  ]);
  return Object.fromEntries(Object.entries(columns).filter(([name]) => wanted.has(name) || isShown(name))) as C;
};

const aliased = <C extends Columns>(columns: C): Aliases<C> =>
  Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [name, sql`${column}`.as(name)]),
  ) as unknown as Aliases<C>;

const selectOf = <C extends Columns>(db: Db, columns: C) => db.select(aliased(columns));

const joinedSelectOf = <T extends Tables>(db: Db, tables: T) =>
  db.select(
    Object.fromEntries(Object.entries(tables).map(([name, columns]) => [name, aliased(columns)])) as AliasesOf<T>,
  );

/** What the driver gives as it is meant: text, numbers, and moments, which it reads as UTC. */
const asGiven: readonly string[] = ['string', 'number', 'date'];

/** Reads once more what the driver does not give as it is meant. */
const decoderOf = (columns: Columns): ((row: Record<string, unknown>) => void) => {
  const decoded = Object.entries(columns).filter(([, { dataType }]) => !asGiven.includes(dataType));
  return (row) => {
    for (const [name, column] of decoded) {
      if (row[name] !== null) row[name] = column.mapFromDriverValue(row[name]);
    }
  };
};

type Prepared = { text: string; params: unknown[]; decode: (row: Record<string, unknown>) => void };

/** Runs what is prepared once for every column, and once for each set of fields: there is one for each document. */
const prepared = <R>(
  { read }: Pick<Database, 'read'>,
  prepare: (selected: Selected | undefined) => Prepared,
  nested: boolean,
): Statement<R> => {
  const whole = prepare(undefined);
  const parts = new WeakMap<Selected, Prepared>();
  const partOf = (selected: Selected): Prepared => {
    const part = parts.get(selected) ?? prepare(selected);
    parts.set(selected, part);
    return part;
  };
  return {
    execute: async (values, selected) => {
      const { text, params, decode } = selected ? partOf(selected) : whole;
      const rows = await read(text, fillPlaceholders(params, values), nested);
      rows.forEach(decode);
      return rows as R[];
    },
  };
};

/**
 * Prepares a select of columns. Drizzle looks at each value of each row anew to find out how to read it, and through its
 * own conversion of dates; here the driver names the values as they are called, and only what it cannot read is read once more.
 * @param finish adds from, where and the rest
 */
export const statement = <C extends Columns>(
  database: Pick<Database, 'db' | 'read'>,
  columns: C,
  finish: (select: Select<C>) => Finished,
  narrowing?: Narrowing,
): Statement<Row<C>> =>
  prepared(
    database,
    (selected) => {
      const chosen = narrow(columns, narrowing, selected);
      const { sql: text, params } = finish(selectOf(database.db, chosen)).toSQL();
      return { text, params, decode: decoderOf(chosen) };
    },
    false,
  );

/**
 * The same of several tables, each under its name in the database and with its `id`, which is null where a left join has nothing.
 * @param finish adds from, joins, where and the rest
 */
export const joinedStatement = <T extends Tables>(
  database: Pick<Database, 'db' | 'read'>,
  tables: T,
  finish: (select: JoinedSelect<T>) => Finished,
  narrowings: { [K in keyof T]?: Narrowing } = {},
): Statement<{ [K in keyof T]: Row<T[K]> }> =>
  prepared(
    database,
    (selected) => {
      const chosen = Object.fromEntries(
        Object.entries(tables).map(([name, columns]) => [name, narrow(columns, narrowings[name], selected)]),
      ) as T;
      const { sql: text, params } = finish(joinedSelectOf(database.db, chosen)).toSQL();
      const decoders = Object.entries(chosen).map(([name, columns]) => ({ name, decode: decoderOf(columns) }));
      const decode = (row: Record<string, unknown>) => {
        for (const { name, decode: decodePart } of decoders) {
          const part = row[name] as Record<string, unknown>;
          if (part.id !== null) decodePart(part);
        }
      };
      return { text, params, decode };
    },
    true,
  );
