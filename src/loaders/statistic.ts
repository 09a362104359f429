/** Batched reads of how questions do. */
import type { Db } from '../db/connection.js';
import { statistics } from '../db/tables/index.js';
import { inKeys, oneByKey } from './batch.js';

export const createStatisticLoaders = (db: Db) => ({
  statisticByQuestionId: oneByKey(
    db.select().from(statistics).where(inKeys(statistics.questionId)).prepare(),
    (row) => row.questionId,
  ),
});
