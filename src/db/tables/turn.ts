/** Turns: one question put to the candidate, with a snapshot of what was asked. */
import { getTableColumns, sql } from 'drizzle-orm';
import {
  type AnyMySqlColumn,
  boolean,
  double,
  index,
  int,
  mysqlTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/mysql-core';
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
    /** All there are, the most general first. */
    hintPlan: json<string[]>('hint_plan').notNull().default(sql`('[]')`),
    /** Those that the candidate has seen. */
    hints: json<string[]>('hints').notNull().default(sql`('[]')`),
    hintCount: int('hint_count').notNull().default(0),
    status: oneOf<TurnStatus>('status').notNull(),
    askedAt: moment('asked_at').notNull(),
    /** Seconds that the clock grants; null where there is none. */
    timeLimit: int('time_limit'),
    deadlineAt: moment('deadline_at'),
    /** Seconds left on the clock while the interview is paused. */
    remainingTime: double('remaining_time'),
    /** Seconds that the interview was paused while it was open. */
    pausedTime: double('paused_time').notNull().default(0),
    /** When the candidate took it up once more. */
    reopenedAt: moment('reopened_at'),
    /** Whether it was decided if a follow-up comes after it. */
    probed: boolean('probed').notNull().default(false),
    closedAt: moment('closed_at'),
  },
  (table) => [
    uniqueIndex('turns_interview_position_unique').on(table.interviewId, table.position),
    index('turns_due_idx').on(table.status, table.deadlineAt),
    index('turns_question_idx').on(table.questionId),
  ],
);

export type TurnRow = typeof turns.$inferSelect;

const { referenceAnswer, keyPoints, categoryId, hintPlan, probed, ...shown } = getTableColumns(turns);
/** What readers are shown; the rest is long, and for the scorer alone. */
export const turnColumns = shown;
export type Turn = Omit<TurnRow, 'referenceAnswer' | 'keyPoints' | 'categoryId' | 'hintPlan' | 'probed'>;
