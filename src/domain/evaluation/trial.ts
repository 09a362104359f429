/** Trials whether the preferred scorer is back: one at a time among all workers, and none before there is use in it. */
import { and, eq, lte } from 'drizzle-orm';
import type { Services } from '../../context.js';
import { rounds } from '../../db/tables/index.js';

// Unlike rounds by the clock of promises: these wait for as long as a model asks for.
const name = 'trial of the scorer';
/** Seconds until another makes one should its worker be gone; a call to a model takes two minutes at most. */
const longest = 130;

const inTime = ({ clock }: Services, seconds: number): Date => new Date(clock.now().getTime() + seconds * 1000);

/** Takes the next trial, if it is due. @returns whether it is the caller's to make, and to end */
export const claimTrial = async (services: Services): Promise<boolean> => {
  const { db } = services;
  const now = inTime(services, 0);
  const take = () =>
    db
      .update(rounds)
      .set({ dueAt: inTime(services, longest) })
      .where(and(eq(rounds.name, name), lte(rounds.dueAt, now)));
  const [taken] = await take();
  if (taken.affectedRows === 1) return true;
  const [added] = await db.insert(rounds).ignore().values({ name, dueAt: now });
  return added.affectedRows === 1 && (await take())[0].affectedRows === 1;
};

/** Ends a trial, or says after it that there is no use in another: the next is due in so many seconds. */
export const putOffTrial = async (services: Services, seconds: number): Promise<void> => {
  await services.db
    .update(rounds)
    .set({ dueAt: inTime(services, seconds) })
    .where(eq(rounds.name, name));
};
