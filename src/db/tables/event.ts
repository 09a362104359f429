/** The log of each interview: events 1, 2, 3 … without holes, in commit order. */
import { int, mysqlTable, primaryKey } from 'drizzle-orm/mysql-core';
import { moment, oneOf, typeId } from '../columns.js';
import type { EventType } from '../enums.js';
import { interviews } from './interview.js';

export const interviewEvents = mysqlTable(
  'interview_events',
  {
    interviewId: typeId('interview_id')
      .notNull()
      .references(() => interviews.id, { onDelete: 'cascade' }),
    seq: int('seq').notNull(),
    type: oneOf<EventType>('type').notNull(),
    // What the event is about; readers fetch the rows themselves, so an event holds no copy that could leak or go stale.
    turnId: typeId('turn_id'),
    answerId: typeId('answer_id'),
    evaluationId: typeId('evaluation_id'),
    /** Which of the turn's hints, from 1. */
    hint: int('hint'),
    at: moment('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.interviewId, table.seq] })],
);

export type EventRow = typeof interviewEvents.$inferSelect;
