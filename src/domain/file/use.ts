/** Putting a file to use: only the owner's own, of the right purpose, that was taken. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/connection.js';
import type { FilePurpose } from '../../db/enums.js';
import { isId } from '../../db/id.js';
import { type FileRow, files } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { badInput } from '../input.js';

/**
 * The file, locked, so that it cannot be deleted meanwhile.
 * @param path of the input that named it
 * @throws AppError NOT_FOUND for one that does not exist or is another's, BAD_USER_INPUT for one that cannot be used so
 */
export const requireUsable = async (
  tx: Tx,
  userId: string,
  fileId: string,
  purpose: FilePurpose,
  path: string,
): Promise<FileRow> => {
  const [file] = isId('file', fileId) ? await tx.select().from(files).where(eq(files.id, fileId)).for('update') : [];
  if (file?.ownerId !== userId) throw new AppError('NOT_FOUND');
  if (file.purpose !== purpose) {
    throw badInput(path, { en: `is not a file for ${purpose}`, zh: `不是用途为 ${purpose} 的文件` });
  }
  if (file.status !== 'READY') {
    throw badInput(path, {
      en: `is ${file.status}: complete its upload first`,
      zh: `状态为 ${file.status}：请先完成上传`,
    });
  }
  return file;
};

/** To be called in the transaction in which something begins to refer to a file. */
export const setUsed = async (tx: Tx, fileId: string): Promise<void> => {
  await tx.update(files).set({ unusedSince: null }).where(eq(files.id, fileId));
};

/** To be called in the transaction in which the last that referred to a file has let go of it: the sweep may then take it. */
export const setUnused = async (tx: Tx, fileId: string, now: Date): Promise<void> => {
  await tx.update(files).set({ unusedSince: now }).where(eq(files.id, fileId));
};
