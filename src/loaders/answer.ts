/** Batched reads of answers. */
import type { Database } from '../db/connection.js';
import { answerColumns, answers } from '../db/tables/index.js';
import { inKeys, manyByKey, oneByKey } from './batch.js';
import { statement } from './statement.js';

export const createAnswerLoaders = (database: Database) => ({
  answerById: oneByKey(
    statement(database, answerColumns, (select) => select.from(answers).where(inKeys(answers.id))),
    (row) => row.id,
  ),
  /** Oldest try first. */
  answersByTurnId: manyByKey(
    statement(database, answerColumns, (select) =>
      select.from(answers).where(inKeys(answers.turnId)).orderBy(answers.turnId, answers.attempt),
    ),
    (row) => row.turnId,
  ),
});
