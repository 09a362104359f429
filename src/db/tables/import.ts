/** Files of questions that are, or were, taken into the bank, and what was found in them. */
import { bigint, index, int, mysqlTable, primaryKey, varchar } from 'drizzle-orm/mysql-core';
import { asciiKey, json, moment, oneOf, typeId } from '../columns.js';
import type { FileFormat, FindingKind, ImportStatus, Locale, QuestionStatus } from '../enums.js';
import { files } from './file.js';
import { users } from './user.js';

/** How a file is to be taken. */
export type ImportOptions = {
  /** Reports what would be done, and does nothing. */
  dryRun: boolean;
  /** All of the file or nothing of it. */
  atomic: boolean;
  /** The slug of the subject of rows that name none. */
  category: string | null;
  /** Whether subjects that rows name and nobody knows are made. */
  createCategories: boolean;
  /** Of rows that do not say; null: by their script. */
  locale: Locale | null;
  /** Of rows that do not say. */
  status: QuestionStatus;
  /** Markdown: which headings are questions; null: found out. */
  headingLevel: number | null;
};

export const imports = mysqlTable(
  'question_imports',
  {
    id: typeId('id').primaryKey(),
    /** Null for the console, and for an editor who has left. */
    userId: typeId('user_id').references(() => users.id, { onDelete: 'set null' }),
    /** The upload; null for the console, and once it is removed. */
    fileId: typeId('file_id').references(() => files.id, { onDelete: 'set null' }),
    filename: varchar('filename', { length: 255 }).notNull(),
    format: oneOf<FileFormat>('format').notNull(),
    /** SHA-256 of the file, in hex: the same file under the same options goes on where it stopped. */
    sha256: asciiKey('sha256', { length: 64 }).notNull(),
    options: json<ImportOptions>('options').notNull(),
    status: oneOf<ImportStatus>('status').notNull(),
    /** Why it failed. */
    failure: json<{ en: string; zh: string } | null>('failure'),
    byteSize: bigint('byte_size', { mode: 'number' }).notNull(),
    /** Rows of the file; null until it has been looked through once. */
    rowCount: int('row_count'),
    /** Rows of the file that have been dealt with; what came of them is committed with this number. */
    rowsRead: int('rows_read').notNull(),
    imported: int('imported').notNull(),
    /** Of the imported, those that became drafts, because they have no answer. */
    drafted: int('drafted').notNull(),
    duplicates: int('duplicates').notNull(),
    nearDuplicates: int('near_duplicates').notNull(),
    refused: int('refused').notNull(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
    finishedAt: moment('finished_at'),
  },
  (table) => [
    index('question_imports_file_idx').on(table.sha256),
    index('question_imports_user_idx').on(table.userId),
    index('question_imports_upload_idx').on(table.fileId),
  ],
);

export type ImportRow = typeof imports.$inferSelect;

export const findings = mysqlTable(
  'question_import_findings',
  {
    /** No foreign key: it would keep an import from being called off while it writes. */
    importId: typeId('import_id').notNull(),
    /** From 1, in the order of the file. */
    ordinal: int('ordinal').notNull(),
    kind: oneOf<FindingKind>('kind').notNull(),
    /** Of the file, from 1. */
    line: int('line').notNull(),
    reason: json<{ en: string; zh: string }>('reason').notNull(),
    /** The question that it is like. */
    questionId: typeId('question_id'),
  },
  (table) => [primaryKey({ columns: [table.importId, table.ordinal] })],
);

export type FindingRow = typeof findings.$inferSelect;
