/** Batched reads of users. */
import { getTableColumns } from 'drizzle-orm';
import type { Database } from '../db/connection.js';
import { users } from '../db/tables/index.js';
import { inKeys, oneByKey } from './batch.js';
import { statement } from './statement.js';

export const createUserLoaders = (database: Database) => ({
  userById: oneByKey(
    statement(database, getTableColumns(users), (select) => select.from(users).where(inKeys(users.id))),
    (row) => row.id,
  ),
});
