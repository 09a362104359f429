/** Gives a command the database: the configured one, or the embedded one, of a running server or started for the command. */
import { driverError, isDatabaseAway } from '../db/connection.js';
import { type EmbeddedDatabase, openEmbeddedDatabase } from '../embedded/database.js';
import { type Env, loadEnv } from '../env.js';
import { StartupError } from '../errors.js';
import { createLog, type Log } from '../log.js';

const open = async ({ databaseUrl, dataDir, path }: Env, log: Log): Promise<EmbeddedDatabase> =>
  databaseUrl === undefined
    ? openEmbeddedDatabase({ dataDir, path, log })
    : { url: databaseUrl, isUp: async () => true, dispose: async () => {} };

/** ER_BAD_FIELD_ERROR, ER_NO_SUCH_TABLE. */
const otherSchema = new Set([1054, 1146]);

/** Gives what goes wrong with the database a readable form; anything else stays as it is. */
const explain = async (error: unknown, database: EmbeddedDatabase): Promise<unknown> => {
  if (!(await database.isUp())) {
    return new StartupError('The server whose database this command used has stopped meanwhile. Run it again.');
  }
  const failure = driverError(error);
  if (!failure || !('sqlState' in failure || isDatabaseAway(error))) return error;
  if (otherSchema.has(failure.errno ?? 0)) {
    return new StartupError('The database lacks tables of this version. Run npm run db:migrate first.');
  }
  const { host } = new URL(database.url);
  // The driver's own words; those around them hold the statement and its values.
  const reason = (failure as Error).message || failure.code;
  return new StartupError(`The database at ${host} fails: ${reason}.`);
};

/**
 * Runs a command to its end; what goes wrong is one line on stderr and exit code 1.
 * @param logTo where the log goes when the command has an output of its own; by default it is the output
 */
export const withStores = async (
  command: (stores: { databaseUrl: string; log: Log }) => Promise<void>,
  logTo: NodeJS.WritableStream = process.stdout,
): Promise<void> => {
  // By default a signal would end the process without a word to the database that it has started.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  try {
    const env = loadEnv();
    const log = createLog(env.logLevel, { destination: logTo });
    const database = await open(env, log);
    try {
      await command({ databaseUrl: database.url, log });
    } catch (error) {
      throw await explain(error, database);
    } finally {
      await database.dispose();
    }
  } catch (error) {
    const known = error instanceof StartupError;
    process.stderr.write(`\n${known ? error.message : (error as Error).stack}\n\n`);
    // At once: a statement that was lost with its connection keeps its timer.
    process.exit(1);
  }
};
