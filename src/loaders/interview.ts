/** Batched reads of interviews. */
import type { Db } from '../db/connection.js';
import { interviews } from '../db/tables/index.js';
import { inKeys, oneByKey } from './batch.js';

export const createInterviewLoaders = (db: Db) => ({
  interviewById: oneByKey(db.select().from(interviews).where(inKeys(interviews.id)).prepare(), (row) => row.id),
});
