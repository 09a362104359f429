/** What a candidate has been asked lately, and how they did, as far as they may know it. */
import { and, desc, eq, getTableColumns, inArray, max, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/mysql-core';
import type { Db } from '../../../db/connection.js';
import { answers, evaluations, interviews, questions, turns } from '../../../db/tables/index.js';
import { isShown } from '../../evaluation/read.js';
import { type Day, dayOf } from './day.js';

/** Turns that count: what was asked before them is forgotten. */
const mostTurns = 1_000;

/** How a question went; UNKNOWN while it is not judged, or its score is not to be known. */
export type Outcome = 'SCORED' | 'UNANSWERED' | 'INSUFFICIENT' | 'UNKNOWN';

export type Asked = {
  day: Day;
  /** Null where there is no such question in the bank any more, or never was. */
  question: { number: number; tags: string[]; difficulty: number } | null;
  categoryId: string | null;
  followUp: boolean;
  outcome: Outcome;
  /** 0 to 100; null while UNKNOWN. */
  score: number | null;
};

type Row = Awaited<ReturnType<typeof readTurns>>[number];

const readTurns = (db: Db, candidateId: string) => {
  // By id, which is the order in which they were asked: the rest is read of these alone.
  const newest = db
    .select({ id: turns.id })
    .from(interviews)
    .innerJoin(turns, eq(turns.interviewId, interviews.id))
    .where(eq(interviews.candidateId, candidateId))
    .orderBy(desc(turns.id))
    .limit(mostTurns)
    .as('newest');
  const [tries, revisions] = [alias(answers, 'tries'), alias(evaluations, 'revisions')];
  const newestTry = db
    .select({ attempt: max(tries.attempt) })
    .from(tries)
    .where(eq(tries.turnId, turns.id));
  const newestRevision = db
    .select({ revision: max(revisions.revision) })
    .from(revisions)
    .where(eq(revisions.answerId, answers.id));
  const { number, tags, difficulty } = getTableColumns(questions);
  return db
    .select({
      id: turns.id,
      kind: turns.kind,
      status: turns.status,
      askedAt: turns.askedAt,
      categoryId: sql<string | null>`coalesce(${questions.categoryId}, ${turns.categoryId})`,
      question: { number, tags, difficulty },
      interview: { scores: interviews.scores, status: interviews.status },
      revealedAt: answers.revealedAt,
      evaluation: { status: evaluations.status, score: evaluations.score },
    })
    .from(newest)
    .innerJoin(turns, eq(turns.id, newest.id))
    .innerJoin(interviews, eq(interviews.id, turns.interviewId))
    .leftJoin(questions, eq(questions.id, turns.questionId))
    .leftJoin(answers, and(eq(answers.turnId, turns.id), eq(answers.attempt, sql`(${newestTry})`)))
    .leftJoin(
      evaluations,
      and(eq(evaluations.answerId, answers.id), eq(evaluations.revision, sql`(${newestRevision})`)),
    );
};

const outcomeOf = (row: Row): Pick<Asked, 'outcome' | 'score'> => {
  if (row.status === 'SKIPPED' || row.status === 'EXPIRED') return { outcome: 'UNANSWERED', score: 0 };
  // Left out altogether: whatever followed from a score that is held back would tell it.
  if (!row.evaluation || !isShown(row.interview, row.revealedAt)) return { outcome: 'UNKNOWN', score: null };
  const { status, score } = row.evaluation;
  if (status === 'INSUFFICIENT') return { outcome: 'INSUFFICIENT', score: 0 };
  return status === 'READY' ? { outcome: 'SCORED', score } : { outcome: 'UNKNOWN', score: null };
};

/** In the order in which it was asked. */
export const readHistory = async (db: Db, candidateId: string): Promise<Asked[]> => {
  const rows = await readTurns(db, candidateId);
  rows.sort((a, b) => a.askedAt.getTime() - b.askedAt.getTime() || (a.id < b.id ? -1 : 1));
  return rows.map((row) => ({
    day: dayOf(row.askedAt),
    question: row.question,
    categoryId: row.categoryId,
    followUp: row.kind === 'FOLLOW_UP',
    ...outcomeOf(row),
  }));
};

/** The questions, by number, that a candidate is being asked right now. */
export const readOpen = async (db: Db, candidateId: string): Promise<number[]> => {
  const rows = await db
    .select({ number: questions.number })
    .from(interviews)
    .innerJoin(turns, eq(turns.interviewId, interviews.id))
    .innerJoin(questions, eq(questions.id, turns.questionId))
    .where(
      and(
        eq(interviews.candidateId, candidateId),
        inArray(interviews.status, ['LIVE', 'PAUSED']),
        eq(turns.status, 'ASKED'),
      ),
    );
  return rows.map(({ number }) => number);
};
