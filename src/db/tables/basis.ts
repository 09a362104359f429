/** What of a resume an interview was made from: a snapshot, so that a later version changes nothing of what was asked. */
import { int, mysqlTable } from 'drizzle-orm/mysql-core';
import { json, typeId } from '../columns.js';
import { interviews } from './interview.js';
import type { KeyPoint } from './question.js';

/** A project; or a job, where the resume names no projects. */
export type BasisProject = {
  kind: 'PROJECT' | 'JOB';
  name: string;
  description?: string;
  highlights: string[];
  technologies: string[];
};

/** A question that was made for one interview, in the place of one of the bank. */
export type MadeQuestion = {
  prompt: string;
  referenceAnswer: string;
  keyPoints: KeyPoint[];
  /** Those made before there were any have none. */
  hints?: string[];
  /** Seconds. */
  timeLimit: number;
};

export const interviewBases = mysqlTable('interview_bases', {
  interviewId: typeId('interview_id')
    .primaryKey()
    .references(() => interviews.id, { onDelete: 'cascade' }),
  resumeId: typeId('resume_id').notNull(),
  version: int('version').notNull(),
  /** The skills that questions were drawn for. */
  skills: json<string[]>('skills').notNull(),
  projects: json<BasisProject[]>('projects').notNull(),
  /** By their names in the interview's plan. */
  questions: json<Record<string, MadeQuestion>>('questions').notNull(),
});

export type BasisRow = typeof interviewBases.$inferSelect;
