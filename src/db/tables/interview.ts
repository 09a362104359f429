/** Interviews: the row whose lock orders everything that happens in one. */
import { boolean, double, index, int, mysqlTable, uniqueIndex, varchar } from 'drizzle-orm/mysql-core';
import { asciiKey, json, moment, oneOf, typeId } from '../columns.js';
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
    /** The client's own name for the request that made it: a retry under it finds this interview. */
    clientKey: asciiKey('client_key', { length: 64 }),
    /** SHA-256 in hex of what was asked for; with the key alone. */
    contentHash: asciiKey('content_hash', { length: 64 }),
    followUps: boolean('follow_ups').notNull().default(false),
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
    pausedAt: moment('paused_at'),
    /** When the next question comes by itself at the latest, where it waits for the judgement of an answer. */
    goesOnAt: moment('goes_on_at'),
    /** Seconds that it was paused in all, the pause under way apart. */
    pausedTime: double('paused_time').notNull().default(0),
  },
  (table) => [
    index('interviews_candidate_idx').on(table.candidateId, table.id),
    /** What a report is compared with. */
    index('interviews_finished_idx').on(table.candidateId, table.status, table.finishedAt),
    uniqueIndex('interviews_client_key_unique').on(table.candidateId, table.clientKey),
    index('interviews_goes_on_idx').on(table.goesOnAt),
  ],
);

export type InterviewRow = typeof interviews.$inferSelect;
