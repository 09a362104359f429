/** Accounts. */
import { boolean, mysqlTable, varchar } from 'drizzle-orm/mysql-core';
import { asciiKey, moment, oneOf, typeId } from '../columns.js';
import type { Locale, UserRole } from '../enums.js';

export const users = mysqlTable('users', {
  id: typeId('id').primaryKey(),
  /** In lower case. Compared byte by byte: other collations take `é` for `e`, and one address for another. */
  email: asciiKey('email', { length: 254 }).unique('users_email_unique'),
  emailVerified: boolean('email_verified').notNull(),
  phone: varchar('phone', { length: 16 }).unique('users_phone_unique'),
  name: varchar('name', { length: 100 }).notNull(),
  passwordHash: varchar('password_hash', { length: 255 }).notNull(),
  role: oneOf<UserRole>('role').notNull(),
  locale: oneOf<Locale>('locale').notNull(),
  createdAt: moment('created_at').notNull(),
  updatedAt: moment('updated_at').notNull(),
});

export type UserRow = typeof users.$inferSelect;
