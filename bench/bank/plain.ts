/** The same by SQL as it is usually written, over the index that it would be given. */
import type { Connection, RowDataPacket } from 'mysql2/promise';
import type { Asked } from './asked.js';

export const pageSize = 20;
export const drawCount = 5;

const columns = 'q.id, q.locale, q.prompt, q.tags, q.difficulty, c.id AS categoryId, c.slug, c.name_en';
const where = "status = 'PUBLISHED' AND locale = ? AND category_id IN (?) AND difficulty BETWEEN ? AND ?";

const values = ({ filter: { locale, difficulty }, subtree }: Asked): unknown[] => [
  locale,
  subtree,
  difficulty.min,
  difficulty.max,
];

export const rowsOf = async (connection: Connection, sql: string, bound: unknown[] = []): Promise<RowDataPacket[]> =>
  (await connection.query<RowDataPacket[]>(sql, bound))[0];

/** Only those chosen are read in full: the faster way to write it. */
export const inFull = (chosen: string, order = ''): string =>
  `SELECT ${columns} FROM (${chosen}) chosen
   JOIN questions q ON q.id = chosen.id JOIN categories c ON c.id = q.category_id ${order}`;

/** The index from which the database can tell what matches without reading a question. */
export const addPlainIndex = async (connection: Connection): Promise<void> => {
  await connection.query('ALTER TABLE questions ADD INDEX plain_idx (status, locale, category_id, difficulty, id)');
  await connection.query('ANALYZE TABLE questions');
};

export const drawByRand = (connection: Connection, asked: Asked, seen: string[]): Promise<RowDataPacket[]> =>
  rowsOf(
    connection,
    inFull(`SELECT id FROM questions WHERE ${where} AND id NOT IN (?) ORDER BY RAND() LIMIT ${drawCount}`),
    [...values(asked), seen],
  );

/** How many match that a candidate has not been asked. */
export const countUnseen = async (connection: Connection, asked: Asked, seen: string[]): Promise<number> => {
  const sql = `SELECT COUNT(*) AS count FROM questions WHERE ${where} AND id NOT IN (?)`;
  return Number((await rowsOf(connection, sql, [...values(asked), seen]))[0]?.count);
};

export const countMatches = async (connection: Connection, asked: Asked): Promise<number> => {
  const sql = `SELECT COUNT(*) AS count FROM questions WHERE ${where}`;
  return Number((await rowsOf(connection, sql, values(asked)))[0]?.count);
};

/** Of some questions, those that match. */
export const idsThatMatch = (connection: Connection, asked: Asked, ids: string[]): Promise<RowDataPacket[]> =>
  rowsOf(connection, `SELECT id FROM questions WHERE ${where} AND id IN (?)`, [...values(asked), ids]);

/** The newest first. @param before the id that the page before ended with */
export const pageOfMatches = (connection: Connection, asked: Asked, before?: string): Promise<RowDataPacket[]> => {
  const beyond = before === undefined ? '' : 'AND id < ?';
  const sql = `SELECT id FROM questions WHERE ${where} ${beyond} ORDER BY id DESC LIMIT ${pageSize}`;
  const bound = before === undefined ? values(asked) : [...values(asked), before];
  return rowsOf(connection, inFull(sql, 'ORDER BY q.id DESC'), bound);
};
