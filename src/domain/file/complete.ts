/** Completing an upload: what arrived is put out of its sender's reach, looked at, and taken or refused. */
import { and, eq } from 'drizzle-orm';
import type { Context, Services } from '../../context.js';
import { type FileRow, files } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { forgetReads } from '../reads.js';
import { requireViewer } from '../viewer.js';
import { fileIdOf, newShelfKey, quarantineKey, thumbnailKey } from './place.js';

/** A file of the viewer's own. @throws AppError NOT_FOUND */
export const findOwnFile = async (ctx: Context, id: string): Promise<FileRow> => {
  const { userId } = requireViewer(ctx);
  const file = await ctx.loaders.fileById.load(id);
  if (file?.ownerId !== userId) throw new AppError('NOT_FOUND');
  return file;
};

type Outcome = Pick<FileRow, 'status'> & Partial<FileRow>;

/** Looks at the copy under `key`, and puts renditions in its place where there are any. */
const examine = async (ctx: Context, file: FileRow, key: string): Promise<Outcome> => {
  const { inspector, store, clock } = ctx;
  const bytes = await store.read(key);
  if (!bytes) throw new Error('what was just copied is not there');
  const found = await inspector.inspect(file, bytes);
  if (!found.accepted) return { status: 'REJECTED', rejection: found.rejection };
  for (const { size, bytes: picture, contentType } of found.renditions ?? []) {
    await store.write(size === 64 ? thumbnailKey(key) : key, picture, contentType);
  }
  const { contentType, byteSize, sha256 } = found;
  return { status: 'READY', storageKey: key, contentType, byteSize, sha256, unusedSince: clock.now() };
};

/** Takes or refuses what has arrived. @returns false when nothing has */
const settle = async (ctx: Context, file: FileRow): Promise<boolean> => {
  const { store, clock, db, log } = ctx;
  const [from, to] = [quarantineKey(file.id), newShelfKey(file.id)];
  const discard = (keys: string[]) =>
    store
      .remove(keys)
      .catch((error: unknown) => log.warn({ fileId: file.id, err: error }, 'left to the sweep of files'));
  // What is looked at must be what is kept: the upload's URL can write to the first place, and nobody's to the second.
  if (!(await store.copy(from, to))) return false;
  const own = [to, thumbnailKey(to)];
  let outcome: Outcome;
  try {
    outcome = await examine(ctx, file, to);
  } catch (error) {
    await discard(own);
    throw error;
  }
  // Of two servers at once, the first to get here decides.
  const [settled] = await db
    .update(files)
    .set({ ...outcome, updatedAt: clock.now() })
    .where(and(eq(files.id, file.id), eq(files.status, 'PENDING')));
  const taken = settled.affectedRows === 1 && outcome.status === 'READY';
  await discard([from, ...(taken ? [] : own)]);
  return true;
};

/**
 * Takes or refuses what was uploaded; done before, it returns what came of it.
 * @throws AppError NOT_FOUND, CONFLICT while nothing has arrived, RATE_LIMITED
 */
export const completeUpload = async (ctx: Context, fileId: string): Promise<FileRow> => {
  const file = await findOwnFile(ctx, fileId);
  if (file.status !== 'PENDING') return file;
  const arrived = await ctx.inspector.inTurn(file.id, file.purpose, () => settle(ctx, file));
  forgetReads(ctx);
  const current = await findOwnFile(ctx, fileId);
  if (arrived || current.status !== 'PENDING') return current;
  throw new AppError('CONFLICT', {
    message: { en: 'Nothing has been uploaded yet.', zh: '尚未上传任何内容。' },
  });
};

/** Whether what a client writes to a key may still become a file. */
export const isAwaited = async ({ db }: Services, key: string): Promise<boolean> => {
  const id = fileIdOf(key);
  if (id === undefined || key !== quarantineKey(id)) return false;
  return (await db.$count(files, and(eq(files.id, id), eq(files.status, 'PENDING')))) === 1;
};
