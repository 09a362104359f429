/** Batched reads of categories. */
import type { Db } from '../db/connection.js';
import { categories } from '../db/tables/index.js';
import { inKeys, oneByKey } from './batch.js';

export const createCategoryLoaders = (db: Db) => ({
  categoryById: oneByKey(db.select().from(categories).where(inKeys(categories.id)).prepare(), (row) => row.id),
});
