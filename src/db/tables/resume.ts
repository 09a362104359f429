/** Resumes: one for each user, replaced by newer versions. */
import { getTableColumns } from 'drizzle-orm';
import { index, int, mediumtext, mysqlTable } from 'drizzle-orm/mysql-core';
import { asciiKey, json, moment, oneOf, typeId } from '../columns.js';
import type { ResumeStatus } from '../enums.js';
import { files } from './file.js';
import { users } from './user.js';

export const resumes = mysqlTable(
  'resumes',
  {
    id: typeId('id').primaryKey(),
    userId: typeId('user_id')
      .notNull()
      .unique('resumes_user_unique')
      .references(() => users.id, { onDelete: 'cascade' }),
    fileId: typeId('file_id')
      .notNull()
      .references(() => files.id, { onDelete: 'cascade' }),
    version: int('version').notNull(),
    status: oneOf<ResumeStatus>('status').notNull(),
    /** Why it could not be read: a name from the reader's closed list. */
    failure: asciiKey('failure', { length: 40 }),
    text: mediumtext('text'),
    /** In the JSON Resume format. */
    document: json<Record<string, unknown> | null>('document'),
    skills: json<string[]>('skills').notNull(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
    /** Since when it counts as gone; purged later. */
    deletedAt: moment('deleted_at'),
  },
  (table) => [index('resumes_deleted_idx').on(table.deletedAt), index('resumes_file_idx').on(table.fileId)],
);

export type ResumeRow = typeof resumes.$inferSelect;

const { text, document, skills, ...shown } = getTableColumns(resumes);
/** What every reader of one needs; its content is long, and read apart. */
export const resumeColumns = shown;
export type Resume = Omit<ResumeRow, 'text' | 'document' | 'skills'>;
