/** Which questions a candidate has been asked, and when last. */
import { eq, max } from 'drizzle-orm';
import type { Db, Tx } from '../../db/connection.js';
import { interviews, questions, turns } from '../../db/tables/index.js';

/** By number. */
export const questionsSeen = async (db: Db | Tx, candidateId: string): Promise<Map<number, Date>> => {
  const rows = await db
    .select({ number: questions.number, at: max(turns.askedAt) })
    .from(interviews)
    .innerJoin(turns, eq(turns.interviewId, interviews.id))
    .innerJoin(questions, eq(questions.id, turns.questionId))
    .where(eq(interviews.candidateId, candidateId))
    .groupBy(questions.number);
  return new Map(rows.map(({ number, at }) => [number, at as Date]));
};
