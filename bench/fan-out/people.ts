/** Who follows what: users, sessions with their tokens, and interviews with a question asked, written as rows. */
import { eq } from 'drizzle-orm';
import { refreshTokens } from '../../src/auth/refresh-token.js';
import { createTokens } from '../../src/auth/token.js';
import { newId } from '../../src/db/id.js';
import { interviewEvents, interviews, questions, sessions, turns, users } from '../../src/db/tables/index.js';
import type { Bench } from '../scenarios/scenario.js';

export type FollowedInterview = { interviewId: string; turnId: string };

/** Rows of one statement. */
const batch = 1_000;

const insertAll = async <T>(rows: T[], insert: (some: T[]) => PromiseLike<unknown>): Promise<void> => {
  for (let at = 0; at < rows.length; at += batch) await insert(rows.slice(at, at + batch));
};

/** @returns their ids */
export const addUsers = async ({ database: { db } }: Bench, count: number): Promise<string[]> => {
  const now = new Date();
  const rows = Array.from({ length: count }, () => ({
    id: newId('user'),
    emailVerified: false,
    name: 'Bench Follower',
    // No password has this hash: these users have sessions, and never sign in.
    passwordHash: '',
    role: 'CANDIDATE' as const,
    locale: 'EN' as const,
    createdAt: now,
    updatedAt: now,
  }));
  await insertAll(rows, (some) => db.insert(users).values(some));
  return rows.map(({ id }) => id);
};

/** Opens a session for each. @returns their access tokens */
export const addSessions = async ({ database: { db }, paserk }: Bench, userIds: string[]): Promise<string[]> => {
  const tokens = await createTokens(paserk);
  const now = new Date();
  const rows = userIds.map((userId) => {
    const { familyHash, refreshHash, expiresAt } = refreshTokens.create(now);
    const hashes = { familyHash, refreshHash, refreshExpiresAt: expiresAt };
    return { id: newId('session'), userId, ...hashes, createdAt: now, lastUsedAt: now };
  });
  await insertAll(rows, (some) => db.insert(sessions).values(some));
  return Promise.all(rows.map(async ({ id, userId }) => (await tokens.issue({ userId, sessionId: id }, now)).token));
};

/** An interview of each, live and without a clock, with one question asked and one event. */
export const addInterviews = async (
  { database: { db } }: Bench,
  candidateIds: string[],
): Promise<FollowedInterview[]> => {
  const now = new Date();
  const [question] = await db.select().from(questions).where(eq(questions.locale, 'EN')).orderBy(questions.seedSlug);
  if (!question) throw new Error('the bank is empty');
  const rows = candidateIds.map((candidateId) => ({
    id: newId('interview'),
    candidateId,
    mode: 'RANDOM' as const,
    pace: 'ZERO_PRESSURE' as const,
    scores: 'ON_REQUEST' as const,
    locale: 'EN' as const,
    status: 'LIVE' as const,
    questionCount: 1,
    plan: [question.id],
    lastSeq: 1,
    createdAt: now,
    startedAt: now,
  }));
  const asked = rows.map(({ id }) => ({
    id: newId('turn'),
    interviewId: id,
    position: 1,
    kind: 'MAIN' as const,
    questionId: question.id,
    prompt: question.prompt,
    referenceAnswer: question.referenceAnswer,
    keyPoints: question.keyPoints,
    status: 'ASKED' as const,
    askedAt: now,
  }));
  const events = rows.map(({ id }) => ({ interviewId: id, seq: 1, type: 'InterviewStarted' as const, at: now }));
  await insertAll(rows, (some) => db.insert(interviews).values(some));
  await insertAll(asked, (some) => db.insert(turns).values(some));
  await insertAll(events, (some) => db.insert(interviewEvents).values(some));
  return asked.map(({ id, interviewId }) => ({ interviewId, turnId: id }));
};
