/** Ending sessions: at once and everywhere, sockets included. */
import { and, eq, gt, inArray, isNull, lt, ne, type SQL } from 'drizzle-orm';
import type { Context, Services } from '../../context.js';
import { type Tx, transaction } from '../../db/connection.js';
import { isId } from '../../db/id.js';
import { sessions } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { recordEvent } from '../audit.js';
import { forgetReads } from '../reads.js';
import { requireViewer } from '../viewer.js';

/**
 * Ends the sessions that match, in a transaction.
 * @returns their ids, to be announced after the commit
 */
export const endSessions = async ({ clock }: Pick<Services, 'clock'>, tx: Tx, where: SQL): Promise<string[]> => {
  const alive = and(where, isNull(sessions.revokedAt));
  const ended = (await tx.select({ id: sessions.id }).from(sessions).where(alive).for('update')).map(({ id }) => id);
  if (ended.length > 0) {
    await tx.update(sessions).set({ revokedAt: clock.now() }).where(inArray(sessions.id, ended));
  }
  return ended;
};

/** The sessions of a user, all or all but one. */
export const sessionsOf = (userId: string, except?: string): SQL =>
  and(eq(sessions.userId, userId), except === undefined ? undefined : ne(sessions.id, except)) as SQL;

/** Ends this session, or all of the user's; their tokens are refused from now on. */
export const logout = async (ctx: Context, everywhere: boolean): Promise<boolean> => {
  const { userId, sessionId } = requireViewer(ctx);
  const ended = await transaction(ctx.db, async (tx) => {
    await recordEvent(ctx, tx, { action: 'SIGNED_OUT', userId, ...(everywhere ? { detail: 'everywhere' } : {}) });
    return endSessions(ctx, tx, everywhere ? sessionsOf(userId) : eq(sessions.id, sessionId));
  });
  ctx.revocations.announce(ended);
  // For what else the operation asks.
  ctx.viewer = undefined;
  return true;
};

/**
 * Ends one of the viewer's sessions; one that has ended already stays so.
 * @throws AppError NOT_FOUND for one that is not there, or another's
 */
export const revokeSession = async (ctx: Context, id: string): Promise<boolean> => {
  const { userId, sessionId } = requireViewer(ctx);
  if (!isId('session', id)) throw new AppError('NOT_FOUND');
  const ended = await transaction(ctx.db, async (tx) => {
    const [session] = await tx.select({ userId: sessions.userId }).from(sessions).where(eq(sessions.id, id));
    if (session?.userId !== userId) throw new AppError('NOT_FOUND');
    const ids = await endSessions(ctx, tx, eq(sessions.id, id));
    if (ids.length > 0) await recordEvent(ctx, tx, { action: 'SESSION_REVOKED', userId, detail: id });
    return ids;
  });
  ctx.revocations.announce(ended);
  if (id === sessionId) ctx.viewer = undefined;
  forgetReads(ctx);
  return true;
};

/** Ids of one statement. */
const batch = 1_000;

/** Which of these sessions have ended, by the database's word: no message could have been lost on the way. */
export const findEndedSessions = async ({ db }: Services, ids: string[]): Promise<string[]> => {
  const living = new Set<string>();
  for (let at = 0; at < ids.length; at += batch) {
    const some = inArray(sessions.id, ids.slice(at, at + batch));
    const alive = await db
      .select({ id: sessions.id })
      .from(sessions)
      .where(and(some, isNull(sessions.revokedAt)));
    for (const { id } of alive) living.add(id);
  }
  return ids.filter((id) => !living.has(id));
};

/** Announces again what has ended while access tokens could still be in date: Redis may have been away, or forgotten it. */
export const announceEnded = async ({ db, clock, revocations }: Services): Promise<void> => {
  const since = new Date(clock.now().getTime() - revocations.lifetime * 1000);
  const recent = await db.select({ id: sessions.id }).from(sessions).where(gt(sessions.revokedAt, since));
  revocations.announce(recent.map(({ id }) => id));
};

/** Milliseconds for which a session that is over stays: its place is still familiar, and a late token is known for what it is. */
const kept = 90 * 24 * 60 * 60 * 1000;

/** Removes sessions that have long been over. */
export const clearSessions = async ({ db, clock }: Services): Promise<void> => {
  await db
    .delete(sessions)
    .where(lt(sessions.refreshExpiresAt, new Date(clock.now().getTime() - kept)))
    .limit(1_000);
};
