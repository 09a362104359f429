/** The one clock: that of the database, which every server shares, whatever the machines they run on make of the time. */
import { sql } from 'drizzle-orm';
import type { Db } from './connection.js';

export type DatabaseClock = {
  /** The time by the database's clock, to within a few milliseconds. */
  now(): Date;
  /** Compares the clocks anew. @throws when the database is away; the clock then goes on as it did */
  compare(): Promise<void>;
};

/** Of how many comparisons the quickest counts. */
const samples = 3;

/** @param local this machine's clock, in milliseconds since 1970 */
export const createDatabaseClock = async (db: Db, local = Date.now): Promise<DatabaseClock> => {
  let offset = 0;
  const sample = async (): Promise<{ offset: number; doubt: number }> => {
    const sent = local();
    // Milliseconds since 1970, whatever the session's time zone.
    const micros = sql<string>`timestampdiff(microsecond, '1970-01-01', utc_timestamp(6))`;
    const [row] = await db.select({ micros }).from(sql`(select 1) as one`);
    const doubt = (local() - sent) / 2;
    return { offset: Number(row?.micros) / 1_000 - (sent + doubt), doubt };
  };
  const compare = async (): Promise<void> => {
    let best = await sample();
    for (let left = samples - 1; left > 0; left--) {
      const next = await sample();
      if (next.doubt < best.doubt) best = next;
    }
    // Within the time that asking takes, no difference can be told from none.
    offset = Math.abs(best.offset) <= best.doubt + 1 ? 0 : best.offset;
  };
  await compare();
  return { now: () => new Date(local() + offset), compare };
};
