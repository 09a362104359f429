/** Sign-ins. A row lives on after logout, so that the token of a revoked session stays refused. */
import { index, mysqlTable, varchar } from 'drizzle-orm/mysql-core';
import { asciiKey, moment, typeId } from '../columns.js';
import { users } from './user.js';

export const sessions = mysqlTable(
  'sessions',
  {
    id: typeId('id').primaryKey(),
    userId: typeId('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** SHA-256 of the refresh token, in hex: the token itself is never stored. */
    refreshHash: asciiKey('refresh_hash', { length: 64 }).notNull().unique('sessions_refresh_hash_unique'),
    refreshExpiresAt: moment('refresh_expires_at').notNull(),
    userAgent: varchar('user_agent', { length: 255 }),
    ip: varchar('ip', { length: 45 }),
    createdAt: moment('created_at').notNull(),
    lastUsedAt: moment('last_used_at').notNull(),
    revokedAt: moment('revoked_at'),
  },
  (table) => [index('sessions_user_idx').on(table.userId, table.id)],
);

export type SessionRow = typeof sessions.$inferSelect;
