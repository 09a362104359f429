/** Setting, replacing and deleting the one resume of a user. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Context } from '../../context.js';
import { type Tx, transaction } from '../../db/connection.js';
import { newId } from '../../db/id.js';
import { files, type Resume, resumes } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { requireUsable, setUnused, setUsed } from '../file/use.js';
import { dispatchJob, type PromisedJob, promiseJobs } from '../job.js';
import { takeAll } from '../limit.js';
import { forgetReads } from '../reads.js';
import { lockUser } from '../user/change.js';
import { requireViewer } from '../viewer.js';
import { findResume } from './read.js';

/** The resume of a user with what is needed to replace it, locked; deleted or not. */
const lockResume = async (tx: Tx, userId: string) => {
  const [resume] = await tx
    .select({
      id: resumes.id,
      fileId: resumes.fileId,
      version: resumes.version,
      status: resumes.status,
      deletedAt: resumes.deletedAt,
      sha256: files.sha256,
    })
    .from(resumes)
    .innerJoin(files, eq(files.id, resumes.fileId))
    .where(eq(resumes.userId, userId))
    .for('update');
  return resume;
};

/**
 * Makes a file the viewer's resume, in place of an earlier one; it is read in the background. The bytes that are the resume
 * already change nothing, but for one that had been deleted: it is there again; and one that could not be read: it is tried anew.
 * @throws AppError NOT_FOUND, BAD_USER_INPUT for a file of another purpose or one that is not READY, RATE_LIMITED
 */
export const uploadResume = async (ctx: Context, fileId: string): Promise<Resume> => {
  const { userId } = requireViewer(ctx);
  const grant = await takeAll(ctx, [[ctx.limits.readings, userId]]);
  if ('wait' in grant) throw new AppError('RATE_LIMITED', { retryAfter: grant.wait });
  let counts = false;
  try {
    const { id, jobs } = await setResume(ctx, userId, fileId);
    counts = jobs.length > 0;
    for (const job of jobs) dispatchJob(ctx, job);
    forgetReads(ctx);
    return await findResume(ctx, id);
  } finally {
    // Only what is to be read counts.
    await grant.settle(counts);
  }
};

/** @returns the resume, and the jobs that are to be dispatched */
const setResume = (ctx: Context, userId: string, fileId: string): Promise<{ id: string; jobs: PromisedJob[] }> =>
  transaction(ctx.db, async (tx) => {
    await lockUser(tx, userId);
    const file = await requireUsable(tx, userId, fileId, 'RESUME', 'fileId');
    const current = await lockResume(tx, userId);
    const now = ctx.clock.now();
    const readAnew = async (id: string, fileId: string) => {
      const jobs: PromisedJob[] = [{ topic: 'PARSE_RESUME', subjectId: fileId }];
      await promiseJobs(tx, jobs, now);
      return { id, jobs };
    };
    if (current && current.sha256 === file.sha256 && current.status !== 'FAILED') {
      if (!current.deletedAt) return { id: current.id, jobs: [] };
      await tx.update(resumes).set({ deletedAt: null, updatedAt: now }).where(eq(resumes.id, current.id));
      // One that was deleted before it was read was not read.
      return current.status === 'PARSING' ? readAnew(current.id, current.fileId) : { id: current.id, jobs: [] };
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
    await setUsed(tx, fileId);
    if (current && current.fileId !== fileId) await setUnused(tx, current.fileId, now);
    return readAnew(id, fileId);
  });

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
