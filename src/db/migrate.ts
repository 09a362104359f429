/** Brings the database to the newest schema; safe to run from several processes at once. */
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/mysql2';
import { migrate } from 'drizzle-orm/mysql2/migrator';
import { createConnection } from 'mysql2/promise';
import { StartupError } from '../errors.js';

const folder = fileURLToPath(new URL('../../drizzle', import.meta.url));
const lockSeconds = 60;

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
    await migrate(drizzle(connection), { migrationsFolder: folder });
  } finally {
    await connection.end();
  }
};
