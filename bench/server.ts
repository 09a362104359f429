/** The contenders, each started as a process of its own. */
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { spawnNode } from './child.js';
import { accepts, freePort } from './port.js';
import type { Scope } from './scope.js';

export type Contender = {
  name: string;
  /** Its module in the compiled folder; it listens on PORT. */
  module: string;
  /** Where it takes operations. */
  path: string;
};

export const ours: Contender = { name: 'ours', module: 'bench/servers/ours.js', path: '/graphql' };
export const bare: Contender = { name: 'bare node:http + mysql2', module: 'bench/servers/bare.js', path: '/' };
export const apollo: Contender = { name: 'Apollo Server, defaults', module: 'bench/servers/apollo.js', path: '/' };
export const yoga: Contender = { name: 'graphql-yoga', module: 'bench/servers/yoga.js', path: '/graphql' };
export const mercurius: Contender = { name: 'mercurius, JIT', module: 'bench/servers/mercurius.js', path: '/graphql' };
/** The limit of a live stream; not among the contenders, since it answers no operation. */
export const broadcast: Contender = { name: 'bare ws', module: 'bench/servers/broadcast.js', path: '/' };
export const contenders: Contender[] = [ours, bare, apollo, yoga, mercurius];

export type RunningServer = { contender: Contender; url: string; pid: number; child: ChildProcess };

/** Milliseconds until a server that does not listen counts as failed. */
const startPatience = 30_000;

/** Starts a contender and waits until it listens. @throws Error when it ends or does not listen in time */
export const startServer = async (
  contender: Contender,
  built: string,
  environment: Record<string, string>,
  scope: Scope,
): Promise<RunningServer> => {
  const port = await freePort();
  const child = spawnNode(join(built, contender.module), { ...environment, PORT: String(port) }, scope);
  for (const deadline = Date.now() + startPatience; !(await accepts(port)); await delay(50)) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${contender.name} ended at its start`);
    if (Date.now() > deadline) throw new Error(`${contender.name} did not listen within ${startPatience / 1000} s`);
  }
  return { contender, url: `http://127.0.0.1:${port}${contender.path}`, pid: child.pid as number, child };
};
