/** Batched reads of turns. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '../db/connection.js';
import { interviews, turns } from '../db/tables/index.js';
import { manyByKey, oneByKey } from './batch.js';

export const createTurnLoaders = (db: Db) => ({
  turnById: oneByKey(
    (ids) => db.select().from(turns).where(inArray(turns.id, ids)),
    (row) => row.id,
  ),
  /** In the order in which they were asked. */
  turnsByInterviewId: manyByKey(
    (ids) => db.select().from(turns).where(inArray(turns.interviewId, ids)).orderBy(turns.interviewId, turns.position),
    (row) => row.interviewId,
  ),
  /** How often a question was put to a candidate, and how many of those turns are open; keys are `candidateId questionId`. */
  askedByCandidateAndQuestion: oneByKey(
    (keys) => {
      const pairs = keys.map((key) => key.split(' ') as [string, string]);
      return db
        .select({
          key: sql<string>`concat(${interviews.candidateId}, ' ', ${turns.questionId})`,
          asked: sql<number>`count(*)`.mapWith(Number),
          open: sql<number>`sum(${turns.status} = 'ASKED')`.mapWith(Number),
        })
        .from(turns)
        .innerJoin(interviews, eq(interviews.id, turns.interviewId))
        .where(
          and(
            inArray(
              interviews.candidateId,
              pairs.map(([candidateId]) => candidateId),
            ),
            inArray(
              turns.questionId,
              pairs.map(([, questionId]) => questionId),
            ),
          ),
        )
        .groupBy(interviews.candidateId, turns.questionId);
    },
    (row) => row.key,
  ),
});
