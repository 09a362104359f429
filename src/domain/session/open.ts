/** Opening a session, and the tokens that come with one. */
import type { Context } from '../../context.js';
import type { Db, Tx } from '../../db/connection.js';
import { newId } from '../../db/id.js';
import { sessions, type UserRow } from '../../db/tables/index.js';
import { placeOf } from '../guess.js';

export type AuthPayload = {
  user: UserRow;
  accessToken: string;
  accessTokenExpiresAt: Date;
  refreshToken: string;
  refreshTokenExpiresAt: Date;
};

/** A new access token beside a refresh token. */
export const grantTokens = async (
  ctx: Context,
  user: UserRow,
  sessionId: string,
  refresh: { token: string; expiresAt: Date },
): Promise<AuthPayload> => {
  const access = await ctx.tokens.issue({ userId: user.id, sessionId }, ctx.clock.now());
  return {
    user,
    accessToken: access.token,
    accessTokenExpiresAt: access.expiresAt,
    refreshToken: refresh.token,
    refreshTokenExpiresAt: refresh.expiresAt,
  };
};

/** Opens a session for a user; the caller has established who it is. */
export const openSession = async (
  ctx: Context,
  db: Db | Tx,
  user: UserRow,
): Promise<AuthPayload & { sessionId: string }> => {
  const now = ctx.clock.now();
  const { token, expiresAt, ...hashes } = ctx.refreshTokens.create(now);
  const sessionId = newId('session');
  await db.insert(sessions).values({
    id: sessionId,
    userId: user.id,
    ...hashes,
    refreshExpiresAt: expiresAt,
    userAgent: ctx.caller.userAgent?.slice(0, 255) ?? null,
    ip: ctx.caller.ip ?? null,
    place: placeOf(ctx.caller.ip),
    createdAt: now,
    lastUsedAt: now,
  });
  return { ...(await grantTokens(ctx, user, sessionId, { token, expiresAt })), sessionId };
};
