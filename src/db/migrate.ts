/** Brings the database to the newest schema; safe to run from several processes at once. */
import { fileURLToPath } from 'node:url';
import { getTableName, is } from 'drizzle-orm';
import { MySqlTable } from 'drizzle-orm/mysql-core';
import { drizzle } from 'drizzle-orm/mysql2';
import { migrate } from 'drizzle-orm/mysql2/migrator';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { StartupError } from '../errors.js';
import * as tables from './tables/index.js';

const folder = fileURLToPath(new URL('../../drizzle', import.meta.url));
const lockSeconds = 60;
const journal = '__drizzle_migrations';

const select = async (connection: Connection, statement: string): Promise<RowDataPacket[]> =>
  (await connection.query<RowDataPacket[]>(statement))[0];

/**
 * Makes a first migration that was cut off start afresh: each of its statements commits alone, and the journal is written
 * last. Tables that hold anything are never touched.
 */
const clearHalfMade = async (connection: Connection): Promise<void> => {
  const present = new Set(
    (
      await select(
        connection,
        'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()',
      )
    ).map(({ name }) => name as string),
  );
  const own = Object.values(tables)
    .filter((table) => is(table, MySqlTable))
    .map((table) => getTableName(table))
    .filter((name) => present.has(name));
  const migrated = present.has(journal) && (await select(connection, `SELECT 1 FROM ${journal} LIMIT 1`)).length > 0;
  if (migrated || own.length === 0) return;
  for (const name of own) {
    if ((await select(connection, `SELECT 1 FROM ${name} LIMIT 1`)).length > 0) {
      throw new StartupError(
        `The database has a table ${name} with rows in it that this server did not make. Use another database.`,
      );
    }
  }
  await connection.query('SET foreign_key_checks = 0');
  for (const name of own) await connection.query(`DROP TABLE ${name}`);
  await connection.query('SET foreign_key_checks = 1');
};

/** Tables take their character set from the database: in a narrower one, Chinese could not be stored. */
const requireUtf8 = async (connection: Connection): Promise<void> => {
  const [row] = await select(connection, 'SELECT @@character_set_database AS charset');
  if (row?.charset === 'utf8mb4') return;
  await connection.query('ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci').catch((error: Error) => {
    throw new StartupError(
      `The database must be utf8mb4, is ${row?.charset}, and may not be altered: ${error.message}`,
    );
  });
};

/**
 * Applies the migrations that are missing.
 * @throws StartupError when the database cannot be reached, or another process holds the migration lock for over a minute
 */
export const migrateDatabase = async (url: string): Promise<void> => {
  const uri = url.replace(/^mariadb:/, 'mysql:');
  const connection = await createConnection({ uri, charset: 'utf8mb4', connectTimeout: 10_000 }).catch(
    (error: Error) => {
      throw new StartupError(`Cannot connect to the database at ${new URL(uri).host} (DATABASE_URL): ${error.message}`);
    },
  );
  try {
    // The lock belongs to this connection, so one that dies releases it.
    const [rows] = await connection.query("SELECT GET_LOCK(CONCAT(DATABASE(), '.migrate'), ?) AS held", [lockSeconds]);
    if ((rows as { held: number }[])[0]?.held !== 1) {
      throw new StartupError(`Another process has been migrating the database for over ${lockSeconds} s.`);
    }
    await requireUtf8(connection);
    await clearHalfMade(connection);
    await migrate(drizzle(connection), { migrationsFolder: folder });
  } finally {
    await connection.end();
  }
};
