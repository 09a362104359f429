/** Batched reads of reports. */
import { inArray } from 'drizzle-orm';
import type { Db } from '../db/connection.js';
import { reports } from '../db/tables/index.js';
import { oneByKey } from './batch.js';

export const createReportLoaders = (db: Db) => ({
  reportByInterviewId: oneByKey(
    (ids) => db.select().from(reports).where(inArray(reports.interviewId, ids)),
    (row) => row.interviewId,
  ),
});
