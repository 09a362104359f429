/** Each socket is an open file, of the server and of the process at its other end. */
import { readFile } from 'node:fs/promises';

/** Files of a process besides the sockets. */
const others = 200;

/** @throws Error where so many sockets may not be open; Node raises the soft limit to the hard one by itself */
export const requireFiles = async (sockets: number): Promise<void> => {
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => '');
  const allowed = Number(/^Max open files +\d+ +(\d+)/m.exec(limits)?.[1] ?? Number.POSITIVE_INFINITY);
  if (allowed >= sockets + others) return;
  throw new Error(
    `${sockets} sockets need some ${sockets + others} open files, and ${allowed} are allowed: raise the hard limit (ulimit -Hn)`,
  );
};
