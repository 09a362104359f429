/** The nested query: a candidate's last 20 interviews down to the evaluations. */
import type { RowDataPacket } from 'mysql2/promise';
import { InterviewHistoryDocument, type InterviewHistoryQuery } from '../../src/client/gql/graphql.js';
import { turnsPerInterview } from '../dataset.js';
import type { Operation } from './operation.js';

export const first = 20;

const sql = `
SELECT i.id AS interviewId, i.mode, i.pace, i.status, i.created_at AS createdAt,
       t.id AS turnId, t.position, t.prompt, t.status AS turnStatus,
       q.id AS questionId, q.difficulty, c.id AS categoryId, c.slug, c.name_en AS categoryName,
       a.id AS answerId, a.text, a.submitted_at AS submittedAt,
       e.id AS evaluationId, e.status AS evaluationStatus, e.score, e.feedback
FROM (SELECT id, mode, pace, status, created_at FROM interviews WHERE candidate_id = ? ORDER BY id DESC LIMIT ?) i
LEFT JOIN turns t ON t.interview_id = i.id
LEFT JOIN questions q ON q.id = t.question_id
LEFT JOIN categories c ON c.id = q.category_id
LEFT JOIN answers a ON a.turn_id = t.id AND a.attempt = (SELECT MAX(attempt) FROM answers WHERE turn_id = t.id)
LEFT JOIN evaluations e ON e.answer_id = a.id
  AND e.revision = (SELECT MAX(revision) FROM evaluations WHERE answer_id = a.id)
ORDER BY i.id DESC, t.position`;

const turnOf = (row: RowDataPacket) => ({
  id: row.turnId,
  position: row.position,
  prompt: row.prompt,
  status: row.turnStatus,
  question: row.questionId && {
    id: row.questionId,
    difficulty: row.difficulty,
    category: { id: row.categoryId, slug: row.slug, name: row.categoryName },
  },
  answer: row.answerId && {
    id: row.answerId,
    text: row.text,
    submittedAt: row.submittedAt,
    evaluation: { id: row.evaluationId, status: row.evaluationStatus, score: row.score, feedback: row.feedback },
  },
});

export const history: Operation = {
  operationName: 'InterviewHistory',
  query: InterviewHistoryDocument.toString(),
  variables: [{ first }],
  bare: async ({ pool, userId, variables }) => {
    const [rows] = await pool.query<RowDataPacket[]>(sql, [userId, variables.first]);
    const edges: { node: { id: string; turns: unknown[] } }[] = [];
    for (const row of rows) {
      let node = edges.at(-1)?.node;
      if (node?.id !== row.interviewId) {
        const { interviewId: id, mode, pace, status, createdAt } = row;
        const interview = { id, mode, pace, status, createdAt, turns: [] };
        edges.push({ node: interview });
        node = interview;
      }
      if (row.turnId) node?.turns.push(turnOf(row));
    }
    return { interviews: { edges } };
  },
  check: (data) => {
    const { edges } = (data as InterviewHistoryQuery).interviews;
    const answers = edges.flatMap(({ node }) => node.turns.filter((turn) => turn.answer?.evaluation.score != null));
    if (edges.length !== first || edges.some(({ node }) => node.turns.length !== turnsPerInterview)) {
      throw new Error(`expected ${first} interviews with ${turnsPerInterview} turns each`);
    }
    if (answers.length < first) throw new Error('expected scored answers');
  },
};
