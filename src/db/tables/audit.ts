/** The log of security events: rows are added, never changed, and go with their user alone. */
import { index, mysqlTable, varchar } from 'drizzle-orm/mysql-core';
import { moment, oneOf, typeId } from '../columns.js';
import type { AuditAction } from '../enums.js';
import { users } from './user.js';

export const auditEvents = mysqlTable(
  'audit_events',
  {
    id: typeId('id').primaryKey(),
    action: oneOf<AuditAction>('action').notNull(),
    /** Whose account it is about; null for a failure that names none. */
    userId: typeId('user_id').references(() => users.id, { onDelete: 'cascade' }),
    /** Who did it; null for whoever was not signed in, and for the server itself. */
    actorId: typeId('actor_id').references(() => users.id, { onDelete: 'set null' }),
    sessionId: typeId('session_id'),
    ip: varchar('ip', { length: 45 }),
    userAgent: varchar('user_agent', { length: 255 }),
    /** What no other column says, such as the new role; never a secret. */
    detail: varchar('detail', { length: 255 }),
    at: moment('at').notNull(),
  },
  (table) => [index('audit_events_user_idx').on(table.userId, table.id)],
);

export type AuditRow = typeof auditEvents.$inferSelect;
