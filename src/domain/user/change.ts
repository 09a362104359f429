/** Changing one's own account: its row is locked, so that of two changes at once the second sees the first. */
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.js';
import { type Tx, transaction } from '../../db/connection.js';
import type { Locale } from '../../db/enums.js';
import { type UserRow, users } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { setAvatar } from '../file/avatar.js';
import { parseInput } from '../input.js';
import { forgetReads } from '../reads.js';
import { requireViewer } from '../viewer.js';
import { personName } from './register.js';

/** The account of the viewer, locked. @throws AppError UNAUTHENTICATED when it has been deleted meanwhile */
export const lockUser = async (tx: Tx, userId: string): Promise<UserRow> => {
  const [user] = await tx.select().from(users).where(eq(users.id, userId)).for('update');
  if (!user) throw new AppError('UNAUTHENTICATED');
  return user;
};

export type UserPatch = Partial<
  Pick<UserRow, 'name' | 'locale' | 'email' | 'emailVerified' | 'phone' | 'passwordHash' | 'role'>
>;

/** Writes a change; returns the account as it is now. */
export const saveUser = async (
  { clock }: Pick<Context, 'clock'>,
  tx: Tx,
  user: UserRow,
  patch: UserPatch,
): Promise<UserRow> => {
  const change = { ...patch, updatedAt: clock.now() };
  await tx.update(users).set(change).where(eq(users.id, user.id));
  return { ...user, ...change };
};

/** Changes name, language and picture; what is not given stays. @throws AppError BAD_USER_INPUT, NOT_FOUND */
export const updateUser = async (
  ctx: Context,
  input: { name?: string | null; locale?: Locale | null; avatarFileId?: string | null },
): Promise<UserRow> => {
  const { userId } = requireViewer(ctx);
  const patch: UserPatch = {
    // Neither can be taken away: null is as good as not given.
    ...(input.name == null ? {} : parseInput(ctx, z.object({ name: personName }), input)),
    ...(input.locale == null ? {} : { locale: input.locale }),
  };
  const user = await transaction(ctx.db, async (tx) => {
    const locked = await lockUser(tx, userId);
    if (input.avatarFileId !== undefined) await setAvatar(tx, userId, input.avatarFileId, ctx.clock.now());
    return saveUser(ctx, tx, locked, patch);
  });
  forgetReads(ctx);
  return user;
};
