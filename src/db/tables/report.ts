/** Reports: the summary of a finished interview, written once every counted answer is judged. */
import { double, mysqlTable } from 'drizzle-orm/mysql-core';
import { json, moment, typeId } from '../columns.js';
import type { DimensionScore } from './evaluation.js';
import { interviews } from './interview.js';

export type CategoryScore = { categoryId: string; score: number; turns: number };

export const reports = mysqlTable('reports', {
  interviewId: typeId('interview_id')
    .primaryKey()
    .references(() => interviews.id, { onDelete: 'cascade' }),
  score: double('score').notNull(),
  dimensions: json<DimensionScore[]>('dimensions').notNull(),
  categories: json<CategoryScore[]>('categories').notNull(),
  strengths: json<string[]>('strengths').notNull(),
  improvements: json<string[]>('improvements').notNull(),
  assistedShare: double('assisted_share').notNull(),
  unassistedScore: double('unassisted_score'),
  assistedScore: double('assisted_score'),
  comparedToPrevious: double('compared_to_previous'),
  createdAt: moment('created_at').notNull(),
});

export type ReportRow = typeof reports.$inferSelect;
