/** Messages to people that are still to be sent; a row goes once it was sent, or is of no more use. */
import { mysqlTable, varchar } from 'drizzle-orm/mysql-core';
import { asciiKey, moment, oneOf, typeId } from '../columns.js';
import type { Locale, MessageKind, VerificationPurpose } from '../enums.js';
import { users } from './user.js';

export const messages = mysqlTable('messages', {
  id: typeId('id').primaryKey(),
  kind: oneOf<MessageKind>('kind').notNull(),
  /** Of a code. */
  purpose: oneOf<VerificationPurpose>('purpose'),
  /** Of a code: random, and with the server's key what the code is made from, so that the code itself stands in no table. */
  nonce: asciiKey('nonce', { length: 64 }),
  /** Of a code: where it was asked for. */
  place: asciiKey('place', { length: 45 }),
  /** Whose doing it is about; null where nobody is signed in. */
  userId: typeId('user_id').references(() => users.id, { onDelete: 'cascade' }),
  email: asciiKey('email', { length: 254 }),
  phone: varchar('phone', { length: 16 }),
  locale: oneOf<Locale>('locale').notNull(),
  /** Of CONTACT_CHANGED: the new contact, masked. */
  detail: varchar('detail', { length: 254 }),
  createdAt: moment('created_at').notNull(),
  /** After this it is not worth sending. */
  expiresAt: moment('expires_at').notNull(),
});

export type MessageRow = typeof messages.$inferSelect;
