/** Work that a transaction promised: committed with it, removed once done, re-enqueued by a sweep while it is not. */
import { bigint, index, int, mysqlTable, uniqueIndex } from 'drizzle-orm/mysql-core';
import { moment, oneOf, typeId } from '../columns.js';
import type { OutboxTopic } from '../enums.js';

export const outbox = mysqlTable(
  'outbox',
  {
    id: bigint('id', { mode: 'number', unsigned: true }).autoincrement().primaryKey(),
    topic: oneOf<OutboxTopic>('topic').notNull(),
    /** The row that the work is about. */
    subjectId: typeId('subject_id').notNull(),
    /** How often a worker began on it: work that keeps killing its worker is given up. */
    attempts: int('attempts').notNull().default(0),
    /** When the sweep takes it up, should no worker have kept it until then. */
    dueAt: moment('due_at').notNull(),
    /** Since when it is owed. */
    promisedAt: moment('promised_at'),
  },
  (table) => [
    uniqueIndex('outbox_subject_unique').on(table.topic, table.subjectId),
    index('outbox_due_idx').on(table.dueAt),
  ],
);
