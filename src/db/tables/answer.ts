/** Answers: every try at a turn. */
import { getTableColumns } from 'drizzle-orm';
import { boolean, double, int, mediumtext, mysqlTable, uniqueIndex } from 'drizzle-orm/mysql-core';
import { asciiKey, moment, oneOf, typeId } from '../columns.js';
import type { TranscriptFailure, TranscriptStatus } from '../enums.js';
import { files } from './file.js';
import { interviews } from './interview.js';
import { turns } from './turn.js';

export const answers = mysqlTable(
  'answers',
  {
    id: typeId('id').primaryKey(),
    interviewId: typeId('interview_id')
      .notNull()
      .references(() => interviews.id, { onDelete: 'cascade' }),
    turnId: typeId('turn_id')
      .notNull()
      .references(() => turns.id, { onDelete: 'cascade' }),
    attempt: int('attempt').notNull(),
    /** The client's own name for this submission: a retry under it finds the first result. */
    clientKey: asciiKey('client_key', { length: 64 }).notNull(),
    /** SHA-256 in hex of what was submitted: tells a retry from another answer under the same key. */
    contentHash: asciiKey('content_hash', { length: 64 }).notNull(),
    text: mediumtext('text'),
    recordingFileId: typeId('recording_file_id').references(() => files.id, { onDelete: 'set null' }),
    transcript: oneOf<TranscriptStatus>('transcript').notNull(),
    transcriptFailure: oneOf<TranscriptFailure>('transcript_failure'),
    /** When the recording was transcribed, or given up. */
    transcribedAt: moment('transcribed_at'),
    assisted: boolean('assisted').notNull(),
    submittedAt: moment('submitted_at').notNull(),
    /** Seconds that the candidate worked on it; null where nobody kept count. */
    timeTaken: double('time_taken'),
    /** When the candidate asked to see the score; only where scores are shown on request. */
    revealedAt: moment('revealed_at'),
  },
  (table) => [
    uniqueIndex('answers_turn_attempt_unique').on(table.turnId, table.attempt),
    uniqueIndex('answers_client_key_unique').on(table.interviewId, table.clientKey),
    uniqueIndex('answers_recording_unique').on(table.recordingFileId),
  ],
);

export type AnswerRow = typeof answers.$inferSelect;

const { clientKey, contentHash, timeTaken, ...shown } = getTableColumns(answers);
/** What readers are shown; the rest is for finding retries, and for the figures of the question. */
export const answerColumns = shown;
export type Answer = Omit<AnswerRow, 'clientKey' | 'contentHash' | 'timeTaken'>;
