/** Batched reads of evaluations. */
import type { Database } from '../db/connection.js';
import { detailColumns, evaluationColumns, evaluations } from '../db/tables/index.js';
import { inKeys, manyByKey, oneByKey } from './batch.js';
import { statement } from './statement.js';

export const createEvaluationLoaders = (database: Database) => ({
  evaluationById: oneByKey(
    statement(database, evaluationColumns, (select) => select.from(evaluations).where(inKeys(evaluations.id))),
    (row) => row.id,
  ),
  /** The newest revision: of several rows of a key the last one counts. */
  evaluationByAnswerId: oneByKey(
    statement(database, evaluationColumns, (select) =>
      select.from(evaluations).where(inKeys(evaluations.answerId)).orderBy(evaluations.answerId, evaluations.revision),
    ),
    (row) => row.answerId,
  ),
  /** Every revision, oldest first. */
  evaluationsByAnswerId: manyByKey(
    statement(database, evaluationColumns, (select) =>
      select.from(evaluations).where(inKeys(evaluations.answerId)).orderBy(evaluations.answerId, evaluations.revision),
    ),
    (row) => row.answerId,
  ),
  evaluationDetailById: oneByKey(
    statement(database, { id: evaluations.id, ...detailColumns }, (select) =>
      select.from(evaluations).where(inKeys(evaluations.id)),
    ),
    (row) => row.id,
  ),
});
