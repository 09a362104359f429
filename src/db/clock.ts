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
/** Milliseconds by which a comparison may be off that is to change anything. */
const mostDoubt = 50;

/** Milliseconds since 1970 by this machine as it began; unlike its clock, that is never put forward or back. */
const steadily = (): number => performance.timeOrigin + performance.now();

/** @param local this machine's clock */
export const createDatabaseClock = async (db: Db, local = steadily): Promise<DatabaseClock> => {
  let offset = 0;
  let known = false;
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
    // A database that answers slowly says little of the time: better what was known before.
    if (known && best.doubt > mostDoubt) return;
    known = true;
    // Within the time that asking takes, no difference can be told from none.
    offset = Math.abs(best.offset) <= best.doubt + 1 ? 0 : best.offset;
  };
  await compare();
  return { now: () => new Date(local() + offset), compare };
};
