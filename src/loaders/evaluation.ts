/** Batched reads of evaluations. */
import type { Db } from '../db/connection.js';
import { evaluationColumns, evaluations } from '../db/tables/index.js';
import { inKeys, manyByKey, oneByKey } from './batch.js';

export const createEvaluationLoaders = (db: Db) => ({
  evaluationById: oneByKey(
    db.select(evaluationColumns).from(evaluations).where(inKeys(evaluations.id)).prepare(),
    (row) => row.id,
  ),
  /** The newest revision: of several rows of a key the last one counts. */
  evaluationByAnswerId: oneByKey(
    db
      .select(evaluationColumns)
      .from(evaluations)
      .where(inKeys(evaluations.answerId))
      .orderBy(evaluations.answerId, evaluations.revision)
      .prepare(),
    (row) => row.answerId,
  ),
  /** Every revision, oldest first. */
  evaluationsByAnswerId: manyByKey(
    db
      .select(evaluationColumns)
      .from(evaluations)
      .where(inKeys(evaluations.answerId))
      .orderBy(evaluations.answerId, evaluations.revision)
      .prepare(),
    (row) => row.answerId,
  ),
  evaluationDetailById: oneByKey(
    db
      .select({ id: evaluations.id, dimensions: evaluations.dimensions, points: evaluations.points })
      .from(evaluations)
      .where(inKeys(evaluations.id))
      .prepare(),
    (row) => row.id,
  ),
});
