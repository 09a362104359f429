/** A bank of some size in a database of its own: filled, indexed, and with a candidate who knows some of it. */
import { eq } from 'drizzle-orm';
import { type Connection, createConnection } from 'mysql2/promise';
import { createDatabase } from '../../src/db/connection.js';
import { migrateDatabase } from '../../src/db/migrate.js';
import { readSeedBank } from '../../src/db/seed.js';
import { type UserRow, users } from '../../src/db/tables/index.js';
import { rebuildIndex } from '../../src/domain/question/reindex.js';
import type { Bench } from '../scenarios/scenario.js';
import { type Asked, filtersOf, searchesOf } from './asked.js';
import { addCandidate } from './candidate.js';
import { fillBank } from './fill.js';
import { addFullText } from './full-text.js';
import { addPlainIndex, rowsOf } from './plain.js';

export type Bank = {
  size: number;
  databaseUrl: string;
  /** For plain SQL. */
  connection: Connection;
  filters: Asked[];
  searches: string[];
  /** Ids of what the candidate has been asked. */
  seen: string[];
  /** Whether there is a FULLTEXT index. */
  fullText: boolean;
  /** Seconds. */
  took: { fill: number; index: number; fullText: number };
  /** Bytes of the tables on disk. */
  questionBytes: number;
  indexBytes: number;
};

/** Seconds that the database may take to make its FULLTEXT index. */
export const fullTextPatience = 180;

const indexTables = ['question_postings', 'question_signatures', 'question_segments'];

const timed = async <T>(work: () => Promise<T>): Promise<{ result: T; seconds: number }> => {
  const begin = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - begin) / 1000 };
};

const say = (size: number, what: string): void => {
  process.stderr.write(`  ${size.toLocaleString('en')} questions: ${what} …\n`);
};

const bytesOf = async (connection: Connection, tables: string[]): Promise<number> => {
  const sql = `SELECT SUM(file_size) AS bytes FROM information_schema.innodb_sys_tablespaces
    WHERE name IN (${tables.map(() => "CONCAT(DATABASE(), '/', ?)").join(', ')})`;
  return Number((await rowsOf(connection, sql, tables))[0]?.bytes);
};

const candidateOf = async ({ database, account }: Bench): Promise<UserRow> =>
  (await database.db.select().from(users).where(eq(users.id, account.userId)))[0] as UserRow;

/** @param searchCount how many searches will be asked */
export const createBank = async (bench: Bench, size: number, searchCount: number): Promise<Bank> => {
  const url = new URL(bench.environment.DATABASE_URL as string);
  url.pathname = `/bank_${size}`;
  const databaseUrl = url.href;
  await bench.database.pool.query(`CREATE DATABASE bank_${size}`);
  await migrateDatabase(databaseUrl);
  const database = createDatabase(databaseUrl, 2);
  bench.scope.add(() => database.dispose());
  const connect = async (): Promise<Connection> => {
    const connection = await createConnection({ uri: databaseUrl, timezone: 'Z', charset: 'utf8mb4' });
    bench.scope.add(() => connection.end());
    await connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
    return connection;
  };
  const connection = await connect();
  const seed = await readSeedBank();

  say(size, 'filling');
  const fill = await timed(() => fillBank(database.db, connection, seed, size));
  say(size, 'indexing');
  const index = await timed(() => rebuildIndex(database.db));
  if (index.result !== size) throw new Error(`${index.result} of ${size} questions were indexed`);
  const [questionBytes, indexBytes] = [
    await bytesOf(connection, ['questions']),
    await bytesOf(connection, indexTables),
  ];
  const seen = await addCandidate(database.db, await candidateOf(bench), size);
  say(size, "making the database's own indexes");
  await addPlainIndex(connection);
  const second = await connect();
  const fullText = await timed(() => addFullText(second, connection, fullTextPatience));
  return {
    size,
    databaseUrl,
    connection,
    filters: filtersOf(seed, fill.result),
    searches: await searchesOf(connection, size, searchCount),
    seen,
    fullText: fullText.result,
    took: { fill: fill.seconds, index: index.seconds, fullText: fullText.seconds },
    questionBytes,
    indexBytes,
  };
};
