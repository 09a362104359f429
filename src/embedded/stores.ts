/** The private MariaDB and Redis of a machine that has none configured: one call starts what is wanted. */
import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../log.js';
import { findMariaDb, findRedis, systemSearchPath } from './binary.js';
import { type Folders, foldersOf, stopLeftover } from './child.js';
import { explain } from './failure.js';
import { makeFolder } from './folder.js';
import { installMissing, type Missing, missingError } from './install.js';
import { acquireLock } from './lock.js';
import { startMariaDb } from './mariadb.js';
import { putUpNotice, takeDownNotice } from './notice.js';
import { startRedis } from './redis.js';

export type EmbeddedStores = {
  /** Undefined when it was not wanted. */
  databaseUrl: string | undefined;
  /** Undefined when it was not wanted. */
  redisUrl: string | undefined;
  /** Stops both gracefully and lets the data folder go. May be called again. */
  dispose(): Promise<void>;
};

export type EmbeddedOptions = {
  /** Absolute; made if missing. */
  dataDir: string;
  database: boolean;
  redis: boolean;
  log: Log;
  /** False lets a power cut lose data (a crash still does not), so that tests are fast. */
  durable?: boolean;
  /** Whether missing programs may be installed. */
  install?: boolean;
  /** The folders of PATH, looked in before the usual ones. */
  path?: string[];
  /** The folders to find programs in, instead of those. */
  searchPath?: string[];
  /** Gives up a start that is under way. */
  signal?: AbortSignal;
};

const readPassword = async (dataDir: string): Promise<string> => {
  const path = join(dataDir, 'stores.password');
  const kept = (await readFile(path, 'utf8').catch(() => '')).trim();
  if (/^[0-9a-f]{48}$/.test(kept)) return kept;
  const made = randomBytes(24).toString('hex');
  await writeFile(`${path}.new`, `${made}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
  return made;
};

const findBinaries = async (options: EmbeddedOptions, searchPath: string[]) => {
  const mariadb = options.database ? await findMariaDb(searchPath) : undefined;
  const redis = options.redis ? await findRedis(searchPath) : undefined;
  const missing: Missing[] = [];
  if (options.database && !mariadb) missing.push('MariaDB');
  if (options.redis && !redis) missing.push('Redis');
  return { mariadb, redis, missing };
};

const startHeld = async (options: EmbeddedOptions, folders: Folders): Promise<EmbeddedStores> => {
  const { log, durable = true } = options;
  // Whichever are wanted this time: another start may have wanted others.
  await Promise.all([
    stopLeftover(folders, 'mariadb', log),
    stopLeftover(folders, 'redis', log),
    // What it was making is thrown away.
    stopLeftover(folders, 'mariadb-install', log, 'SIGKILL'),
  ]);
  const searchPath = options.searchPath ?? systemSearchPath(options.path ?? []);
  let found = await findBinaries(options, searchPath);
  if (found.missing.length > 0) {
    if (options.install === false) throw missingError(found.missing);
    await installMissing(found.missing, folders.logs, log);
    found = await findBinaries(options, searchPath);
    if (found.missing.length > 0) throw missingError(found.missing, 'although their packages were installed');
  }
  const password = await readPassword(folders.dataDir);

  // The first one to fail stops the other's start: there is nothing to wait for.
  const failed = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, failed.signal]) : failed.signal;
  const common = { folders, searchPath, password, durable, log, signal };
  const giveUp = (error: unknown) => {
    failed.abort(error);
    throw error;
  };
  const [mariadb, redis] = await Promise.allSettled([
    found.mariadb ? startMariaDb({ ...common, binaries: found.mariadb }).catch(giveUp) : undefined,
    found.redis ? startRedis({ ...common, binary: found.redis }).catch(giveUp) : undefined,
  ]);
  const started = [mariadb, redis].map((result) => (result.status === 'fulfilled' ? result.value : undefined));
  const databaseUrl = started[0]?.url;
  const dispose = async () => {
    await takeDownNotice(folders);
    await Promise.all(started.map((service) => service?.dispose()));
  };
  try {
    signal.throwIfAborted();
    await putUpNotice(folders, databaseUrl);
  } catch (error) {
    await dispose();
    throw error;
  }
  return { databaseUrl, redisUrl: started[1]?.url, dispose };
};

/**
 * Starts the wanted stores as child processes, from the machine's own programs, on free ports of the loopback interface,
 * with their data under `dataDir`. A store that dies is restarted on the same URL.
 *
 * @throws StartupError whose message says what is wrong with the folder, the disk, the programs or the data, and what to
 * do; FolderInUse when another server holds the folder
 */
export const startEmbeddedStores = async (options: EmbeddedOptions): Promise<EmbeddedStores> => {
  if (!options.database && !options.redis) {
    return { databaseUrl: undefined, redisUrl: undefined, dispose: async () => {} };
  }
  const { dataDir } = options;
  const folders = foldersOf(dataDir);
  try {
    for (const folder of Object.values(folders)) await makeFolder(folder);
    const lock = await acquireLock(join(folders.run, 'lock'), dataDir);
    try {
      const stores = await startHeld(options, folders);
      let disposed: Promise<void> | undefined;
      return {
        ...stores,
        dispose: () => {
          disposed ??= stores.dispose().finally(() => lock.dispose());
          return disposed;
        },
      };
    } catch (error) {
      await lock.dispose();
      throw error;
    }
  } catch (error) {
    throw explain(error, dataDir);
  }
};
