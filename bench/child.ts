/** Node processes that never outlive the benchmark. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Scope } from './scope.js';

/** Milliseconds that a child may take to stop by itself. */
const stopPatience = 12_000;

/** Starts a module in a process that knows nothing of this one's environment but the path. */
export const spawnNode = (module: string, environment: Record<string, string>, scope: Scope): ChildProcess => {
  const child = fork(module, {
    env: { PATH: process.env.PATH, ...environment },
    // Not tsx's: what is measured is compiled.
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.removeListener('exit', kill));
  scope.add(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(kill, stopPatience);
    await ended;
    clearTimeout(timer);
  });
  return child;
};
