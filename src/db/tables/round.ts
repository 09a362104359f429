/** Rounds of background work: when each kind is due next, whichever process takes it. */
import { mysqlTable, varchar } from 'drizzle-orm/mysql-core';
import { moment } from '../columns.js';

export const rounds = mysqlTable('rounds', {
  name: varchar('name', { length: 60 }).primaryKey(),
  /** By the clock of the database, which every process shares. */
  dueAt: moment('due_at').notNull(),
});
