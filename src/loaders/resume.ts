/** Batched reads of resumes; those that were deleted are not there. */
import { and, isNull } from 'drizzle-orm';
import type { Db } from '../db/connection.js';
import { interviewBases, resumeColumns, resumes } from '../db/tables/index.js';
import { inKeys, oneByKey } from './batch.js';

export const createResumeLoaders = (db: Db) => ({
  resumeById: oneByKey(
    db
      .select(resumeColumns)
      .from(resumes)
      .where(and(inKeys(resumes.id), isNull(resumes.deletedAt)))
      .prepare(),
    (row) => row.id,
  ),
  resumeByUserId: oneByKey(
    db
      .select(resumeColumns)
      .from(resumes)
      .where(and(inKeys(resumes.userId), isNull(resumes.deletedAt)))
      .prepare(),
    (row) => row.userId,
  ),
  /** What was read from it. */
  resumeContentById: oneByKey(
    db
      .select({ id: resumes.id, text: resumes.text, document: resumes.document, skills: resumes.skills })
      .from(resumes)
      .where(and(inKeys(resumes.id), isNull(resumes.deletedAt)))
      .prepare(),
    (row) => row.id,
  ),
  basisByInterviewId: oneByKey(
    db
      .select({
        interviewId: interviewBases.interviewId,
        version: interviewBases.version,
        skills: interviewBases.skills,
        projects: interviewBases.projects,
      })
      .from(interviewBases)
      .where(inKeys(interviewBases.interviewId))
      .prepare(),
    (row) => row.interviewId,
  ),
});
