/** Fills an empty bank with invented questions: straight from a stream, as no server could take them. */
import { Readable } from 'node:stream';
import type { Connection, RowDataPacket } from 'mysql2/promise';
import type { Db } from '../../src/db/connection.js';
import { newId } from '../../src/db/id.js';
import type { SeedBank } from '../../src/db/seed.js';
import { bankState, categories } from '../../src/db/tables/index.js';
import { promptKeyOf } from '../../src/search/likeness.js';
import { createInventor, type Invented } from './question.js';

const start = Date.UTC(2026, 0, 1);
const columns = `id, number, locale, prompt, prompt_key, category_id, tags, difficulty, time_limit, status,
  reference_answer, key_points, hints, version, created_at, updated_at`;
const rowsOfChunk = 1_000;
const digits = '0123456789abcdefghjkmnpqrstvwxyz';

/** An id as it is made in its `at`-th millisecond: the first ten of its characters are the time. */
const createIds = (noun: 'question' | 'keyPoint'): ((at: number) => string) => {
  const template = newId(noun);
  const prefix = template.slice(0, 4);
  const rest = template.slice(14);
  return (at) => {
    let time = '';
    for (let left = start + at; time.length < 10; left = Math.floor(left / 32)) time = digits[left % 32] + time;
    return prefix + time + rest;
  };
};

/** As LOAD DATA reads it; what is invented holds no tabs and no line feeds. */
const field = (value: string | number | object): string =>
  (typeof value === 'object' ? JSON.stringify(value) : String(value)).replaceAll('\\', '\\\\');

const createWriter = (categoryIds: Map<string, string>): ((question: Invented, number: number) => string) => {
  const idOf = createIds('question');
  const pointIdOf = createIds('keyPoint');
  return (question, number) => {
    const at = new Date(start + number).toISOString().replace('T', ' ').slice(0, -1);
    const points = question.keyPoints.map((point, index) => ({ id: pointIdOf(number * 2 + index), ...point }));
    return `${[
      idOf(number),
      number,
      question.locale,
      question.prompt,
      promptKeyOf(question.locale, question.prompt),
      categoryIds.get(question.category) as string,
      question.tags,
      question.difficulty,
      question.timeLimit,
      question.status,
      question.referenceAnswer,
      points,
      question.hints,
      1,
      at,
      at,
    ]
      .map(field)
      .join('\t')}\n`;
  };
};

/** @returns their ids by slug */
export const insertCategories = async (db: Db, bank: SeedBank): Promise<Map<string, string>> => {
  const ids = new Map(bank.categories.map(({ slug }) => [slug, newId('category')]));
  for (const { slug, zh, en, parent } of bank.categories) {
    const id = ids.get(slug) as string;
    const parentId = parent ? (ids.get(parent) as string) : null;
    await db.insert(categories).values({ id, slug, nameZh: zh, nameEn: en, parentId });
  }
  return ids;
};

/** @param connection one whose statements may take as long as they like */
export const fillBank = async (
  db: Db,
  connection: Connection,
  bank: SeedBank,
  count: number,
): Promise<Map<string, string>> => {
  const categoryIds = await insertCategories(db, bank);
  const invent = createInventor(bank);
  const write = createWriter(categoryIds);
  function* chunks() {
    for (let number = 1; number <= count; ) {
      let chunk = '';
      for (const end = Math.min(count + 1, number + rowsOfChunk); number < end; number++) {
        chunk += write(invent(), number);
      }
      yield Buffer.from(chunk);
    }
  }
  await connection.query('SET foreign_key_checks = 0, unique_checks = 0');
  await connection.query({
    sql: `LOAD DATA LOCAL INFILE 'questions' INTO TABLE questions CHARACTER SET utf8mb4 (${columns})`,
    infileStreamFactory: () => Readable.from(chunks()),
  });
  await connection.query('SET foreign_key_checks = 1, unique_checks = 1');
  await db.update(bankState).set({ nextNumber: count + 1 });
  const [rows] = await connection.query<RowDataPacket[]>('SELECT COUNT(*) AS count FROM questions');
  if (Number(rows[0]?.count) !== count) throw new Error(`${rows[0]?.count} of ${count} questions were loaded`);
  return categoryIds;
};
