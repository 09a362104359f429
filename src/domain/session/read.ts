/** Reading sessions: where an account is signed in. */
import type { Context } from '../../context.js';
import type { Session } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { canViewUser } from '../user/read.js';

const isAlive = (ctx: Context, { refreshExpiresAt }: Session): boolean => refreshExpiresAt > ctx.clock.now();

/** Where a user is signed in, the newest hundred first; whoever may see the user may see this. */
export const listSessions = async (ctx: Context, userId: string): Promise<Session[]> =>
  (await ctx.loaders.sessionsByUserId.load(userId)).filter((session) => isAlive(ctx, session));

/** @throws AppError NOT_FOUND for one that has ended, is not there, or is of an account that the viewer may not see */
export const findSession = async (ctx: Context, id: string): Promise<Session> => {
  const session = await ctx.loaders.sessionById.load(id);
  if (!session || !canViewUser(ctx.viewer, { id: session.userId }) || !isAlive(ctx, session)) {
    throw new AppError('NOT_FOUND');
  }
  return session;
};

export const isCurrentSession = (ctx: Context, session: Session): boolean => session.id === ctx.viewer?.sessionId;
