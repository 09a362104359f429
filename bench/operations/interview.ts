/** One interview with everything that the client's page of it shows. */
import { desc, eq } from 'drizzle-orm';
import type { RowDataPacket } from 'mysql2/promise';
import { InterviewDocument, type InterviewQuery } from '../../src/client/gql/graphql.js';
import { interviews } from '../../src/db/tables/index.js';
import { turnsPerInterview } from '../dataset.js';
import { parsedJson } from './json.js';
import type { Operation } from './operation.js';

const interviewSql = `
SELECT id, mode, pace, scores, locale, target_role AS targetRole, status, follow_ups = 1 AS followUps,
       question_count AS questionCount, created_at AS createdAt, started_at AS startedAt, finished_at AS finishedAt,
       paused_at AS pausedAt, paused_time AS pausedTime, last_seq AS lastSeq
FROM interviews WHERE id = ? AND candidate_id = ?`;

const turnsSql = `
SELECT t.id AS turnId, t.position, t.kind, t.prompt, t.status AS turnStatus, t.asked_at AS askedAt, t.deadline_at AS deadlineAt,
       t.time_limit AS turnTime, t.remaining_time AS remainingTime, t.hints, t.hint_count AS hintCount,
       q.id AS questionId, q.difficulty, q.time_limit AS questionTime, q.tags,
       c.id AS categoryId, c.slug, c.name_en AS categoryName,
       a.id AS answerId, a.attempt, a.text, a.transcript, a.transcript_failure AS transcriptFailure, a.assisted,
       a.submitted_at AS submittedAt,
       e.id AS evaluationId, e.revision, e.status AS evaluationStatus, e.scorer, e.scorer_version AS scorerVersion,
       e.provisional, e.dropped_evidence AS droppedEvidence, e.score, e.uncertainty, e.dimensions, e.points, e.feedback, e.suggestion, e.evaluated_at AS evaluatedAt
FROM turns t
LEFT JOIN questions q ON q.id = t.question_id
LEFT JOIN categories c ON c.id = q.category_id
LEFT JOIN answers a ON a.turn_id = t.id
LEFT JOIN evaluations e ON e.answer_id = a.id
  AND e.revision = (SELECT MAX(revision) FROM evaluations WHERE answer_id = a.id)
WHERE t.interview_id = ? ORDER BY t.position, a.attempt`;

const turnOf = (row: RowDataPacket) => ({
  id: row.turnId,
  position: row.position,
  kind: row.kind,
  prompt: row.prompt,
  status: row.turnStatus,
  askedAt: row.askedAt,
  deadlineAt: row.deadlineAt,
  timeLimit: row.turnTime,
  remainingTime: row.remainingTime,
  hints: parsedJson(row.hints),
  hintCount: row.hintCount,
  question: row.questionId && {
    id: row.questionId,
    difficulty: row.difficulty,
    timeLimit: row.questionTime,
    tags: parsedJson(row.tags),
    category: { id: row.categoryId, slug: row.slug, name: row.categoryName },
  },
  answers: [] as unknown[],
});

const answerOf = (row: RowDataPacket) => ({
  id: row.answerId,
  attempt: row.attempt,
  text: row.text,
  transcript: row.transcript,
  transcriptFailure: row.transcriptFailure,
  assisted: row.assisted === 1,
  submittedAt: row.submittedAt,
  evaluation: {
    id: row.evaluationId,
    revision: row.revision,
    status: row.evaluationStatus,
    scorer: row.scorer,
    scorerVersion: row.scorerVersion,
    // It is finished: nothing is held back.
    revealed: true,
    provisional: row.provisional === 1,
    droppedEvidence: row.droppedEvidence,
    score: row.score,
    uncertainty: row.uncertainty,
    dimensions: parsedJson(row.dimensions),
    points: parsedJson(row.points),
    feedback: row.feedback,
    suggestion: row.suggestion,
    evaluatedAt: row.evaluatedAt,
  },
});

export const interview: Operation = {
  operationName: 'Interview',
  query: InterviewDocument.toString(),
  variables: (db, { userId }) =>
    db
      .select({ id: interviews.id })
      .from(interviews)
      .where(eq(interviews.candidateId, userId))
      .orderBy(desc(interviews.id))
      .limit(20),
  bare: async ({ pool, userId, variables }) => {
    const [[[shown]], [rows], [reports]] = await Promise.all([
      pool.query<RowDataPacket[]>(interviewSql, [variables.id, userId]),
      pool.query<RowDataPacket[]>(turnsSql, [variables.id]),
      pool.query<RowDataPacket[]>('SELECT score FROM reports WHERE interview_id = ?', [variables.id]),
    ]);
    if (!shown) throw new Error('no such interview');
    const turns: ReturnType<typeof turnOf>[] = [];
    for (const row of rows) {
      if (turns.at(-1)?.id !== row.turnId) turns.push(turnOf(row));
      if (row.answerId) turns.at(-1)?.answers.push(answerOf(row));
    }
    // Those that are measured have none.
    return { interview: { ...shown, followUps: shown.followUps === 1, turns, report: reports[0] ?? null } };
  },
  check: (data) => {
    const turns = (data as InterviewQuery).interview?.turns;
    if (turns?.length !== turnsPerInterview) throw new Error(`expected an interview with ${turnsPerInterview} turns`);
    if (!turns.some(({ answers }) => answers.some(({ evaluation }) => evaluation.points.length > 0))) {
      throw new Error('expected scored answers');
    }
  },
};
