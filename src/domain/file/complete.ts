/** Completing an upload: what arrived is put out of its sender's reach, looked at, and taken or refused. */
import { and, eq } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { type FileRow, files } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { forgetReads } from '../reads.js';
import { requireViewer } from '../viewer.js';
import { newShelfKey, quarantineKey } from './place.js';
import { thumbnailKey } from './read.js';

/** A file of the viewer's own. @throws AppError NOT_FOUND */
export const findOwnFile = async (ctx: Context, id: string): Promise<FileRow> => {
  const { userId } = requireViewer(ctx);
  const file = await ctx.loaders.fileById.load(id);
  if (file?.ownerId !== userId) throw new AppError('NOT_FOUND');
  return file;
};

type Outcome = Pick<FileRow, 'status'> & Partial<FileRow>;

/** Looks at the copy under `key`; what is not to stay there is gone afterwards. */
const examine = async (ctx: Context, file: FileRow, key: string): Promise<Outcome> => {
  const { inspector, store } = ctx;
  const found = await inspector.inspect(file, async () => {
    const bytes = await store.read(key);
    if (!bytes) throw new Error('what was just copied is not there');
    return bytes;
  });
  if (!found.accepted) return { status: 'REJECTED', rejection: found.rejection };
  for (const { size, bytes: picture, contentType } of found.renditions ?? []) {
    await store.write(size === 64 ? thumbnailKey(key) : key, picture, contentType);
  }
  const { contentType, byteSize, sha256 } = found;
  return { status: 'READY', storageKey: key, contentType, byteSize, sha256 };
};

/**
 * Takes or refuses what was uploaded; done before, it returns what came of it.
 * @throws AppError NOT_FOUND, CONFLICT while nothing has arrived
 */
export const completeUpload = async (ctx: Context, fileId: string): Promise<FileRow> => {
  const file = await findOwnFile(ctx, fileId);
  if (file.status !== 'PENDING') return file;
  const { store, clock, db, log } = ctx;
  const [from, to] = [quarantineKey(file.id), newShelfKey(file.id)];
  // What is looked at must be what is kept: the upload's URL can write to the first place, and nobody's to the second.
  const arrived = await store.copy(from, to);
  const again = async (): Promise<FileRow> => {
    forgetReads(ctx);
    return findOwnFile(ctx, fileId);
  };
  const discard = (keys: string[]) =>
    store.remove(keys).catch((error: unknown) => log.warn({ fileId, err: error }, 'left to the sweep of files'));
  if (!arrived) {
    const current = await again();
    if (current.status !== 'PENDING') return current;
    throw new AppError('CONFLICT', {
      message: { en: 'Nothing has been uploaded yet.', zh: '尚未上传任何内容。' },
    });
  }
  const own = [to, thumbnailKey(to)];
  let outcome: Outcome;
  try {
    outcome = await examine(ctx, file, to);
  } catch (error) {
    await discard(own);
    throw error;
  }
  // Of two at once, the first to get here decides.
  const [settled] = await db
    .update(files)
    .set({ ...outcome, updatedAt: clock.now() })
    .where(and(eq(files.id, file.id), eq(files.status, 'PENDING')));
  const won = settled.affectedRows === 1;
  await discard([from, ...(won && outcome.status === 'READY' ? [] : own)]);
  return again();
};
