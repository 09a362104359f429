/** Uploaded files: what is known of them; their bytes are in the object store. */
import { index, int, mysqlTable, varchar } from 'drizzle-orm/mysql-core';
import { asciiKey, moment, oneOf, typeId } from '../columns.js';
import type { FilePurpose, FileStatus } from '../enums.js';
import { users } from './user.js';

export const files = mysqlTable(
  'files',
  {
    id: typeId('id').primaryKey(),
    ownerId: typeId('owner_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    purpose: oneOf<FilePurpose>('purpose').notNull(),
    status: oneOf<FileStatus>('status').notNull(),
    filename: varchar('filename', { length: 255 }).notNull(),
    /** As announced; once READY, what the bytes are. */
    contentType: asciiKey('content_type', { length: 127 }).notNull(),
    /** As announced; once READY, counted. */
    byteSize: int('byte_size').notNull(),
    /** Where the store has it; null before it is READY. */
    storageKey: asciiKey('storage_key', { length: 120 }),
    /** Hex; null before it is READY. */
    sha256: asciiKey('sha256', { length: 64 }),
    /** Why it was not taken: a name from the inspection's closed list. */
    rejection: asciiKey('rejection', { length: 40 }),
    createdAt: moment('created_at').notNull(),
    /** When its state last changed. */
    updatedAt: moment('updated_at').notNull(),
    /** Until when it may be uploaded. */
    expiresAt: moment('expires_at').notNull(),
    /** Since when nothing refers to it, though it is READY; null while something does. */
    unusedSince: moment('unused_since'),
  },
  (table) => [
    index('files_unused_idx').on(table.unusedSince),
    index('files_owner_idx').on(table.ownerId, table.status),
    index('files_stale_idx').on(table.status, table.updatedAt),
  ],
);

export type FileRow = typeof files.$inferSelect;

/** Places in the object store that a client may write to, whatever has become of the file meanwhile. */
export const uploadGrants = mysqlTable(
  'upload_grants',
  {
    fileId: typeId('file_id').primaryKey(),
    /** Null once the account is deleted: its places are taken back all the same. */
    ownerId: typeId('owner_id').references(() => users.id, { onDelete: 'set null' }),
    byteSize: int('byte_size').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [
    index('upload_grants_owner_idx').on(table.ownerId, table.expiresAt),
    index('upload_grants_expiry_idx').on(table.expiresAt),
  ],
);

/** The picture that a user is shown by. */
export const avatars = mysqlTable('avatars', {
  userId: typeId('user_id')
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  fileId: typeId('file_id')
    .notNull()
    .references(() => files.id, { onDelete: 'cascade' }),
});
