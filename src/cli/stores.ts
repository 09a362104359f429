/** Gives a command the database: the configured one, or the embedded one while no server holds it. */
import { startEmbeddedStores } from '../embedded/stores.js';
import { loadEnv } from '../env.js';
import { StartupError } from '../errors.js';
import { createLog, type Log } from '../log.js';

/** Runs a command to its end; what goes wrong is one line on stderr and exit code 1. */
export const withStores = async (
  command: (stores: { databaseUrl: string; log: Log }) => Promise<void>,
): Promise<void> => {
  try {
    const env = loadEnv();
    const log = createLog(env.logLevel);
    const stores = await startEmbeddedStores({
      dataDir: env.dataDir,
      database: !env.databaseUrl,
      redis: false,
      path: env.path,
      log,
    });
    try {
      await command({ databaseUrl: (env.databaseUrl ?? stores.databaseUrl) as string, log });
    } finally {
      await stores.dispose();
    }
  } catch (error) {
    const known = error instanceof StartupError;
    process.stderr.write(`\n${known ? error.message : (error as Error).stack}\n\n`);
    process.exitCode = 1;
  }
};
