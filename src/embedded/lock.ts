/** Lets one server at a time hold a data folder, and lets the next one in when the holder was killed. */
import { randomUUID } from 'node:crypto';
import { link, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartupError } from '../errors.js';
import { makeFolder } from './folder.js';
import { type Identity, identify, isRunning, parseIdentity } from './identity.js';

export type Lock = { dispose(): Promise<void> };

/** Another process holds the data folder. */
export class FolderInUse extends StartupError {
  constructor(
    dataDir: string,
    readonly holder: Identity,
  ) {
    super(
      `The data folder ${dataDir} is in use by another server (process ${holder.pid}). Stop that one first, or set DATA_DIR to another folder for this one.`,
    );
  }
}

const hasCode = (error: unknown, code: string) => error instanceof Error && 'code' in error && error.code === code;

// Someone may have removed the whole data folder meanwhile.
const ignoreMissing = (error: unknown) => {
  if (!hasCode(error, 'ENOENT')) throw error;
};

const generations = async (folder: string): Promise<number[]> =>
  (await readdir(folder))
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);

/**
 * Takes the lock, or takes it over from a process that is no longer there.
 *
 * The lock is a series of numbered files that name their holders; the highest number holds. A stale holder is succeeded
 * by linking the next number, which only one of several contenders can, and is never unlinked first: between a check
 * and an unlink another contender could have moved in. For the same reason a release empties the file and leaves it.
 *
 * @param folder where the numbered files live; made if missing
 * @param dataDir what the lock protects, for the message
 * @throws FolderInUse that names the process that holds it
 */
export const acquireLock = async (folder: string, dataDir: string): Promise<Lock> => {
  await makeFolder(folder);
  // Linked rather than written in place, so that no one ever reads a lock without its holder.
  const draft = join(folder, `draft-${randomUUID()}`);
  await writeFile(draft, JSON.stringify(identify(process.pid)), { mode: 0o600 });
  try {
    for (;;) {
      const newest = (await generations(folder)).at(-1) ?? 0;
      const newestPath = join(folder, String(newest));
      if (newest > 0) {
        const text = await readFile(newestPath, 'utf8').catch((error) => {
          if (hasCode(error, 'ENOENT')) return undefined;
          throw error;
        });
        // Someone succeeded it between the listing and the reading.
        if (text === undefined) continue;
        const holder = parseIdentity(text);
        if (holder && isRunning(holder)) throw new FolderInUse(dataDir, holder);
      }
      const mine = newest + 1;
      const path = join(folder, String(mine));
      try {
        await link(draft, path);
      } catch (error) {
        if (hasCode(error, 'EEXIST')) continue;
        throw error;
      }
      const all = await generations(folder);
      if (all.at(-1) !== mine) {
        // Too slow: `mine` had come and gone meanwhile.
        await rm(path, { force: true });
        continue;
      }
      for (const older of all.filter((number) => number < mine)) await rm(join(folder, String(older)), { force: true });
      return { dispose: () => truncate(path).catch(ignoreMissing) };
    }
  } finally {
    await rm(draft, { force: true });
  }
};
