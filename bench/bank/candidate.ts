/** A candidate who has been asked hundreds of questions of a bank. */
import { inArray } from 'drizzle-orm';
import type { Db } from '../../src/db/connection.js';
import { newId } from '../../src/db/id.js';
import { interviews, questions, turns, type UserRow, users } from '../../src/db/tables/index.js';
import { createChance } from './random.js';

export const seenCount = 500;
const turnsPerInterview = 5;
const day = 24 * 60 * 60_000;

/** Published questions from anywhere in the bank, none twice. */
const someQuestions = async (db: Db, size: number) => {
  const chance = createChance(4);
  const numbers = new Set<number>();
  while (numbers.size < Math.min(size, 2 * seenCount)) numbers.add(1 + chance.below(size));
  const rows = await db
    .select({
      id: questions.id,
      categoryId: questions.categoryId,
      prompt: questions.prompt,
      status: questions.status,
    })
    .from(questions)
    .where(inArray(questions.number, [...numbers]));
  return rows.filter(({ status }) => status === 'PUBLISHED').slice(0, seenCount);
};

/** @returns the ids of the questions that the candidate has been asked */
export const addCandidate = async (db: Db, user: UserRow, size: number): Promise<string[]> => {
  await db.insert(users).values(user);
  const asked = await someQuestions(db, size);
  if (asked.length < seenCount) throw new Error(`only ${asked.length} questions can have been asked`);
  const held: (typeof interviews.$inferInsert)[] = [];
  const put: (typeof turns.$inferInsert)[] = [];
  for (let from = 0; from < asked.length; from += turnsPerInterview) {
    const plan = asked.slice(from, from + turnsPerInterview);
    const at = new Date(Date.UTC(2026, 0, 1) + from * day);
    const interview = {
      id: newId('interview'),
      candidateId: user.id,
      mode: 'RANDOM',
      pace: 'STANDARD',
      scores: 'AT_ONCE',
      locale: 'EN',
      targetRole: null,
      status: 'FINISHED',
      questionCount: plan.length,
      plan: plan.map(({ id }) => id),
      repeatedCount: 0,
      lastSeq: 0,
      createdAt: at,
      startedAt: at,
      finishedAt: at,
    } satisfies typeof interviews.$inferInsert;
    held.push(interview);
    for (const [index, { id, categoryId, prompt }] of plan.entries()) {
      put.push({
        id: newId('turn'),
        interviewId: interview.id,
        position: index + 1,
        kind: 'MAIN',
        parentId: null,
        questionId: id,
        categoryId,
        prompt,
        referenceAnswer: '',
        keyPoints: [],
        status: 'ANSWERED',
        askedAt: at,
        deadlineAt: null,
        closedAt: at,
      });
    }
  }
  await db.insert(interviews).values(held);
  await db.insert(turns).values(put);
  return asked.map(({ id }) => id);
};
