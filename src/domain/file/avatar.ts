/** The picture that a user is shown by. */
import { eq } from 'drizzle-orm';
import type { Context } from '../../context.js';
import type { Tx } from '../../db/connection.js';
import { avatars, type FileRow } from '../../db/tables/index.js';
import { viewFile } from './read.js';
import { requireUsable } from './use.js';

export const avatarOfUser = async (ctx: Context, userId: string): Promise<FileRow | null> =>
  viewFile(ctx, (await ctx.loaders.avatarByUserId.load(userId))?.fileId);

/** Sets the picture, or takes it away; the one before goes with the next sweep. @throws AppError NOT_FOUND, BAD_USER_INPUT */
export const setAvatar = async (tx: Tx, userId: string, fileId: string | null): Promise<void> => {
  if (fileId === null) {
    await tx.delete(avatars).where(eq(avatars.userId, userId));
    return;
  }
  await requireUsable(tx, userId, fileId, 'AVATAR', 'input.avatarFileId');
  await tx.insert(avatars).values({ userId, fileId }).onDuplicateKeyUpdate({ set: { fileId } });
};
