/** Node processes that never outlive the benchmark. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Scope } from './scope.js';

/** Milliseconds that a child may take to stop by itself. */
const stopPatience = 12_000;

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a module in a process that knows nothing of this one's environment but the path. */
export const spawnNode = (module: string, environment: Record<string, string>, scope: Scope): ChildProcess => {
  const child = fork(module, {
    env: { PATH: process.env.PATH, ...environment },
    // Not tsx's: what is measured is compiled. As `npm start` has it, and the same for every server.
    execArgv: ['--max-semi-space-size=64'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  scope.add(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), stopPatience);
    await ended;
    clearTimeout(timer);
  });
  return child;
};
