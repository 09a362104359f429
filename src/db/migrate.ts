/** Brings the database to the newest schema; safe to run from several processes at once, and to be cut off anywhere. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { getTableName, is, sql } from 'drizzle-orm';
import { MySqlTable } from 'drizzle-orm/mysql-core';
import { drizzle } from 'drizzle-orm/mysql2';
import { migrate } from 'drizzle-orm/mysql2/migrator';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { StartupError } from '../errors.js';
import type { Db } from './connection.js';
import * as tables from './tables/index.js';

const folder = fileURLToPath(new URL('../../drizzle', import.meta.url));
const lockSeconds = 60;
const journal = '__drizzle_migrations';
/** An empty table that stands there while a migration is under way: each of its statements commits alone. */
const marker = '__migration_under_way';

const tablesIn = async (connection: Connection): Promise<Set<string>> => {
  const [rows] = await connection.query<RowDataPacket[]>(
    'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()',
  );
  return new Set(rows.map(({ name }) => name as string));
};

/** When the newest migration of this server was made, which is how the journal tells them apart. */
const newest = (): number => {
  const { entries } = JSON.parse(readFileSync(`${folder}/meta/_journal.json`, 'utf8')) as {
    entries: { when: number }[];
  };
  return Math.max(...entries.map(({ when }) => when));
};
let known: number | undefined;

/** Whether the database has all migrations of this server; it may have those of a newer one, too. */
export const isMigrated = async (db: Db): Promise<boolean> => {
  known ??= newest();
  const [rows] = await db.execute(sql`select max(created_at) as applied from ${sql.identifier(journal)}`);
  return Number((rows as unknown as { applied: number | null }[])[0]?.applied ?? 0) >= known;
};

/** @throws StartupError when a table of ours is there that no migration of ours made */
const requireOwnTables = (present: Set<string>): void => {
  const foreign = Object.values(tables)
    .filter((table) => is(table, MySqlTable))
    .map((table) => getTableName(table))
    .find((name) => present.has(name));
  if (foreign !== undefined && !present.has(journal)) {
    throw new StartupError(`The database has a table ${foreign} that this server did not make. Use another database.`);
  }
};

/** Table, column, index or foreign key is there already; or what is to be dropped is gone. */
const doneBefore = new Set([1050, 1060, 1061, 1091, 1826]);
// MariaDB's way to say that a foreign key is there already.
const hasForeignKey = ({ errno, message }: { errno?: number; message: string }) =>
  errno === 1005 && message.includes('errno: 121');

/** Lets a migration that was cut off go through its statements again: what they have done already is no failure. */
const forgiveRepetition = (connection: Connection): void => {
  const run = connection.query.bind(connection) as (...args: unknown[]) => Promise<unknown>;
  const forgiving = (...args: unknown[]) =>
    run(...args).catch((error: { errno?: number; message: string }) => {
      if (doneBefore.has(error.errno ?? 0) || hasForeignKey(error)) return [[], []];
      throw error;
    });
  connection.query = forgiving as Connection['query'];
};

/** Tables take their character set from the database: in a narrower one, Chinese could not be stored. */
const requireUtf8 = async (connection: Connection): Promise<void> => {
  const [[row]] = await connection.query<RowDataPacket[]>('SELECT @@character_set_database AS charset');
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
    // The lock belongs to this connection, so one that dies releases it; its name may have 64 characters.
    const [rows] = await connection.query("SELECT GET_LOCK(CONCAT('migrate.', MD5(DATABASE())), ?) AS held", [
      lockSeconds,
    ]);
    if ((rows as { held: number }[])[0]?.held !== 1) {
      throw new StartupError(`Another process has been migrating the database for over ${lockSeconds} s.`);
    }
    await requireUtf8(connection);
    const present = await tablesIn(connection);
    if (present.has(marker)) forgiveRepetition(connection);
    else {
      requireOwnTables(present);
      await connection.query(`CREATE TABLE ${marker} (id int PRIMARY KEY)`);
    }
    await migrate(drizzle(connection), { migrationsFolder: folder });
    await connection.query(`DROP TABLE ${marker}`);
  } finally {
    await connection.end();
  }
};
