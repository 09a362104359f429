/** Runs a command of package.json as a user does, and watches how much memory it and all that it starts take. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Scope } from '../scope.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Milliseconds between two looks at the memory. */
const interval = 50;

/** `largest`: most bytes that one of the processes ever had resident; `together`: most that all had at once. */
export type Memory = { largest: number; together: number };
export type Ran = { code: number | null; output: string; seconds: number; memory: Memory };

const kilobytes = (status: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0) * 1024;

const childrenOf = async (pid: number): Promise<number[]> => {
  const list = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  return list.split(' ').filter(Boolean).map(Number);
};

const look = async (pid: number, memory: Memory): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  // The system keeps the highest by itself: nothing is missed between two looks.
  memory.largest = Math.max(memory.largest, kilobytes(status, 'VmHWM'));
  let own = kilobytes(status, 'VmRSS');
  for (const child of await childrenOf(pid)) own += await look(child, memory);
  return own;
};

/** @param args of `npm run` */
export const runCommand = async (args: string[], environment: Record<string, string>, scope: Scope): Promise<Ran> => {
  const begin = performance.now();
  const child = spawn('npm', ['run', ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, npm_config_update_notifier: 'false', ...environment },
    // A group of its own: what npm has started must end with it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  let running = true;
  const kill = () => {
    if (running && child.pid) process.kill(-child.pid, 'SIGKILL');
  };
  process.once('exit', kill);
  scope.add(async () => kill());
  let output = '';
  let errors = '';
  child.stdout.on('data', (data: Buffer) => {
    output += data;
  });
  child.stderr.on('data', (data: Buffer) => {
    errors = (errors + data).slice(-4_000);
  });
  const memory: Memory = { largest: 0, together: 0 };
  const watch = async () => {
    while (running) {
      memory.together = Math.max(memory.together, await look(child.pid as number, memory));
      await delay(interval);
    }
  };
  const watching = watch();
  const [code] = (await ended) as [number | null];
  running = false;
  const seconds = (performance.now() - begin) / 1000;
  process.removeListener('exit', kill);
  await watching;
  if (code !== 0) process.stderr.write(errors);
  return { code, output, seconds, memory };
};
