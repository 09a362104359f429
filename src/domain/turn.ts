/** What happens to a turn: skipped by the candidate, or expired by the clock. */
import { and, asc, eq, lte } from 'drizzle-orm';
import type { Context, Services } from '../context.js';
import { type Turn, type TurnRow, turns } from '../db/tables/index.js';
import { AppError } from '../errors.js';
import { type Change, changeInterview } from './interview/change.js';
import { findInterview, requireOwnInterview } from './interview/read.js';
import { requireInterviewAction, requireTurnAction } from './interview/state.js';
import { closeTurn, goOn } from './interview/steps.js';
import { forgetReads } from './reads.js';

/** Runs one action on a turn, its interview locked; `turn` is the row as it is under the lock. */
export const actOnTurn = async <T>(
  ctx: Context,
  turnId: string,
  work: (change: Change, turn: TurnRow) => Promise<T>,
): Promise<T> => {
  const known = await ctx.loaders.turnById.load(turnId);
  if (!known) throw new AppError('NOT_FOUND');
  await findInterview(ctx, known.interviewId);
  const result = await changeInterview(ctx, known.interviewId, async (change) => {
    requireOwnInterview(ctx, change.interview);
    const [turn] = await change.tx.select().from(turns).where(eq(turns.id, turnId));
    if (!turn) throw new AppError('NOT_FOUND');
    return work(change, turn);
  });
  forgetReads(ctx);
  return result;
};

/** Leaves a question unanswered. Skipped already, the turn is returned as it is. */
export const skipTurn = async (ctx: Context, turnId: string): Promise<Turn> => {
  await actOnTurn(ctx, turnId, async (change, turn) => {
    if (turn.status === 'SKIPPED') return;
    requireInterviewAction(change.interview, 'skipTurn');
    requireTurnAction(turn, 'skipTurn', change.now);
    await closeTurn(change, turn.id, 'SKIPPED');
    await goOn(change);
  });
  const turn = await ctx.loaders.turnById.load(turnId);
  if (!turn) throw new AppError('NOT_FOUND');
  return turn;
};

const expiryBatch = 20;

/** Closes the turns whose deadline has passed, the longest overdue first. Runs in the background, whoever is connected. */
export const expireTurns = async (services: Services): Promise<void> => {
  const due = await services.db
    .select({ id: turns.id, interviewId: turns.interviewId })
    .from(turns)
    .where(and(eq(turns.status, 'ASKED'), lte(turns.deadlineAt, services.clock.now())))
    .orderBy(asc(turns.deadlineAt))
    .limit(expiryBatch);
  const results = await Promise.allSettled(due.map((turn) => expireTurn(services, turn)));
  for (const result of results) {
    if (result.status === 'rejected') services.log.warn({ err: result.reason }, 'a turn could not be expired');
  }
};

const expireTurn = (services: Services, { id, interviewId }: { id: string; interviewId: string }): Promise<void> =>
  changeInterview(services, interviewId, async (change) => {
    const [turn] = await change.tx.select().from(turns).where(eq(turns.id, id));
    // Since it was found, an answer or another worker may have closed it.
    if (turn?.status !== 'ASKED' || change.interview.status !== 'LIVE') return;
    await closeTurn(change, id, 'EXPIRED');
    await goOn(change);
  });

/** A turn that the viewer may see. */
export const findTurn = async (ctx: Context, id: string): Promise<Turn> => {
  const turn = await ctx.loaders.turnById.load(id);
  if (!turn) throw new AppError('NOT_FOUND');
  await findInterview(ctx, turn.interviewId);
  return turn;
};
