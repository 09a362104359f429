/** Batched reads of categories. */
import { and, count, eq } from 'drizzle-orm';
import type { Db } from '../db/connection.js';
import { categories, questions } from '../db/tables/index.js';
import { inKeys, oneByKey } from './batch.js';

export const createCategoryLoaders = (db: Db) => ({
  categoryById: oneByKey(db.select().from(categories).where(inKeys(categories.id)).prepare(), (row) => row.id),
  /** Published questions right in the category, not in those below it. */
  questionCountByCategoryId: oneByKey(
    db
      .select({ categoryId: questions.categoryId, count: count() })
      .from(questions)
      .where(and(inKeys(questions.categoryId), eq(questions.status, 'PUBLISHED')))
      .groupBy(questions.categoryId)
      .prepare(),
    (row) => row.categoryId,
  ),
});
