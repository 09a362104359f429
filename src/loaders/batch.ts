/** The shapes that every loader has: keys in, rows back in the order of the keys. */
import DataLoader from 'dataloader';
import { type AnyColumn, type SQL, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/mysql-core';
import type { Tally } from '../db/connection.js';
import type { Statement } from './statement.js';

// Statements that are prepared are everyone's, so that they are counted here.
// Long lists are split, so that one statement never carries more keys than this.
const options = { maxBatchSize: 1_000 };

/** The condition of such a statement: the driver writes the list out, so that one text serves every number of keys. */
export const inKeys = (column: AnyColumn, name = 'keys'): SQL => sql`${column} in (${sql.placeholder(name)})`;

// Ids are ASCII, and so are their columns: a key of other characters names nothing, and would fail the keys beside it.
const isPossible = (key: string): boolean => /^[\x21-\x7e]+$/.test(key);

/** A loader that also gives at once what it has: a promise for each of a thousand values costs more than to read them. */
export class RowLoader<V> extends DataLoader<string, V> {
  readonly #known = new Map<string, V>();

  constructor(read: (keys: readonly string[]) => Promise<V[]>) {
    super(async (keys) => {
      const values = await read(keys);
      for (const [at, key] of keys.entries()) this.#known.set(key, values[at] as V);
      return values;
    }, options);
  }

  /** What is there already, else a promise of it. */
  get(key: string): V | Promise<V> {
    const known = this.#known.get(key);
    return known === undefined ? super.load(key) : known;
  }

  override load(key: string): Promise<V> {
    const known = this.#known.get(key);
    return known === undefined ? super.load(key) : Promise.resolve(known);
  }

  /** Where it is read already, it stays as it is. */
  override prime(key: string, value: V): this {
    if (!this.#known.has(key)) this.#known.set(key, value);
    return this;
  }
}

/** One row a key, or undefined. Called once for each operation. */
export const oneByKey =
  <R>(statement: Statement<R>, keyOf: (row: R) => string) =>
  (tally: Tally): RowLoader<R | undefined> =>
    new RowLoader(async (keys) => {
      const possible = keys.filter(isPossible);
      if (possible.length > 0) tally.statements++;
      const found = possible.length > 0 ? await statement.execute({ keys: possible }, tally.selected) : [];
      const rows = new Map(found.map((row) => [keyOf(row), row]));
      return keys.map((key) => rows.get(key));
    });

/** All rows of a key, in the order in which the statement gives them. Called once for each operation. */
export const manyByKey =
  <R>(statement: Statement<R>, keyOf: (row: R) => string) =>
  (tally: Tally): RowLoader<R[]> =>
    new RowLoader(async (keys) => {
      tally.statements++;
      const groups = new Map<string, R[]>(keys.map((key) => [key, []]));
      for (const row of await statement.execute({ keys }, tally.selected)) groups.get(keyOf(row))?.push(row);
      return keys.map((key) => groups.get(key) ?? []);
    });

type Numbered = { number: number };

// The library's type of it wants the parts spelt out one by one.
const join = unionAll as unknown as <R>(...parts: PromiseLike<R[]>[]) => PromiseLike<R[]>;

/**
 * Loads by conditions rather than keys: the parts are joined into one statement, and tell by number whose each row is.
 * Called once for each operation.
 */
export const inOneStatement =
  <K, R extends Numbered, V>(
    select: (key: K, number: SQL.Aliased<number>) => PromiseLike<R[]>,
    collect: (rows: R[]) => V,
  ) =>
  (tally: Tally) =>
    new DataLoader<K, V>(
      async (keys) => {
        tally.statements++;
        const parts = keys.map((key, index) => select(key, sql<number>`${index}`.mapWith(Number).as('number')));
        const rows = await (parts.length > 1 ? join(...parts) : (parts[0] as PromiseLike<R[]>));
        const lists = keys.map((): R[] => []);
        for (const row of rows) lists[row.number]?.push(row);
        return lists.map(collect);
      },
      { cache: false, maxBatchSize: 100 },
    );
