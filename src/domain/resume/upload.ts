/** Setting, replacing and deleting the one resume of a user. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { transaction } from '../../db/connection.js';
import { newId } from '../../db/id.js';
import { files, type Resume, resumes } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { requireUsable } from '../file/use.js';
import { dispatchJob, type PromisedJob, promiseJobs } from '../job.js';
import { forgetReads } from '../reads.js';
import { lockUser } from '../user/change.js';
import { requireViewer } from '../viewer.js';
import { findResume } from './read.js';

/**
 * Makes a file the viewer's resume, in place of an earlier one; it is read in the background. The bytes that are the resume
 * already change nothing, but for one that had been deleted: it is there again.
 * @throws AppError NOT_FOUND, BAD_USER_INPUT for a file of another purpose or one that is not READY
 */
export const uploadResume = async (ctx: Context, fileId: string): Promise<Resume> => {
  const { userId } = requireViewer(ctx);
  const { id, jobs } = await transaction(ctx.db, async (tx) => {
    await lockUser(tx, userId);
    const file = await requireUsable(tx, userId, fileId, 'RESUME', 'fileId');
    const [current] = await tx
      .select({ id: resumes.id, version: resumes.version, deletedAt: resumes.deletedAt, sha256: files.sha256 })
      .from(resumes)
      .innerJoin(files, eq(files.id, resumes.fileId))
      .where(eq(resumes.userId, userId));
    const now = ctx.clock.now();
    if (current && current.sha256 === file.sha256) {
      if (current.deletedAt) {
        await tx.update(resumes).set({ deletedAt: null, updatedAt: now }).where(eq(resumes.id, current.id));
      }
      return { id: current.id, jobs: [] };
    }
    const content = {
      fileId,
      version: (current?.version ?? 0) + 1,
      status: 'PARSING' as const,
      failure: null,
      text: null,
      document: null,
      skills: [],
      updatedAt: now,
      deletedAt: null,
    };
    const id = current?.id ?? newId('resume');
    if (current) await tx.update(resumes).set(content).where(eq(resumes.id, id));
    else await tx.insert(resumes).values({ id, userId, ...content, createdAt: now });
    const jobs: PromisedJob[] = [{ topic: 'PARSE_RESUME', subjectId: fileId }];
    await promiseJobs(tx, jobs, now);
    return { id, jobs };
  });
  for (const job of jobs) dispatchJob(ctx, job);
  forgetReads(ctx);
  return findResume(ctx, id);
};

/** Deletes the viewer's resume; its bytes follow some weeks later. @throws AppError NOT_FOUND when there is none */
export const deleteResume = async (ctx: Context): Promise<boolean> => {
  const { userId } = requireViewer(ctx);
  const now = ctx.clock.now();
  const [deleted] = await ctx.db
    .update(resumes)
    .set({ deletedAt: now, updatedAt: now })
    .where(and(eq(resumes.userId, userId), isNull(resumes.deletedAt)));
  if (deleted.affectedRows === 0) throw new AppError('NOT_FOUND');
  forgetReads(ctx);
  return true;
};
