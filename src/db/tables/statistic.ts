/** How questions do: sums over the turns that asked them, and what each turn has added to them. */
import { bigint, int, mysqlTable } from 'drizzle-orm/mysql-core';
import { oneOf, typeId } from '../columns.js';
import type { TurnStatus } from '../enums.js';
import { questions } from './question.js';
import { turns } from './turn.js';

/** Sums of whole numbers, so that what is taken off again leaves nothing behind. They outlive the candidates that they come from. */
export const statistics = mysqlTable('question_statistics', {
  questionId: typeId('question_id')
    .primaryKey()
    .references(() => questions.id, { onDelete: 'cascade' }),
  answered: int('answered').notNull(),
  skipped: int('skipped').notNull(),
  expired: int('expired').notNull(),
  /** Answers with a score. */
  scored: int('scored').notNull(),
  /** Tenths of points, and their squares. */
  scoreSum: bigint('score_sum', { mode: 'number' }).notNull(),
  scoreSquares: bigint('score_squares', { mode: 'number' }).notNull(),
  /** From the question to the last answer, over all answered turns. */
  millisecondSum: bigint('millisecond_sum', { mode: 'number' }).notNull(),
});

export type StatisticRow = typeof statistics.$inferSelect;

/** What a turn has been counted as. */
export const tallies = mysqlTable('turn_tallies', {
  turnId: typeId('turn_id')
    .primaryKey()
    .references(() => turns.id, { onDelete: 'cascade' }),
  questionId: typeId('question_id').notNull(),
  status: oneOf<TurnStatus>('status').notNull(),
  /** Tenths of points. */
  score: int('score'),
  milliseconds: bigint('milliseconds', { mode: 'number' }),
});

export type TallyRow = typeof tallies.$inferSelect;
