/** Drives the load generator's process. */
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { spawnNode } from './child.js';
import type { Scope } from './scope.js';
import type { Expected, Request } from './servers/load.js';

export type LoadOptions = Request & {
  connections: number;
  /** Unless it is stopped before. */
  seconds: number;
  /** Goes on past the time until so many are answered: on a busy machine a round must still say something. */
  atLeast: number;
  /** Milliseconds from an answer to the next request of its connection. */
  pause?: number;
  expected: Expected;
};
export type Round = { requests: number; requestsPerSecond: number; p50: number; p99: number };
export type Load = {
  run(options: LoadOptions): Promise<Round>;
  /** Ends the round that is running, when what is under way is answered. */
  stop(): void;
};

const reply = (child: ChildProcess, options: LoadOptions): Promise<Round> =>
  new Promise((resolve, reject) => {
    const ended = () => reject(new Error('the load generator ended'));
    child.once('exit', ended);
    child.once('message', (message: Round | { error: string }) => {
      child.removeListener('exit', ended);
      if ('error' in message) reject(new Error(`under load: ${message.error}`));
      else resolve(message);
    });
    child.send(options);
  });

export const startLoad = (built: string, scope: Scope): Load => {
  const child = spawnNode(join(built, 'bench/servers/load.js'), {}, scope);
  return { run: (options) => reply(child, options), stop: () => void child.send('stop') };
};
