/** Child processes that do not outlive the harness, however it ends. */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

// A harness that is killed cannot clean up; where the system has a way, its children go with it, stopped ones too.
const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find(existsSync);

export const spawnBound = (file: string, args: string[], options: SpawnOptions): ChildProcess => {
  const child = setpriv
    ? spawn(setpriv, ['--pdeathsig', 'KILL', '--', file, ...args], options)
    : spawn(file, args, options);
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
};

export const isAlive = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null;

/** SIGKILL; resolves when it has gone. */
export const kill = async (child: ChildProcess): Promise<void> => {
  if (!isAlive(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
};
