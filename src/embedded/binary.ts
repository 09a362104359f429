/** Finds the stores' programs on this machine. */
import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

// Where packages put servers that a user's PATH does not name.
const usualPlaces = [
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/sbin',
  '/usr/bin',
  '/usr/libexec',
  '/sbin',
  '/bin',
  '/opt/homebrew/bin',
  '/opt/homebrew/opt/mariadb/bin',
  '/opt/homebrew/opt/redis/bin',
  '/usr/local/opt/mariadb/bin',
  '/usr/local/opt/redis/bin',
  '/home/linuxbrew/.linuxbrew/bin',
];

/** The folders to look in: those of PATH, then the usual ones. */
export const systemSearchPath = (path: string[]): string[] => [...new Set([...path, ...usualPlaces])];

const isProgram = async (path: string): Promise<boolean> => {
  const usable = await access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
  return usable && (await stat(path)).isFile();
};

const isMariaDb = async (path: string): Promise<boolean> =>
  run(path, ['--version']).then(
    ({ stdout }) => stdout.includes('MariaDB'),
    () => false,
  );

const find = async (names: string[], searchPath: string[]): Promise<string | undefined> => {
  for (const name of names) {
    for (const folder of searchPath) {
      const path = join(folder, name);
      // Oracle's MySQL has a `mysqld` too, with another way to make its data folder.
      if ((await isProgram(path)) && (name !== 'mysqld' || (await isMariaDb(path)))) return path;
    }
  }
  return undefined;
};

export type MariaDbBinaries = { server: string; initialiser: string };

export const findMariaDb = async (searchPath: string[]): Promise<MariaDbBinaries | undefined> => {
  const server = await find(['mariadbd', 'mysqld'], searchPath);
  const initialiser = await find(['mariadb-install-db', 'mysql_install_db'], searchPath);
  return server && initialiser ? { server, initialiser } : undefined;
};

export const findRedis = (searchPath: string[]): Promise<string | undefined> => find(['redis-server'], searchPath);
