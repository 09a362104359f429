/** Batched reads of evaluations. */
import { inArray } from 'drizzle-orm';
import type { Db } from '../db/connection.js';
import { evaluations } from '../db/tables/index.js';
import { oneByKey } from './batch.js';

export const createEvaluationLoaders = (db: Db) => ({
  evaluationById: oneByKey(
    (ids) => db.select().from(evaluations).where(inArray(evaluations.id, ids)),
    (row) => row.id,
  ),
  /** The newest revision. */
  evaluationByAnswerId: oneByKey(
    (ids) =>
      db
        .select()
        .from(evaluations)
        .where(inArray(evaluations.answerId, ids))
        .orderBy(evaluations.answerId, evaluations.revision),
    (row) => row.answerId,
  ),
});
