/** Batched reads of interviews. */
import { inArray } from 'drizzle-orm';
import type { Db } from '../db/connection.js';
import { interviews } from '../db/tables/index.js';
import { oneByKey } from './batch.js';

export const createInterviewLoaders = (db: Db) => ({
  interviewById: oneByKey(
    (ids) => db.select().from(interviews).where(inArray(interviews.id, ids)),
    (row) => row.id,
  ),
});
