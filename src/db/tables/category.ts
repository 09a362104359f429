/** The tree of subjects that questions belong to. */
import { type AnyMySqlColumn, index, int, mysqlTable, varchar } from 'drizzle-orm/mysql-core';
import { asciiKey, moment, typeId } from '../columns.js';

export const categories = mysqlTable(
  'categories',
  {
    id: typeId('id').primaryKey(),
    slug: asciiKey('slug', { length: 80 }).notNull().unique('categories_slug_unique'),
    nameZh: varchar('name_zh', { length: 100 }).notNull(),
    nameEn: varchar('name_en', { length: 100 }).notNull(),
    parentId: typeId('parent_id').references((): AnyMySqlColumn => categories.id),
    version: int('version').notNull().default(1),
    /** Kept for what was asked under it: reports go on naming it. */
    deletedAt: moment('deleted_at'),
  },
  (table) => [index('categories_parent_idx').on(table.parentId)],
);

export type CategoryRow = typeof categories.$inferSelect;
