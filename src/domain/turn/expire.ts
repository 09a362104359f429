/** Turns whose time is up: closed in the background, whoever is connected. */
import { setTimeout as delay } from 'node:timers/promises';
import { and, asc, eq, lte } from 'drizzle-orm';
import pLimit from 'p-limit';
import type { Services } from '../../context.js';
import { turns } from '../../db/tables/index.js';
import { tryChangeInterview } from '../interview/change.js';
import { settleClock } from '../interview/steps.js';

const batch = 1_000;
/** Turns closed at once. */
const concurrency = 8;

/** Closes the turns whose deadline has passed, the longest overdue first. */
export const expireTurns = async (services: Services): Promise<void> => {
  const { db, clock, log } = services;
  const due = await db
    .select({ id: turns.id, interviewId: turns.interviewId })
    .from(turns)
    .where(and(eq(turns.status, 'ASKED'), lte(turns.deadlineAt, clock.now())))
    .orderBy(asc(turns.deadlineAt))
    .limit(batch);
  const limit = pLimit(concurrency);
  // The trouble of one is not to hold up the others.
  const expire = ({ id, interviewId }: { id: string; interviewId: string }) =>
    expireIn(services, interviewId).catch((error: unknown) =>
      log.warn({ turnId: id, err: error }, 'a turn could not be expired'),
    );
  await Promise.all(due.map((turn) => limit(() => expire(turn))));
};

/** Milliseconds that an alarm may ring too early: the clocks of two machines differ. */
const earliest = 1_000;

/** Closes one turn, if its time is up. May run any number of times, also at once. */
export const expireTurn = async (services: Services, turnId: string): Promise<void> => {
  const [turn] = await services.db
    .select({ interviewId: turns.interviewId, status: turns.status, deadlineAt: turns.deadlineAt })
    .from(turns)
    .where(eq(turns.id, turnId));
  if (turn?.status !== 'ASKED' || turn.deadlineAt === null) return;
  const left = turn.deadlineAt.getTime() - services.clock.now().getTime();
  if (left > earliest) return;
  if (left > 0) await delay(left);
  await expireIn(services, turn.interviewId);
};

/** An interview that someone else is at is passed over: the next round comes at once, and others are not to wait for it. */
const expireIn = (services: Services, interviewId: string): Promise<void> =>
  tryChangeInterview(services, interviewId, async (change) => {
    // Since it was found, an answer, a pause or another worker may have come before.
    if (change.interview.status === 'LIVE') await settleClock(change);
  });
