/** The private database for a command: of the server that runs it, or started for the command alone. */
import { setTimeout as delay } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { StartupError } from '../errors.js';
import { type Folders, foldersOf, isLaunched } from './child.js';
import { type Identity, isRunning } from './identity.js';
import { FolderInUse } from './lock.js';
import { readNotice } from './notice.js';
import { type EmbeddedOptions, startEmbeddedStores } from './stores.js';

/** Milliseconds that a server which is starting or stopping is waited for. */
const patience = 30_000;

export type EmbeddedDatabase = {
  url: string;
  /** Whether it still runs: a server may stop its own at any time. */
  isUp(): Promise<boolean>;
  /** Stops what was started for the command. */
  dispose(): Promise<void>;
};

const answers = (url: string): Promise<boolean> =>
  createConnection({ uri: url, connectTimeout: 2_000 })
    .then((connection) => connection.end())
    .then(
      () => true,
      () => false,
    );

/** @throws StartupError when that server has no private database */
const databaseOf = async (folders: Folders, holder: Identity): Promise<EmbeddedDatabase | undefined> => {
  const notice = await readNotice(folders, holder);
  if (!notice) return undefined;
  const { databaseUrl: url } = notice;
  if (url === undefined) {
    throw new StartupError(
      `The server (process ${holder.pid}) that holds ${folders.dataDir} has a database of its own configuration. Set the same DATABASE_URL for this command.`,
    );
  }
  const isUp = async () =>
    isRunning(holder) && (await readNotice(folders, holder)) !== undefined && (await isLaunched(folders, 'mariadb'));
  // The port may be another program's by now: it counts only while the database that was given it still runs.
  return (await isUp()) && (await answers(url)) && (await isUp()) ? { url, isUp, dispose: async () => {} } : undefined;
};

/**
 * Opens the private database of `dataDir`: that of the server that holds the folder, else one of its own. A server that is
 * just starting or stopping is waited for.
 * @throws StartupError when there is none to be had
 */
export const openEmbeddedDatabase = async (
  options: Omit<EmbeddedOptions, 'database' | 'redis'>,
): Promise<EmbeddedDatabase> => {
  const folders = foldersOf(options.dataDir);
  for (const deadline = Date.now() + patience; ; await delay(100)) {
    try {
      const { databaseUrl, dispose } = await startEmbeddedStores({ ...options, database: true, redis: false });
      return { url: databaseUrl as string, isUp: async () => true, dispose };
    } catch (error) {
      if (!(error instanceof FolderInUse)) throw error;
      const database = await databaseOf(folders, error.holder);
      if (database) return database;
      if (Date.now() > deadline) {
        throw new StartupError(
          `The server (process ${error.holder.pid}) that holds ${options.dataDir} has not offered its database for ${patience / 1000} s. Wait until it has started or stopped, or restart it, and try again.`,
        );
      }
    }
  }
};
