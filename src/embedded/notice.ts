/** Where the private database is, put up beside it by the process that runs it for commands of the same machine. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Folders } from './child.js';
import { type Identity, identify, parseIdentity } from './identity.js';

const pathIn = (folders: Folders) => join(folders.run, 'stores.json');

/** Says that the stores are up. @param databaseUrl undefined when there is no private database among them */
export const putUpNotice = (folders: Folders, databaseUrl: string | undefined): Promise<void> =>
  writeFile(pathIn(folders), JSON.stringify({ ...identify(process.pid), databaseUrl }), { mode: 0o600 });

/** Goes before the stores do. One that stays is ignored once this process is gone, so it need not keep them from stopping. */
export const takeDownNotice = (folders: Folders): Promise<void> => rm(pathIn(folders), { force: true }).catch(() => {});

/** What this very process has put up; undefined before its stores are up, and when it stops them. */
export const readNotice = async (
  folders: Folders,
  holder: Identity,
): Promise<{ databaseUrl: string | undefined } | undefined> => {
  const text = await readFile(pathIn(folders), 'utf8').catch(() => '');
  const author = parseIdentity(text);
  // A killed server leaves its own behind.
  if (author?.pid !== holder.pid || author.start !== holder.start) return undefined;
  return { databaseUrl: (JSON.parse(text) as { databaseUrl?: string }).databaseUrl };
};
