/** Batched reads of users. */
import type { Db } from '../db/connection.js';
import { users } from '../db/tables/index.js';
import { inKeys, oneByKey } from './batch.js';

export const createUserLoaders = (db: Db) => ({
  userById: oneByKey(db.select().from(users).where(inKeys(users.id)).prepare(), (row) => row.id),
});
