/** Fences: rows that are written for the sake of writing. */
import { bigint, int, mysqlTable } from 'drizzle-orm/mysql-core';

export const fences = mysqlTable('fences', {
  id: int('id').primaryKey(),
  passed: bigint('passed', { mode: 'number', unsigned: true }).notNull(),
});
