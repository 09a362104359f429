/** Sign-ins. A row lives on after logout, so that the token of a revoked session stays refused. */
import { getTableColumns } from 'drizzle-orm';
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
    /** SHA-256 in hex of what all refresh tokens of the session begin with: finds it by any of them, used ones, too. */
    familyHash: asciiKey('family_hash', { length: 64 }).unique('sessions_family_hash_unique'),
    /** SHA-256 of the refresh token that is good now, in hex: the token itself is never stored. */
    refreshHash: asciiKey('refresh_hash', { length: 64 }).notNull(),
    refreshExpiresAt: moment('refresh_expires_at').notNull(),
    /** The token before it, when it was traded, and what its successor was made with: a lost reply can be given again. */
    parentHash: asciiKey('parent_hash', { length: 64 }),
    rotatedAt: moment('rotated_at'),
    rotationSalt: asciiKey('rotation_salt', { length: 64 }),
    userAgent: varchar('user_agent', { length: 255 }),
    ip: varchar('ip', { length: 45 }),
    /** Where that is, as guesses are counted: an address, or the network of one. */
    place: asciiKey('place', { length: 45 }),
    createdAt: moment('created_at').notNull(),
    lastUsedAt: moment('last_used_at').notNull(),
    revokedAt: moment('revoked_at'),
  },
  (table) => [
    index('sessions_user_idx').on(table.userId, table.id),
    index('sessions_user_place_idx').on(table.userId, table.place),
    // Ended and expired ones are cleared away.
    index('sessions_refresh_expires_idx').on(table.refreshExpiresAt),
    index('sessions_revoked_idx').on(table.revokedAt),
  ],
);

export type SessionRow = typeof sessions.$inferSelect;

const { familyHash, refreshHash, parentHash, rotatedAt, rotationSalt, place, ...shown } = getTableColumns(sessions);
/** What readers are shown; the rest is for trading tokens. */
export const sessionColumns = shown;
export type Session = Pick<SessionRow, keyof typeof sessionColumns>;
