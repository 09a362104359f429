/** The question bank. */
import { getTableColumns } from 'drizzle-orm';
import { index, int, mysqlTable, text, tinyint, uniqueIndex } from 'drizzle-orm/mysql-core';
import { asciiKey, json, moment, oneOf, typeId } from '../columns.js';
import type { Locale, QuestionStatus } from '../enums.js';
import { categories } from './category.js';

export type KeyPoint = {
  id: string;
  text: string;
  weight: number;
  /** Only in questions about a candidate's own projects: how the scorer recognises the point; it knows the values. */
  cue?: string;
};

export const questions = mysqlTable(
  'questions',
  {
    id: typeId('id').primaryKey(),
    /** Its place in the order in which questions were committed; the index of the bank knows it by this. */
    number: int('number', { unsigned: true }).notNull(),
    /** The name by which the seed files know a question; null for those written elsewhere. */
    seedSlug: asciiKey('seed_slug', { length: 80 }).unique('questions_seed_slug_unique'),
    locale: oneOf<Locale>('locale').notNull(),
    prompt: text('prompt').notNull(),
    /** A hash of the prompt and its language that case, width and punctuation do not change; null until the index is made. */
    promptKey: asciiKey('prompt_key', { length: 32 }),
    categoryId: typeId('category_id')
      .notNull()
      .references(() => categories.id),
    tags: json<string[]>('tags').notNull(),
    difficulty: tinyint('difficulty').notNull(),
    /** Seconds. */
    timeLimit: int('time_limit').notNull(),
    status: oneOf<QuestionStatus>('status').notNull(),
    referenceAnswer: text('reference_answer').notNull(),
    keyPoints: json<KeyPoint[]>('key_points').notNull(),
    hints: json<string[]>('hints').notNull(),
    version: int('version').notNull(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('questions_number_unique').on(table.number),
    index('questions_prompt_idx').on(table.promptKey),
    index('questions_category_idx').on(table.categoryId),
  ],
);

export type QuestionRow = typeof questions.$inferSelect;

const { seedSlug, promptKey, referenceAnswer, keyPoints, hints, ...shown } = getTableColumns(questions);
/** What readers are shown; how an answer is judged is long, guarded, and read apart. */
export const questionColumns = shown;
export type Question = Omit<QuestionRow, 'seedSlug' | 'promptKey' | 'referenceAnswer' | 'keyPoints' | 'hints'>;
