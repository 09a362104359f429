/** Keeps an older server from opening the data of a newer one: Redis 6 would silently start empty on the files of Redis 7. */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { StartupError } from '../errors.js';

const series = (version: string): [number, number] => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return [major, minor];
};

/** The release series of a program, such as `10.11`, by its `--version`. */
export const seriesOf = async (file: string): Promise<string> => {
  const { stdout } = await promisify(execFile)(file, ['--version']).catch((error) => {
    // Typically a library that is gone since the last upgrade of the machine.
    throw new StartupError(`${file} cannot be run: ${String(error.stderr || error.message).trim()}. Install it anew.`);
  });
  const version = /(?:Ver |v=)(\d+\.\d+)/.exec(stdout)?.[1];
  if (!version) throw new StartupError(`${file} does not say its version: ${stdout.trim()}`);
  return version;
};

/**
 * Notes in the data folder which series uses it from now on.
 * @throws StartupError when a newer one has used it before
 */
export const claimForSeries = async (label: string, folder: string, current: string): Promise<void> => {
  const path = join(folder, 'written-by');
  const written = (await readFile(path, 'utf8').catch(() => '')).trim();
  const [major, minor] = series(current);
  const [writtenMajor, writtenMinor] = series(written);
  if (writtenMajor > major || (writtenMajor === major && writtenMinor > minor)) {
    throw new StartupError(
      `${folder} was written by ${label} ${written}, and this machine has the older ${current}, which cannot read it. Install ${label} ${written} or newer, or set DATA_DIR to another folder to start empty.`,
    );
  }
  if (written !== current) await writeFile(path, current, { mode: 0o600 });
};
