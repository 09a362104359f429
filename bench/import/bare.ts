/** The least that taking rows into the bank can cost: INSERT statements of many rows, and nothing else. */
import type { Connection } from 'mysql2/promise';
import { newId } from '../../src/db/id.js';
import type { Invented } from '../bank/question.js';

const rowsOfStatement = 500;
const columns = `id, number, locale, prompt, category_id, tags, difficulty, time_limit, status, reference_answer,
  key_points, hints, version, created_at, updated_at`;

/** @returns seconds, without those for making the rows */
export const insertBare = async (
  connection: Connection,
  questions: Invented[],
  categoryIds: Map<string, string>,
): Promise<number> => {
  const now = new Date();
  const rows = questions.map((question, at) => [
    newId('question'),
    at + 1,
    question.locale,
    question.prompt,
    categoryIds.get(question.category),
    JSON.stringify(question.tags),
    question.difficulty,
    question.timeLimit,
    question.status,
    question.referenceAnswer,
    JSON.stringify(question.keyPoints.map((point) => ({ id: newId('keyPoint'), ...point }))),
    JSON.stringify(question.hints),
    1,
    now,
    now,
  ]);
  const begin = performance.now();
  for (let from = 0; from < rows.length; from += rowsOfStatement) {
    await connection.query(`INSERT INTO questions (${columns}) VALUES ?`, [rows.slice(from, from + rowsOfStatement)]);
  }
  return (performance.now() - begin) / 1000;
};
