/** The picture that a user is shown by. */
import { eq } from 'drizzle-orm';
import type { Context } from '../../context.js';
import type { Tx } from '../../db/connection.js';
import { avatars, type FileRow } from '../../db/tables/index.js';
import { viewFile } from './read.js';
import { requireUsable, setUnused, setUsed } from './use.js';

export const avatarOfUser = async (ctx: Context, userId: string): Promise<FileRow | null> =>
  viewFile(ctx, (await ctx.loaders.avatarByUserId.load(userId))?.fileId);

/** Sets the picture, or takes it away; the one before is left to the sweep. @throws AppError NOT_FOUND, BAD_USER_INPUT */
export const setAvatar = async (tx: Tx, userId: string, fileId: string | null, now: Date): Promise<void> => {
  const [before] = await tx.select().from(avatars).where(eq(avatars.userId, userId));
  if (fileId !== null) {
    await requireUsable(tx, userId, fileId, 'AVATAR', 'input.avatarFileId');
    await tx.insert(avatars).values({ userId, fileId }).onDuplicateKeyUpdate({ set: { fileId } });
    await setUsed(tx, fileId);
  } else await tx.delete(avatars).where(eq(avatars.userId, userId));
  if (before && before.fileId !== fileId) await setUnused(tx, before.fileId, now);
};
