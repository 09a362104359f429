/** Batched reads of reports. */
import type { Db } from '../db/connection.js';
import { reports } from '../db/tables/index.js';
import { inKeys, oneByKey } from './batch.js';

export const createReportLoaders = (db: Db) => ({
  reportByInterviewId: oneByKey(
    db.select().from(reports).where(inKeys(reports.interviewId)).prepare(),
    (row) => row.interviewId,
  ),
});
