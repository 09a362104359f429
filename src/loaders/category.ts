/** Batched reads of categories. */
import { and, count, eq, inArray } from 'drizzle-orm';
import type { Db } from '../db/connection.js';
import { categories, questions } from '../db/tables/index.js';
import { oneByKey } from './batch.js';

export const createCategoryLoaders = (db: Db) => ({
  categoryById: oneByKey(
    (ids) => db.select().from(categories).where(inArray(categories.id, ids)),
    (row) => row.id,
  ),
  /** Published questions right in the category, not in those below it. */
  questionCountByCategoryId: oneByKey(
    (ids) =>
      db
        .select({ categoryId: questions.categoryId, count: count() })
        .from(questions)
        .where(and(inArray(questions.categoryId, ids), eq(questions.status, 'PUBLISHED')))
        .groupBy(questions.categoryId),
    (row) => row.categoryId,
  ),
});
