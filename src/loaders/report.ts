/** Batched reads of reports. */
import { getTableColumns } from 'drizzle-orm';
import type { Database } from '../db/connection.js';
import { reports } from '../db/tables/index.js';
import { inKeys, oneByKey } from './batch.js';
import { statement } from './statement.js';

export const createReportLoaders = (database: Database) => ({
  reportByInterviewId: oneByKey(
    statement(database, getTableColumns(reports), (select) => select.from(reports).where(inKeys(reports.interviewId))),
    (row) => row.interviewId,
  ),
});
