/** Answering the open question of an interview with a clock: an answer, its evaluation, the next question, three events, a promise. */
import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { PoolConnection, RowDataPacket } from 'mysql2/promise';
import { SubmitAnswerDocument, type SubmitAnswerMutation } from '../../src/client/gql/graphql.js';
import { newId } from '../../src/db/id.js';
import { interviews, questions, turns } from '../../src/db/tables/index.js';
import { jsonText, parsedJson } from './json.js';
import type { BareRequest, Operation } from './operation.js';

const questionsEach = 5;
/** Milliseconds; nobody is late. */
const hour = 60 * 60_000;
const text =
  `Both read what is committed. ${'A lock orders those who write; who reads sees a version of the row. '.repeat(5)}`.trim();

type Input = { turnId: string; clientKey: string; text: string };

const heldSql = `
SELECT i.id AS interviewId, i.candidate_id AS candidateId, i.status AS interviewStatus, i.plan, i.last_seq AS lastSeq,
       t.status, t.hints, t.reopened_at AS reopenedAt, t.asked_at AS askedAt, t.deadline_at AS deadlineAt, t.paused_time AS pausedTime
FROM turns t JOIN interviews i ON i.id = t.interview_id WHERE t.id = ? FOR UPDATE`;
const triesSql = 'SELECT * FROM answers WHERE interview_id = ? AND (client_key = ? OR turn_id = ?) ORDER BY attempt';
const nextSql = `
SELECT id, category_id AS categoryId, prompt, reference_answer AS referenceAnswer, key_points AS keyPoints, hints,
       time_limit AS timeLimit, (SELECT COUNT(*) FROM turns WHERE interview_id = ?) AS asked
FROM questions WHERE id IN (?) AND status = 'PUBLISHED'`;
const outboxSql = `
INSERT INTO outbox (topic, subject_id, due_at) VALUES (?)
ON DUPLICATE KEY UPDATE attempts = 0, due_at = VALUES(due_at)`;

const insert = (connection: PoolConnection, table: string, rows: Record<string, unknown>[]) => {
  const columns = Object.keys(rows[0] as object);
  return connection.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ?`, [
    rows.map((row) => columns.map((column) => row[column])),
  ]);
};

const answerByHand = async (connection: PoolConnection, userId: string, input: Input) => {
  const { turnId, clientKey } = input;
  const hash = createHash('sha256')
    .update(JSON.stringify([turnId, input.text]))
    .digest('hex');
  const [[held]] = await connection.query<RowDataPacket[]>(heldSql, [turnId]);
  if (!held || held.candidateId !== userId) throw new Error('no such turn');
  const [tries] = await connection.query<RowDataPacket[]>(triesSql, [held.interviewId, clientKey, turnId]);
  if (tries.some((one) => one.client_key === clientKey)) throw new Error('sent twice');
  const now = new Date();
  if (held.interviewStatus !== 'LIVE' || held.status !== 'ASKED' || held.deadlineAt <= now) throw new Error('not open');
  const [answerId, evaluationId, nextTurnId] = [newId('answer'), newId('evaluation'), newId('turn')];
  const of = { interview_id: held.interviewId };
  const answer = {
    id: answerId,
    attempt: tries.length + 1,
    text: input.text,
    transcript: 'NOT_NEEDED',
    assisted: false,
  };
  const timeTaken = (now.getTime() - held.askedAt.getTime()) / 1000 - held.pausedTime;
  await insert(connection, 'answers', [
    {
      ...answer,
      ...of,
      turn_id: turnId,
      client_key: clientKey,
      content_hash: hash,
      submitted_at: now,
      time_taken: timeTaken,
    },
  ]);
  await insert(connection, 'evaluations', [
    {
      id: evaluationId,
      ...of,
      answer_id: answerId,
      revision: 1,
      status: 'QUEUED',
      provisional: false,
      dimensions: '[]',
      points: '[]',
      created_at: now,
    },
  ]);
  await connection.query("UPDATE turns SET status = 'ANSWERED', closed_at = ? WHERE id = ?", [now, turnId]);
  const plan = parsedJson(held.plan) as string[];
  const [planned] = await connection.query<RowDataPacket[]>(nextSql, [held.interviewId, plan]);
  const asked = planned[0]?.asked;
  const next = planned.find(({ id }) => id === plan[asked]);
  if (!next) throw new Error('no question is left');
  await insert(connection, 'turns', [
    {
      id: nextTurnId,
      ...of,
      position: asked + 1,
      kind: 'MAIN',
      question_id: next.id,
      category_id: next.categoryId,
      prompt: next.prompt,
      reference_answer: next.referenceAnswer,
      key_points: jsonText(next.keyPoints),
      hint_plan: jsonText(next.hints),
      hint_count: (parsedJson(next.hints) as string[]).length,
      status: 'ASKED',
      asked_at: now,
      time_limit: next.timeLimit,
      deadline_at: new Date(now.getTime() + next.timeLimit * 1000),
    },
  ]);
  const event = (type: string, subject: string, id: string | null, at: number) => ({
    ...of,
    seq: held.lastSeq + at,
    type,
    turn_id: subject,
    answer_id: id,
    at: now,
  });
  await insert(connection, 'interview_events', [
    event('AnswerSubmitted', turnId, answerId, 1),
    event('TurnClosed', turnId, null, 2),
    event('QuestionAsked', nextTurnId, null, 3),
  ]);
  await connection.query(outboxSql, [['SCORE_ANSWER', evaluationId, new Date(now.getTime() + 3_000)]]);
  await connection.query('UPDATE interviews SET last_seq = ? WHERE id = ?', [held.lastSeq + 3, held.interviewId]);
  const evaluation = { id: evaluationId, status: 'QUEUED' };
  return { submitAnswer: { ...answer, transcriptFailure: null, submittedAt: now, evaluation } };
};

const bare = async ({ pool, userId, variables }: BareRequest): Promise<unknown> => {
  const connection = await pool.getConnection();
  try {
    await connection.beginTransaction();
    const data = await answerByHand(connection, userId, variables.input as Input);
    await connection.commit();
    return data;
  } catch (error) {
    await connection.rollback();
    throw error;
  } finally {
    connection.release();
  }
};

/** As many interviews under way, each with its first question open. */
const prepare: Extract<Operation['variables'], (...values: never[]) => unknown> = async (db, { userId }, count) => {
  const bank = await db.select().from(questions).where(eq(questions.locale, 'EN')).limit(100);
  const now = new Date();
  const made = Array.from({ length: count }, (_, number) => {
    const chosen = Array.from(
      { length: questionsEach },
      (_, at) => bank[(number + 7 * at) % bank.length] as (typeof bank)[0],
    );
    const question = chosen[0] as (typeof bank)[0];
    const interviewId = newId('interview');
    const interview: typeof interviews.$inferInsert = {
      id: interviewId,
      candidateId: userId,
      mode: 'RANDOM',
      pace: 'STANDARD',
      scores: 'AT_ONCE',
      locale: 'EN',
      status: 'LIVE',
      questionCount: questionsEach,
      plan: chosen.map(({ id }) => id),
      lastSeq: 2,
      createdAt: now,
      startedAt: now,
    };
    const turn: typeof turns.$inferInsert = {
      id: newId('turn'),
      interviewId,
      position: 1,
      kind: 'MAIN',
      questionId: question.id,
      categoryId: question.categoryId,
      prompt: question.prompt,
      referenceAnswer: question.referenceAnswer,
      keyPoints: question.keyPoints,
      hintPlan: question.hints,
      hintCount: question.hints.length,
      status: 'ASKED',
      askedAt: now,
      timeLimit: question.timeLimit,
      deadlineAt: new Date(now.getTime() + hour),
    };
    return { interview, turn };
  });
  await db.insert(interviews).values(made.map(({ interview }) => interview));
  await db.insert(turns).values(made.map(({ turn }) => turn));
  return made.map(({ turn }) => ({ input: { turnId: turn.id, clientKey: turn.id, text } }));
};

export const submit: Operation = {
  operationName: 'SubmitAnswer',
  query: SubmitAnswerDocument.toString(),
  variables: prepare,
  once: true,
  bare,
  check: (data) => {
    const { attempt, evaluation } = (data as SubmitAnswerMutation).submitAnswer;
    if (attempt !== 1 || evaluation.status !== 'QUEUED')
      throw new Error('expected a first answer whose score is awaited');
  },
  comparable: (data) => {
    const { id, submittedAt, evaluation, ...rest } = (data as SubmitAnswerMutation).submitAnswer;
    return { ...rest, status: evaluation.status };
  },
};
