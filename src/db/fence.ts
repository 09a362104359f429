/** A fence: what was read before it was passed is on disk once it is. */
import { sql } from 'drizzle-orm';
import type { Db, Tx } from './connection.js';
import { fences } from './tables/index.js';

/**
 * Writes something, so that its commit waits for the log. InnoDB shows the changes of a transaction to others before they are on
 * disk: who has only read them, and says so, would have told of what a crash of the database undoes. The log is written in order,
 * so with this write everything that was seen before it is there to stay.
 */
export const passFence = async (db: Db | Tx): Promise<void> => {
  // One of several, so that those who pass at once need not queue.
  const id = Math.floor(Math.random() * 64);
  await db
    .insert(fences)
    .values({ id, passed: 1 })
    .onDuplicateKeyUpdate({ set: { passed: sql`${fences.passed} + 1` } });
};
