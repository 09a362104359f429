/** Batched reads of users. */
import { inArray } from 'drizzle-orm';
import type { Db } from '../db/connection.js';
import { users } from '../db/tables/index.js';
import { oneByKey } from './batch.js';

export const createUserLoaders = (db: Db) => ({
  userById: oneByKey(
    (ids) => db.select().from(users).where(inArray(users.id, ids)),
    (row) => row.id,
  ),
});
