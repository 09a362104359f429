/** Batched reads of answers. */
import type { Db } from '../db/connection.js';
import { answerColumns, answers } from '../db/tables/index.js';
import { inKeys, manyByKey, oneByKey } from './batch.js';

export const createAnswerLoaders = (db: Db) => ({
  answerById: oneByKey(db.select(answerColumns).from(answers).where(inKeys(answers.id)).prepare(), (row) => row.id),
  /** Oldest try first. */
  answersByTurnId: manyByKey(
    db
      .select(answerColumns)
      .from(answers)
      .where(inKeys(answers.turnId))
      .orderBy(answers.turnId, answers.attempt)
      .prepare(),
    (row) => row.turnId,
  ),
});
