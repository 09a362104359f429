/** Batched reads of questions. */
import { inArray } from 'drizzle-orm';
import type { Db } from '../db/connection.js';
import { questions } from '../db/tables/index.js';
import { oneByKey } from './batch.js';

export const createQuestionLoaders = (db: Db) => ({
  questionById: oneByKey(
    (ids) => db.select().from(questions).where(inArray(questions.id, ids)),
    (row) => row.id,
  ),
});
