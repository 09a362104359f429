/** Rounds of background work, each of which one process takes, however many there are. */
import { and, eq, lte, sql } from 'drizzle-orm';
import type { Services } from '../context.js';
import { rounds } from '../db/tables/index.js';

// By the database's clock, the one that all processes share.
const now = sql`utc_timestamp(3)`;
const inTime = (milliseconds: number) => sql`timestampadd(microsecond, ${milliseconds * 1000}, ${now})`;

/** Begins the rounds of that name, unless others have: the first is due after `firstMs`. */
export const openRounds = async ({ db }: Services, name: string, firstMs: number): Promise<void> => {
  await db
    .insert(rounds)
    .ignore()
    .values({ name, dueAt: inTime(firstMs) });
};

/**
 * Takes the round of that name if it is due; the next is due after `intervalMs`, whether or not this one ends.
 * @returns whether it is the caller's to do
 */
export const claimRound = async ({ db }: Services, name: string, intervalMs: number): Promise<boolean> => {
  const [claimed] = await db
    .update(rounds)
    .set({ dueAt: inTime(intervalMs) })
    .where(and(eq(rounds.name, name), lte(rounds.dueAt, now)));
  return claimed.affectedRows === 1;
};
