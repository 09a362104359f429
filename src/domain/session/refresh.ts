/** Staying signed in: each refresh token is traded once, and one that comes back ends its session. */
import { eq } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { transaction } from '../../db/connection.js';
import { type SessionRow, sessions, type UserRow, users } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { recordEvent } from '../audit.js';
import { endSessions } from './end.js';
import { type AuthPayload, grantTokens } from './open.js';

/** Seconds for which the token that was just traded gives its successor again: the reply may have been lost. */
const grace = 10;

type Granted = { user: UserRow; session: SessionRow; token: string; expiresAt: Date };
type Reused = { reused: string[] };

/** What is to be given again for a token that was traded a moment ago; undefined for one that was used before. */
const repeated = (ctx: Context, session: SessionRow, presented: string, hash: string, now: Date) => {
  const { parentHash, rotationSalt, rotatedAt } = session;
  if (hash !== parentHash || !rotationSalt || !rotatedAt) return undefined;
  if (now.getTime() - rotatedAt.getTime() > grace * 1000) return undefined;
  return ctx.refreshTokens.succeed(presented, rotationSalt, rotatedAt);
};

/**
 * Trades a refresh token for a new pair. The same token within seconds, as often as it comes, gives the same new one.
 * @throws AppError UNAUTHENTICATED when the token is unknown or expired or its session has ended; also when it was used
 * before: someone else may hold it, so the session ends
 */
export const refreshSession = async (ctx: Context, presented: string): Promise<AuthPayload> => {
  const hashes = ctx.refreshTokens.hash(presented);
  if (!hashes) throw new AppError('UNAUTHENTICATED');
  const granted = await transaction(ctx.db, async (tx): Promise<Granted | Reused | undefined> => {
    const now = ctx.clock.now();
    // Locked, so that of many at once the first trades and the others find it traded.
    const [session] = await tx.select().from(sessions).where(eq(sessions.familyHash, hashes.familyHash)).for('update');
    if (!session || session.revokedAt || session.refreshExpiresAt <= now) return undefined;
    const [user] = await tx.select().from(users).where(eq(users.id, session.userId));
    if (!user) return undefined;
    if (session.refreshHash !== hashes.refreshHash) {
      const again = repeated(ctx, session, presented, hashes.refreshHash, now);
      if (again) return { user, session, ...again };
      const reused = await endSessions(ctx, tx, eq(sessions.id, session.id));
      await recordEvent(ctx, tx, { action: 'TOKEN_REUSED', userId: user.id, actorId: null, sessionId: session.id });
      return { reused };
    }
    const rotationSalt = ctx.refreshTokens.createSalt();
    const next = ctx.refreshTokens.succeed(presented, rotationSalt, now);
    await tx
      .update(sessions)
      .set({
        refreshHash: next.refreshHash,
        refreshExpiresAt: next.expiresAt,
        parentHash: hashes.refreshHash,
        rotationSalt,
        rotatedAt: now,
        lastUsedAt: now,
      })
      .where(eq(sessions.id, session.id));
    return { user, session, ...next };
  });
  if (granted && 'reused' in granted) ctx.revocations.announce(granted.reused);
  if (!granted || 'reused' in granted) throw new AppError('UNAUTHENTICATED');
  return grantTokens(ctx, granted.user, granted.session.id, granted);
};
