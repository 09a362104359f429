/** Makes folders, and says truly why that fails. */
import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException | undefined)?.code;

/**
 * Makes a folder that only its owner can enter, and what is missing above it. Unlike `mkdir` with `recursive`, which says
 * ENOENT for a read-only file system, it fails with the system's own reason; with ENOTDIR when a file is in the way.
 */
export const makeFolder = async (path: string): Promise<void> => {
  try {
    await mkdir(path, { mode: 0o700 }).catch(async (error: unknown) => {
      if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error;
      await makeFolder(dirname(path));
      // Once more and no more: /proc says ENOENT however much there is above.
      await mkdir(path, { mode: 0o700 });
    });
  } catch (error) {
    const isFolder = await stat(path).then(
      (stats) => stats.isDirectory(),
      () => false,
    );
    if (!isFolder) throw error;
  }
};
