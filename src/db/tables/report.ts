/** Reports: the summary of a finished interview, written once every counted answer is judged. */
import { sql } from 'drizzle-orm';
import { boolean, double, mysqlTable } from 'drizzle-orm/mysql-core';
import { json, moment, typeId } from '../columns.js';
import type { ReportFindingKind } from '../enums.js';
import type { DimensionScore } from './evaluation.js';
import { interviews } from './interview.js';

export type CategoryScore = {
  categoryId: string;
  score: number;
  turns: number;
  // Reports that were written before these were kept do not have them.
  uncertainty?: number | null;
  provisional?: boolean;
  comparedToPrevious?: number | null;
  previousInterviewId?: string | null;
};

/** The point stands in the evaluation, which never changes. */
export type ReportFinding = {
  kind: ReportFindingKind;
  text: string;
  turnId: string;
  evaluationId: string | null;
  keyPointId: string | null;
};

export const reports = mysqlTable('reports', {
  interviewId: typeId('interview_id')
    .primaryKey()
    .references(() => interviews.id, { onDelete: 'cascade' }),
  score: double('score').notNull(),
  uncertainty: double('uncertainty'),
  /** Whether a revision that it used is to be replaced. */
  provisional: boolean('provisional').notNull().default(false),
  dimensions: json<DimensionScore[]>('dimensions').notNull(),
  categories: json<CategoryScore[]>('categories').notNull(),
  strengths: json<string[]>('strengths').notNull(),
  improvements: json<string[]>('improvements').notNull(),
  findings: json<ReportFinding[]>('findings').notNull().default(sql`('[]')`),
  /** The revisions that it used, by turn and try. */
  evaluationIds: json<string[]>('evaluation_ids').notNull().default(sql`('[]')`),
  assistedShare: double('assisted_share').notNull(),
  unassistedScore: double('unassisted_score'),
  assistedScore: double('assisted_score'),
  comparedToPrevious: double('compared_to_previous'),
  createdAt: moment('created_at').notNull(),
});

export type ReportRow = typeof reports.$inferSelect;
