/** Evaluations: what a scorer concluded about an answer, one row a revision. */
import { getTableColumns } from 'drizzle-orm';
import { boolean, double, index, int, mysqlTable, text, uniqueIndex, varchar } from 'drizzle-orm/mysql-core';
import { json, moment, oneOf, typeId } from '../columns.js';
import type { Dimension, EvaluationStatus, PointVerdict, ScorerKind } from '../enums.js';
import { answers } from './answer.js';
import { interviews } from './interview.js';
import type { KeyPoint } from './question.js';

export type DimensionScore = { dimension: Dimension; score: number; weight: number };
/** A range of the stored answer in UTF-16 code units. */
export type Span = { start: number; end: number; quote: string };
export type PointScore = { keyPoint: KeyPoint; verdict: PointVerdict; evidence: Span[] };

export const evaluations = mysqlTable(
  'evaluations',
  {
    id: typeId('id').primaryKey(),
    interviewId: typeId('interview_id')
      .notNull()
      .references(() => interviews.id, { onDelete: 'cascade' }),
    answerId: typeId('answer_id')
      .notNull()
      .references(() => answers.id, { onDelete: 'cascade' }),
    revision: int('revision').notNull(),
    status: oneOf<EvaluationStatus>('status').notNull(),
    scorer: oneOf<ScorerKind>('scorer'),
    scorerVersion: varchar('scorer_version', { length: 80 }),
    provisional: boolean('provisional').notNull(),
    score: double('score'),
    uncertainty: double('uncertainty'),
    dimensions: json<DimensionScore[]>('dimensions').notNull(),
    points: json<PointScore[]>('points').notNull(),
    /** How many quotes of the scorer did not stand in the answer, and were left out. */
    droppedEvidence: int('dropped_evidence').notNull().default(0),
    /** The scorer's wording of a question about what was left out; nobody sees it before it is asked. */
    followUp: text('follow_up'),
    feedback: text('feedback'),
    suggestion: text('suggestion'),
    createdAt: moment('created_at').notNull(),
    evaluatedAt: moment('evaluated_at'),
  },
  (table) => [
    uniqueIndex('evaluations_answer_revision_unique').on(table.answerId, table.revision),
    index('evaluations_interview_idx').on(table.interviewId),
  ],
);

export type EvaluationRow = typeof evaluations.$inferSelect;

const { dimensions, points, followUp, ...shown } = getTableColumns(evaluations);
/** What lists read; the details are long, and read apart where they are asked for. */
export const evaluationColumns = shown;
export type Evaluation = Omit<EvaluationRow, 'dimensions' | 'points' | 'followUp'>;
/** What a score rests on. */
export const detailColumns = { dimensions, points };
export type EvaluationDetail = Pick<EvaluationRow, 'dimensions' | 'points'>;
