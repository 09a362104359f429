/** Tells whether a process id still means the process that it was written down for: ids are reused, start times are not. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** One process for good: no two processes of a machine share both, not even across a reboot. */
export type Identity = { pid: number; start: string };

// Some sandboxes do not tell; there the start time alone has to do.
const bootId = (): string => {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  } catch {
    return '';
  }
};

const fromProc = (pid: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name before it, in parentheses, may hold spaces and parentheses of its own.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, start] = [fields[0], fields[19]];
    if (state === 'Z' || state === 'X') return undefined;
    return `${bootId()}:${start}`;
  } catch {
    return undefined;
  }
};

const fromPs = (pid: number): string | undefined => {
  const { stdout } = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { PATH: '/bin:/usr/bin', LC_ALL: 'C', TZ: 'UTC' },
  });
  const [state, ...start] = (stdout ?? '').trim().split(/\s+/);
  return !state || state.startsWith('Z') ? undefined : start.join(' ');
};

/** The identity of a running process; undefined when there is none, or only a dead one that nobody has reaped. */
export const identify = (pid: number): Identity | undefined => {
  const start = process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
  return start === undefined ? undefined : { pid, start };
};

/** Whether this very process still runs. */
export const isRunning = (identity: Identity): boolean => identify(identity.pid)?.start === identity.start;

/** Reads an identity that was written as JSON; whatever is not one (a torn write) is undefined. */
export const parseIdentity = (text: string): Identity | undefined => {
  try {
    const value = JSON.parse(text);
    const valid = Number.isSafeInteger(value?.pid) && value.pid > 1 && typeof value.start === 'string';
    return valid ? { pid: value.pid, start: value.start } : undefined;
  } catch {
    return undefined;
  }
};
