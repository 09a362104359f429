/** Batched reads of interviews. */
import { count, getTableColumns, type SQL } from 'drizzle-orm';
import type { Database } from '../db/connection.js';
import { type InterviewRow, interviews } from '../db/tables/index.js';
import { inKeys, inOneStatement, oneByKey } from './batch.js';
import { statement } from './statement.js';

/** Which rows, in which order, how many at most. */
export type Slice = { where: SQL | undefined; order: SQL; limit: number };

export const createInterviewLoaders = (database: Database) => ({
  interviewById: oneByKey(
    statement(database, getTableColumns(interviews), (select) => select.from(interviews).where(inKeys(interviews.id))),
    (row) => row.id,
  ),
  /** Pages of any number of lists in one statement: each part of it stops at its own limit. */
  interviewsBySlice: inOneStatement(
    ({ where, order, limit }: Slice, number) =>
      database.db
        .select({ ...getTableColumns(interviews), number })
        .from(interviews)
        .where(where)
        .orderBy(order)
        .limit(limit),
    (rows): InterviewRow[] => rows.map(({ number, ...row }) => row),
  ),
  /** How many match each condition. */
  interviewCountByCondition: inOneStatement(
    (where: SQL, number) => database.db.select({ count: count(), number }).from(interviews).where(where),
    ([row]) => row?.count ?? 0,
  ),
});
