/** Turns whose time is up: closed in the background, whoever is connected. */
import { setTimeout as delay } from 'node:timers/promises';
import { and, asc, eq, lte } from 'drizzle-orm';
import pLimit from 'p-limit';
import type { Services } from '../../context.js';
import { interviews, turns } from '../../db/tables/index.js';
import { tryChangeInterview } from '../interview/change.js';
import { settleClock } from '../interview/steps.js';

const batch = 1_000;
/** Turns closed at once. */
const concurrency = 8;

/** Closes the turns whose deadline has passed, the longest overdue first; asks the questions that have waited long enough. */
export const expireTurns = async (services: Services): Promise<void> => {
  const { db, clock, log } = services;
  const due = await db
    .select({ interviewId: turns.interviewId })
    .from(turns)
    .where(and(eq(turns.status, 'ASKED'), lte(turns.deadlineAt, clock.now())))
    .orderBy(asc(turns.deadlineAt))
    .limit(batch);
  const waiting = await db
    .select({ interviewId: interviews.id })
    .from(interviews)
    .where(and(lte(interviews.goesOnAt, clock.now()), eq(interviews.status, 'LIVE')))
    .limit(batch);
  const limit = pLimit(concurrency);
  // The trouble of one is not to hold up the others.
  const expire = (interviewId: string) =>
    expireIn(services, interviewId).catch((error: unknown) =>
      log.warn({ interviewId, err: error }, 'the clock of an interview could not be kept'),
    );
  await Promise.all([...due, ...waiting].map(({ interviewId }) => limit(() => expire(interviewId))));
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
  await expireWhen(services, turn.interviewId, turn.deadlineAt);
};

/** Asks the question that waits for a judgement, if it has waited long enough. May run any number of times, also at once. */
export const goOnWithout = async (services: Services, interviewId: string): Promise<void> => {
  const [interview] = await services.db
    .select({ goesOnAt: interviews.goesOnAt })
    .from(interviews)
    .where(eq(interviews.id, interviewId));
  if (interview?.goesOnAt) await expireWhen(services, interviewId, interview.goesOnAt);
};

const expireWhen = async (services: Services, interviewId: string, at: Date): Promise<void> => {
  const left = at.getTime() - services.clock.now().getTime();
  if (left > earliest) return;
  if (left > 0) await delay(left);
  await expireIn(services, interviewId);
};

/** An interview that someone else is at is passed over: the next round comes at once, and others are not to wait for it. */
const expireIn = (services: Services, interviewId: string): Promise<void> =>
  tryChangeInterview(services, interviewId, async (change) => {
    // Since it was found, an answer, a pause or another worker may have come before.
    if (change.interview.status === 'LIVE') await settleClock(change);
  });
