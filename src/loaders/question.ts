/** Batched reads of questions. */
import type { Database } from '../db/connection.js';
import { questionColumns, questions } from '../db/tables/index.js';
import { inKeys, oneByKey } from './batch.js';
import { statement } from './statement.js';

export const createQuestionLoaders = (database: Database) => ({
  questionById: oneByKey(
    statement(database, questionColumns, (select) => select.from(questions).where(inKeys(questions.id))),
    (row) => row.id,
  ),
  /** How an answer to it is judged, and helped. */
  questionJudgementById: oneByKey(
    statement(
      database,
      {
        id: questions.id,
        referenceAnswer: questions.referenceAnswer,
        keyPoints: questions.keyPoints,
        hints: questions.hints,
      },
      (select) => select.from(questions).where(inKeys(questions.id)),
    ),
    (row) => row.id,
  ),
});
