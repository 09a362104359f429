/** A folder of files that are each written whole or not at all, and stay so through a loss of power. */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import {
  copyFile,
  type FileHandle,
  link,
  mkdir,
  open,
  readdir,
  rename,
  rm,
  rmdir,
  stat,
  unlink,
  utimes,
} from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

export type Folder = {
  path: string;
  pathOf(key: string): string;
  /** Puts in place of `key` what `fill` writes; when it throws, nothing has changed. */
  put(key: string, fill: (file: FileHandle) => Promise<void>): Promise<void>;
  /** False when there is nothing at `from`. */
  copy(from: string, to: string): Promise<boolean>;
  /** Removes a file, and the folders that are empty without it. */
  remove(key: string): Promise<void>;
  /** Removes what processes that died were writing, and returns how many files these were. */
  sweep(): Promise<number>;
};

/** Of files that are being written, in the same filesystem as the objects, so that they can be renamed to them. */
const incoming = '.incoming';
/** Milliseconds: what has not been written to for longer was left behind by a process that died. */
const abandonedAfter = 2 * 3600 * 1000;
/** A link cannot be made on every filesystem, nor any number of times. */
const noLink = new Set(['EPERM', 'EXDEV', 'EMLINK', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

export const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException | undefined)?.code;

const sync = async (folder: string): Promise<void> => {
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Makes a folder whose name outlives a loss of power. */
const makeFolder = async (path: string): Promise<void> => {
  const first = await mkdir(path, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let at = path; ; at = dirname(at)) {
    await sync(dirname(at));
    if (at === first) return;
  }
};

/** @throws the system's error when the folder cannot be made or written to */
export const openFolder = async (path: string, now: () => Date): Promise<Folder> => {
  const pathOf = (key: string) => join(path, key);
  /** A copy looks as old as its original for a moment. */
  const inTheMaking = new Set<string>();

  const sweep = async (): Promise<number> => {
    let removed = 0;
    for (const name of await readdir(join(path, incoming))) {
      if (inTheMaking.has(name)) continue;
      const temporary = join(path, incoming, name);
      try {
        const { mtimeMs } = await stat(temporary);
        if (now().getTime() - mtimeMs <= abandonedAfter) continue;
        await unlink(temporary);
        removed += 1;
      } catch (error) {
        // Finished, or removed by another process.
        if (codeOf(error) !== 'ENOENT') throw error;
      }
    }
    return removed;
  };

  await makeFolder(join(path, incoming));
  await sweep();

  /** Whoever removes the last file of a folder may take the folder away between its making and the renaming. */
  const moveTo = async (temporary: string, key: string): Promise<void> => {
    const target = pathOf(key);
    for (let attempt = 1; ; attempt++) {
      try {
        await makeFolder(dirname(target));
        await rename(temporary, target);
        break;
      } catch (error) {
        if (codeOf(error) !== 'ENOENT' || attempt === 20) throw error;
      }
    }
    await sync(dirname(target)).catch((error: unknown) => {
      // Removed again already.
      if (codeOf(error) !== 'ENOENT') throw error;
    });
  };

  const withTemporary = async <T>(use: (temporary: string) => Promise<T>): Promise<T> => {
    const name = randomUUID();
    const temporary = join(path, incoming, name);
    inTheMaking.add(name);
    try {
      return await use(temporary);
    } finally {
      // Renaming one link of a file to another of the same file does nothing, so that it can still be there.
      inTheMaking.delete(name);
      await rm(temporary, { force: true });
    }
  };

  return {
    path,
    pathOf,
    put: (key, fill) =>
      withTemporary(async (temporary) => {
        // Always a new file: the one in place may be shared with a copy of it.
        const file = await open(temporary, 'wx', 0o600);
        try {
          await fill(file);
          await file.sync();
        } finally {
          await file.close();
        }
        await moveTo(temporary, key);
      }),
    copy: (from, to) =>
      withTemporary(async (temporary) => {
        try {
          await link(pathOf(from), temporary).catch(async (error: unknown) => {
            if (!noLink.has(codeOf(error) ?? '')) throw error;
            await copyFile(pathOf(from), temporary, constants.COPYFILE_FICLONE);
            await sync(temporary);
          });
        } catch (error) {
          if (codeOf(error) === 'ENOENT' && !(await stat(pathOf(from)).catch(() => undefined))) return false;
          throw error;
        }
        // As in other stores, a copy is as old as the copying.
        const now = new Date();
        await utimes(temporary, now, now);
        await moveTo(temporary, to);
        return true;
      }),
    remove: async (key) => {
      const target = pathOf(key);
      await rm(target, { force: true });
      for (let at = dirname(target); relative(path, at) !== ''; at = dirname(at)) {
        try {
          await rmdir(at);
        } catch (error) {
          if (codeOf(error) === 'ENOENT') continue;
          // Something else is in it.
          if (codeOf(error) === 'ENOTEMPTY' || codeOf(error) === 'EEXIST') return;
          throw error;
        }
      }
    },
    sweep,
  };
};
