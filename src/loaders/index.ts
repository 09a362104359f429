/** All loaders of one operation: rows are read once within it and never shared with another. */
import type { Db } from '../db/connection.js';
import { createAnswerLoaders } from './answer.js';
import { createCategoryLoaders } from './category.js';
import { createEvaluationLoaders } from './evaluation.js';
import { createInterviewLoaders } from './interview.js';
import { createQuestionLoaders } from './question.js';
import { createReportLoaders } from './report.js';
import { createTurnLoaders } from './turn.js';
import { createUserLoaders } from './user.js';

export const createLoaders = (db: Db) => ({
  ...createUserLoaders(db),
  ...createCategoryLoaders(db),
  ...createQuestionLoaders(db),
  ...createInterviewLoaders(db),
  ...createTurnLoaders(db),
  ...createAnswerLoaders(db),
  ...createEvaluationLoaders(db),
  ...createReportLoaders(db),
});

export type Loaders = ReturnType<typeof createLoaders>;
