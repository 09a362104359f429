/** Deleting files: the row at once, the bytes by promised work. */
import { eq, inArray } from 'drizzle-orm';
import type { Context, Services } from '../../context.js';
import { type Tx, transaction } from '../../db/connection.js';
import { files, resumes } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { holdJob } from '../hold.js';
import { dispatchJob, type PromisedJob, promiseJobs, settleJobs } from '../job.js';
import { forgetReads } from '../reads.js';
import { lockUser } from '../user/change.js';
import { findOwnFile } from './complete.js';
import { quarantineKey, shelfPrefix } from './place.js';

/** Deletes rows and promises to remove their bytes; the jobs that it returns are to be dispatched after the commit. */
export const dropFiles = async (tx: Tx, ids: string[], now: Date): Promise<PromisedJob[]> => {
  if (ids.length === 0) return [];
  await tx.delete(files).where(inArray(files.id, ids));
  const jobs = ids.map((id): PromisedJob => ({ topic: 'REMOVE_FILE', subjectId: id }));
  await promiseJobs(tx, jobs, now);
  return jobs;
};

/**
 * Deletes a file of the viewer's. An answer loses its recording by it, a user the picture.
 * @throws AppError NOT_FOUND, CONFLICT for the file of the resume
 */
export const deleteFile = async (ctx: Context, id: string): Promise<boolean> => {
  const { ownerId } = await findOwnFile(ctx, id);
  const now = ctx.clock.now();
  const jobs = await transaction(ctx.db, async (tx) => {
    await lockUser(tx, ownerId);
    const [file] = await tx.select({ id: files.id }).from(files).where(eq(files.id, id)).for('update');
    if (!file) throw new AppError('NOT_FOUND');
    const [resume] = await tx.select({ deletedAt: resumes.deletedAt }).from(resumes).where(eq(resumes.fileId, id));
    if (resume && resume.deletedAt === null) {
      throw new AppError('CONFLICT', {
        message: {
          en: 'This is the file of your resume. Delete the resume, or replace it.',
          zh: '这是你当前简历的文件。请删除或替换简历。',
        },
      });
    }
    return dropFiles(tx, [id], now);
  });
  for (const job of jobs) dispatchJob(ctx, job);
  forgetReads(ctx);
  return true;
};

/** Removes the bytes of a file that is no more. */
export const removeFile = (services: Services, fileId: string): Promise<void> => {
  const { store, db } = services;
  const job = { topic: 'REMOVE_FILE', subjectId: fileId } as const;
  return holdJob(services, job, 'bytes of a deleted file not removed', async () => {
    const keys = [quarantineKey(fileId)];
    for await (const { key } of store.list(shelfPrefix(fileId))) keys.push(key);
    await store.remove(keys);
    await transaction(db, (tx) => settleJobs(tx, 'REMOVE_FILE', [fileId]));
  });
};
