/** The index of the bank: which questions carry which term, as sets of their numbers. Made from `questions`, and with it. */
import { bigint, int, mysqlTable, primaryKey, smallint } from 'drizzle-orm/mysql-core';
import { bytes, exactText } from '../columns.js';

/** One row: who changes the bank holds it, so that numbers follow the order of commits. */
export const bankState = mysqlTable('bank_state', {
  id: smallint('id').primaryKey(),
  /** The number that the next question gets. */
  nextNumber: int('next_number', { unsigned: true }).notNull(),
  /** By which way of taking texts apart the index was made; another number while it has to be, or is being, made anew. */
  analysis: int('analysis').notNull(),
});

export const segments = mysqlTable('question_segments', {
  segment: int('segment').primaryKey(),
  /** Drawn anew at each change: what was read under another stamp is out of date. */
  stamp: bigint('stamp', { mode: 'number', unsigned: true }).notNull(),
});

export const postings = mysqlTable(
  'question_postings',
  {
    segment: int('segment').notNull(),
    term: exactText('term', { length: 120 }).notNull(),
    members: bytes('members').notNull(),
  },
  (table) => [primaryKey({ columns: [table.segment, table.term] })],
);

/** Which questions are nearly alike: two that share most of their words share a hash of this table, very likely. */
export const signatures = mysqlTable(
  'question_signatures',
  {
    hash: bigint('hash', { mode: 'number', unsigned: true }).notNull(),
    number: int('number', { unsigned: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.hash, table.number] })],
);
