/** Turns what goes wrong with the private stores into one sentence that says what to do. */
import { StartupError } from '../errors.js';

const diskFull = /No space left on device|Disk (is )?full|(Errcode|errno|error|error number):? 28\b|ENOSPC|Disk quota/i;
const newerData =
  /Can't handle RDB format version|Unsupported redo log format|unsupported (undo|tablespace) (log )?format|Downgrade|created (with|by) (a )?(newer|later)|format version is too new/i;
const decisive = /\[ERROR\]|^ERROR\b|FATAL|\bFatal\b|# .*(error|can't|failed|bad file)/i;
// What a server says when it gives up, or what only repeats the failure: the reason stands above.
const noise = /Aborting|Unknown\/unsupported storage engine|Plugin .* (init function returned error|registration)/;

/** What a server's output says about why it cannot run. */
export type Diagnosis = { kind: 'DISK_FULL' | 'NEWER_DATA' | 'OTHER'; line: string };

/** Finds the line of a server's output that names the reason; without one, the last few lines. */
export const diagnose = (output: string): Diagnosis => {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const full = lines.find((line) => diskFull.test(line));
  if (full) return { kind: 'DISK_FULL', line: full.trim() };
  const newer = lines.find((line) => newerData.test(line));
  if (newer) return { kind: 'NEWER_DATA', line: newer.trim() };
  const reason = lines.find((line) => decisive.test(line) && !noise.test(line));
  return { kind: 'OTHER', line: (reason ?? lines.slice(-5).join('\n')).trim() };
};

/** The error for a server that does not come up. `problem` completes "MariaDB …". */
export const serverFailure = (
  label: string,
  problem: string,
  where: { output: string; folder: string; logPath: string; lastAnswer?: string },
) => {
  const { kind, line } = diagnose(where.output);
  const quote = line === '' ? 'Its log is empty.' : `Its log says: ${line}`;
  const advice = {
    DISK_FULL: `The disk that holds ${where.folder} is full. Free some space there (a first start takes about 200 MB), or set DATA_DIR to a folder on another disk.`,
    NEWER_DATA: `${where.folder} was written by a newer ${label}. Install that version again, or set DATA_DIR to another folder to start empty.`,
    OTHER: `The whole log is ${where.logPath}. To do without the private ${label}, set ${label === 'Redis' ? 'REDIS_URL' : 'DATABASE_URL'}.`,
  };
  const answer = where.lastAnswer ? ` The last attempt to connect failed: ${where.lastAnswer}.` : '';
  return new StartupError(`${label} ${problem}.${answer} ${quote}\n${advice[kind]}`);
};

/** Gives a file system's refusal under `dataDir` a readable form; anything else stays as it is. */
export const explain = (error: unknown, dataDir: string): unknown => {
  if (error instanceof StartupError || !(error instanceof Error)) return error;
  const { code, path = dataDir } = error as NodeJS.ErrnoException;
  const elsewhere = 'set DATA_DIR to a folder that can be written';
  const reasons: Record<string, string> = {
    EACCES: `there is no permission to write ${path}. Give it to this user, or ${elsewhere}`,
    EPERM: `the system refuses to write ${path}. Give this user the right to, or ${elsewhere}`,
    EROFS: `${path} is on a read-only file system; ${elsewhere}`,
    ENOENT: `nothing can be made at ${path}; ${elsewhere}`,
    ENOTDIR: `a part of the path ${path} is a file, not a folder; ${elsewhere}`,
    EEXIST: `${path} is a file, not a folder; ${elsewhere}`,
    ENOSPC: `the disk that holds ${path} is full. Free some space there (a first start takes about 200 MB), or set DATA_DIR to a folder on another disk`,
    EDQUOT: `the disk quota for ${path} is used up. Free some space there, or set DATA_DIR to a folder on another disk`,
  };
  const reason = code && reasons[code];
  if (!reason) return error;
  return new StartupError(`The data folder ${dataDir} cannot be used: ${reason}.`, { cause: error });
};
