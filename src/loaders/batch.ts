/** The one shape that every loader has: keys in, rows back in the order of the keys. */
import DataLoader from 'dataloader';

export type BatchLoader<V> = DataLoader<string, V>;

// Long lists are split, so that one statement never carries more ids than this.
const maxBatchSize = 1_000;

/** One row a key, or undefined. */
export const oneByKey = <R>(read: (keys: string[]) => Promise<R[]>, keyOf: (row: R) => string) =>
  new DataLoader<string, R | undefined>(
    async (keys) => {
      const rows = new Map((await read([...keys])).map((row) => [keyOf(row), row]));
      return keys.map((key) => rows.get(key));
    },
    { maxBatchSize },
  );

/** All rows of a key, in the order in which `read` gives them. */
export const manyByKey = <R>(read: (keys: string[]) => Promise<R[]>, keyOf: (row: R) => string) =>
  new DataLoader<string, R[]>(
    async (keys) => {
      const groups = new Map<string, R[]>(keys.map((key) => [key, []]));
      for (const row of await read([...keys])) groups.get(keyOf(row))?.push(row);
      return keys.map((key) => groups.get(key) ?? []);
    },
    { maxBatchSize },
  );
