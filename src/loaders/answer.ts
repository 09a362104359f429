/** Batched reads of answers. */
import { inArray } from 'drizzle-orm';
import type { Db } from '../db/connection.js';
import { answers } from '../db/tables/index.js';
import { manyByKey, oneByKey } from './batch.js';

export const createAnswerLoaders = (db: Db) => {
  const answerById = oneByKey(
    (ids) => db.select().from(answers).where(inArray(answers.id, ids)),
    (row) => row.id,
  );
  /** Oldest try first. */
  const answersByTurnId = manyByKey(
    async (ids) => {
      const rows = await db
        .select()
        .from(answers)
        .where(inArray(answers.turnId, ids))
        .orderBy(answers.turnId, answers.attempt);
      // What is nested below an answer asks for it again.
      for (const row of rows) answerById.prime(row.id, row);
      return rows;
    },
    (row) => row.turnId,
  );
  return { answerById, answersByTurnId };
};
