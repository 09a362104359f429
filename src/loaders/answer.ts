/** Batched reads of answers. */
import { inArray } from 'drizzle-orm';
import type { Db } from '../db/connection.js';
import { answers } from '../db/tables/index.js';
import { manyByKey, oneByKey } from './batch.js';

export const createAnswerLoaders = (db: Db) => ({
  answerById: oneByKey(
    (ids) => db.select().from(answers).where(inArray(answers.id, ids)),
    (row) => row.id,
  ),
  /** Oldest try first. */
  answersByTurnId: manyByKey(
    (ids) => db.select().from(answers).where(inArray(answers.turnId, ids)).orderBy(answers.turnId, answers.attempt),
    (row) => row.turnId,
  ),
});
