/** Sessions: signing in, staying signed in, signing out. */
import { and, eq, gt, isNull } from 'drizzle-orm';
import { verifyPassword } from '../auth/password.js';
import { createRefreshToken, hashRefreshToken, refreshLifetime } from '../auth/token.js';
import type { Context } from '../context.js';
import type { Db, Tx } from '../db/connection.js';
import { newId } from '../db/id.js';
import { sessions, type UserRow, users } from '../db/tables/index.js';
import { AppError } from '../errors.js';
import { type ContactInput, hasContact, parseContact } from './contact.js';
import { badInput } from './input.js';
import { requireViewer } from './viewer.js';

export type AuthPayload = {
  user: UserRow;
  accessToken: string;
  accessTokenExpiresAt: Date;
  refreshToken: string;
  refreshTokenExpiresAt: Date;
};

/** Opens a session for a user; the caller has established who it is. */
export const openSession = async (ctx: Context, db: Db | Tx, user: UserRow): Promise<AuthPayload> => {
  const now = ctx.clock.now();
  const refresh = createRefreshToken();
  const refreshExpiresAt = new Date(now.getTime() + refreshLifetime * 1000);
  const sessionId = newId('session');
  await db.insert(sessions).values({
    id: sessionId,
    userId: user.id,
    refreshHash: refresh.hash,
    refreshExpiresAt,
    userAgent: ctx.caller.userAgent?.slice(0, 255) ?? null,
    ip: ctx.caller.ip ?? null,
    createdAt: now,
    lastUsedAt: now,
  });
  return payload(ctx, user, sessionId, refresh.token, refreshExpiresAt, now);
};

const payload = async (
  ctx: Context,
  user: UserRow,
  sessionId: string,
  refreshToken: string,
  refreshTokenExpiresAt: Date,
  now: Date,
): Promise<AuthPayload> => {
  const access = await ctx.tokens.issue({ userId: user.id, sessionId }, now);
  return {
    user,
    accessToken: access.token,
    accessTokenExpiresAt: access.expiresAt,
    refreshToken,
    refreshTokenExpiresAt,
  };
};

/**
 * Signs in by password.
 * @throws AppError INVALID_CREDENTIALS alike for an unknown account and a wrong password, after the same work
 */
export const login = async (
  ctx: Context,
  input: { contact: ContactInput; password?: string | null },
): Promise<AuthPayload> => {
  const contact = parseContact(input.contact);
  if (!input.password) throw badInput('input.password', { en: 'is required', zh: '必填' });
  const [user] = await ctx.db.select().from(users).where(hasContact(contact));
  const matches = await verifyPassword(user?.passwordHash, input.password);
  if (!user || !matches) throw new AppError('INVALID_CREDENTIALS');
  return openSession(ctx, ctx.db, user);
};

/**
 * Trades a refresh token for a new pair; the old one is used up.
 * @throws AppError UNAUTHENTICATED when the token is unknown, used, expired or its session ended
 */
export const refreshSession = async (ctx: Context, refreshToken: string): Promise<AuthPayload> => {
  const now = ctx.clock.now();
  const refresh = createRefreshToken();
  const refreshExpiresAt = new Date(now.getTime() + refreshLifetime * 1000);
  const presented = hashRefreshToken(refreshToken);
  const [found] = await ctx.db
    .select({ sessionId: sessions.id, user: users })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(eq(sessions.refreshHash, presented));
  if (!found) throw new AppError('UNAUTHENTICATED');
  // The condition, not the read above, decides: of several at once exactly one rotates.
  const [result] = await ctx.db
    .update(sessions)
    .set({ refreshHash: refresh.hash, refreshExpiresAt, lastUsedAt: now })
    .where(and(eq(sessions.refreshHash, presented), gt(sessions.refreshExpiresAt, now), isNull(sessions.revokedAt)));
  if (result.affectedRows !== 1) throw new AppError('UNAUTHENTICATED');
  return payload(ctx, found.user, found.sessionId, refresh.token, refreshExpiresAt, now);
};

/** Ends this session, or all of the user's; their tokens are refused from now on. */
export const logout = async (ctx: Context, everywhere: boolean): Promise<boolean> => {
  const viewer = requireViewer(ctx);
  await ctx.db
    .update(sessions)
    .set({ revokedAt: ctx.clock.now() })
    .where(
      and(
        everywhere ? eq(sessions.userId, viewer.userId) : eq(sessions.id, viewer.sessionId),
        isNull(sessions.revokedAt),
      ),
    );
  return true;
};
