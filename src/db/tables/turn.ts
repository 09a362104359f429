/** Turns: one question put to the candidate, with a snapshot of what was asked. */
import { getTableColumns } from 'drizzle-orm';
import { type AnyMySqlColumn, index, int, mysqlTable, text, uniqueIndex } from 'drizzle-orm/mysql-core';
import { json, moment, oneOf, typeId } from '../columns.js';
import type { TurnKind, TurnStatus } from '../enums.js';
import { categories } from './category.js';
import { interviews } from './interview.js';
import { type KeyPoint, questions } from './question.js';

export const turns = mysqlTable(
  'turns',
  {
    id: typeId('id').primaryKey(),
    interviewId: typeId('interview_id')
      .notNull()
      .references(() => interviews.id, { onDelete: 'cascade' }),
    position: int('position').notNull(),
    kind: oneOf<TurnKind>('kind').notNull(),
    parentId: typeId('parent_id').references((): AnyMySqlColumn => turns.id, { onDelete: 'cascade' }),
    questionId: typeId('question_id').references(() => questions.id, { onDelete: 'set null' }),
    /** The subject that it counts towards. */
    categoryId: typeId('category_id').references(() => categories.id, { onDelete: 'set null' }),
    // A later edit of the question must not change what was asked and what the answer is held to.
    prompt: text('prompt').notNull(),
    referenceAnswer: text('reference_answer').notNull(),
    keyPoints: json<KeyPoint[]>('key_points').notNull(),
    status: oneOf<TurnStatus>('status').notNull(),
    askedAt: moment('asked_at').notNull(),
    deadlineAt: moment('deadline_at'),
    closedAt: moment('closed_at'),
  },
  (table) => [
    uniqueIndex('turns_interview_position_unique').on(table.interviewId, table.position),
    index('turns_due_idx').on(table.status, table.deadlineAt),
    index('turns_question_idx').on(table.questionId),
  ],
);

export type TurnRow = typeof turns.$inferSelect;

const { referenceAnswer, keyPoints, categoryId, ...shown } = getTableColumns(turns);
/** What readers are shown; the rest is long, and for the scorer alone. */
export const turnColumns = shown;
export type Turn = Omit<TurnRow, 'referenceAnswer' | 'keyPoints' | 'categoryId'>;
