/** Interviews: the row whose lock orders everything that happens in one. */
import { index, int, mysqlTable, varchar } from 'drizzle-orm/mysql-core';
import { json, moment, oneOf, typeId } from '../columns.js';
import type { InterviewMode, InterviewStatus, Locale, Pace, ScoreReveal } from '../enums.js';
import { users } from './user.js';

export const interviews = mysqlTable(
  'interviews',
  {
    id: typeId('id').primaryKey(),
    candidateId: typeId('candidate_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    mode: oneOf<InterviewMode>('mode').notNull(),
    pace: oneOf<Pace>('pace').notNull(),
    scores: oneOf<ScoreReveal>('scores').notNull(),
    locale: oneOf<Locale>('locale').notNull(),
    targetRole: varchar('target_role', { length: 200 }),
    status: oneOf<InterviewStatus>('status').notNull(),
    questionCount: int('question_count').notNull(),
    /** What will be asked, in this order: ids of questions, and of what was made for this interview alone. */
    plan: json<string[]>('plan').notNull(),
    /** How many of the planned questions the candidate had been asked before. */
    repeatedCount: int('repeated_count').notNull().default(0),
    lastSeq: int('last_seq').notNull(),
    createdAt: moment('created_at').notNull(),
    startedAt: moment('started_at'),
    finishedAt: moment('finished_at'),
  },
  (table) => [index('interviews_candidate_idx').on(table.candidateId, table.id)],
);

export type InterviewRow = typeof interviews.$inferSelect;
