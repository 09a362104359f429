/** The history of the bank: who changed which question or category, when, and what. Rows are added and never changed. */
import { index, int, mysqlTable } from 'drizzle-orm/mysql-core';
import { json, moment, oneOf, typeId } from '../columns.js';
import type { ChangeAction, ChangeOrigin } from '../enums.js';
import { users } from './user.js';

/** One field as it was and as it became; a list or an object as JSON has it. */
export type FieldChange = { field: string; before: unknown; after: unknown };

export const bankChanges = mysqlTable(
  'bank_changes',
  {
    id: typeId('id').primaryKey(),
    action: oneOf<ChangeAction>('action').notNull(),
    /** The question or the category; it may be gone, its history stays. */
    subjectId: typeId('subject_id').notNull(),
    /** That it had after the change. */
    version: int('version').notNull(),
    origin: oneOf<ChangeOrigin>('origin').notNull(),
    /** Null for the console, and for an editor who has left. */
    editorId: typeId('editor_id').references(() => users.id, { onDelete: 'set null' }),
    /** No foreign key: it would keep an import from being called off while it writes. */
    importId: typeId('import_id'),
    /** What became other; of what was deleted, all that it was. */
    fields: json<FieldChange[]>('fields').notNull(),
    at: moment('at').notNull(),
  },
  (table) => [index('bank_changes_subject_idx').on(table.subjectId, table.id)],
);

export type BankChangeRow = typeof bankChanges.$inferSelect;
