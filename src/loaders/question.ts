/** Batched reads of questions. */

import { eq, getTableColumns } from 'drizzle-orm';
import type { Database } from '../db/connection.js';
import { categories, questionColumns, questions } from '../db/tables/index.js';
import { inKeys, oneByKey } from './batch.js';
import { joinedStatement, type Narrowing, statement } from './statement.js';

const shown: Narrowing = {
  type: 'Question',
  always: ['id', 'number', 'status'],
  behind: { category: ['categoryId'] },
};

export const createQuestionLoaders = (database: Database) => ({
  questionById: oneByKey(
    statement(database, questionColumns, (select) => select.from(questions).where(inKeys(questions.id)), shown),
    (row) => row.id,
  ),
  /** The same with its category. */
  categorisedQuestionById: oneByKey(
    joinedStatement(
      database,
      { questions: questionColumns, categories: getTableColumns(categories) },
      (select) =>
        select
          .from(questions)
          .innerJoin(categories, eq(categories.id, questions.categoryId))
          .where(inKeys(questions.id)),
      { questions: shown },
    ),
    (row) => row.questions.id,
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
