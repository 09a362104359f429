/** The processor time of a process: what a busy machine cannot distort as it distorts rates. */
import { readFile } from 'node:fs/promises';

/** Linux has told it in hundredths of a second on every platform for decades. */
const ticksPerMs = 0.1;

/** Milliseconds in user and kernel mode, all threads; NaN where the system does not tell. */
export const cpuTime = async (pid: number): Promise<number> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name before may hold spaces; behind it come the state and, as 12th and 13th, the two times.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerMs;
};
