/** Batched reads of questions. */
import type { Db } from '../db/connection.js';
import { questionColumns, questions } from '../db/tables/index.js';
import { inKeys, oneByKey } from './batch.js';

export const createQuestionLoaders = (db: Db) => ({
  questionById: oneByKey(
    db.select(questionColumns).from(questions).where(inKeys(questions.id)).prepare(),
    (row) => row.id,
  ),
  /** How an answer to it is judged, and helped. */
  questionJudgementById: oneByKey(
    db
      .select({
        id: questions.id,
        referenceAnswer: questions.referenceAnswer,
        keyPoints: questions.keyPoints,
        hints: questions.hints,
      })
      .from(questions)
      .where(inKeys(questions.id))
      .prepare(),
    (row) => row.id,
  ),
});
