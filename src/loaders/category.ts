/** Batched reads of categories. */
import { getTableColumns } from 'drizzle-orm';
import type { Database } from '../db/connection.js';
import { categories } from '../db/tables/index.js';
import { inKeys, oneByKey } from './batch.js';
import { statement } from './statement.js';

export const createCategoryLoaders = (database: Database) => ({
  categoryById: oneByKey(
    statement(database, getTableColumns(categories), (select) => select.from(categories).where(inKeys(categories.id))),
    (row) => row.id,
  ),
});
