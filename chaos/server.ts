/** The server's processes: API and workers, each on a port of its own, started anew whenever one dies. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { accepts, freePort } from '../bench/port.js';
import type { Scope } from '../bench/scope.js';
import { isAlive, kill, spawnBound } from './child.js';

export type KillPoint = 'die-before-publish' | 'die-before-completion' | 'halt-while-scoring';

export type Server = {
  name: string;
  role: 'api' | 'worker';
  port: number;
  /** Whether it takes requests, and nobody is at it. */
  up(): boolean;
  pid(): number;
  signal(signal: NodeJS.Signals): void;
  /** Makes it die or halt at that point as soon as it comes there; undefined takes that back. */
  arm(point: KillPoint | undefined): void;
  /** Resolves when the process that runs now has ended. */
  ended(): Promise<void>;
  /** Resolves when it is up; at once if it is. */
  ready(): Promise<void>;
};

const root = fileURLToPath(new URL('..', import.meta.url));
/** Milliseconds between a death and the next start. */
const restartPause = 100;
const startPatience = 40_000;

/** Starts a server and keeps it running until the scope ends. @param module what is run */
export const startServer = async (
  module: string,
  name: string,
  role: Server['role'],
  environment: Record<string, string>,
  folder: string,
  scope: Scope,
): Promise<Server> => {
  const port = await freePort();
  let child: ChildProcess;
  let ready = false;
  let stopped = false;

  const launch = (): ChildProcess => {
    const log = openSync(join(folder, 'logs', `${name}.log`), 'a');
    const launched = spawnBound(process.execPath, ['--max-semi-space-size=64', module], {
      cwd: root,
      env: { PATH: process.env.PATH, ...environment, ROLE: role, PORT: String(port) },
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    // A message to a process that is just dying has nowhere to go.
    launched.on('error', () => {});
    return launched;
  };

  const becomeReady = async (one: ChildProcess): Promise<boolean> => {
    while (isAlive(one)) {
      if (await accepts(port)) return true;
      await delay(50);
    }
    return false;
  };

  const supervise = async (): Promise<void> => {
    for (;;) {
      if (isAlive(child)) await once(child, 'exit');
      ready = false;
      if (stopped) return;
      await delay(restartPause);
      if (stopped) return;
      child = launch();
      ready = await becomeReady(child);
    }
  };

  child = launch();
  scope.add(async () => {
    stopped = true;
    await kill(child);
  });
  ready = await becomeReady(child);
  if (!ready) throw new Error(`${name} did not start; see ${join(folder, 'logs', `${name}.log`)}`);
  void supervise();

  return {
    name,
    role,
    port,
    up: () => ready,
    pid: () => child.pid as number,
    signal: (signal) => void child.kill(signal),
    arm: (point) => void (child.connected && child.send({ arm: point })),
    ended: async () => {
      if (isAlive(child)) await once(child, 'exit');
    },
    ready: async () => {
      for (const deadline = Date.now() + startPatience; !ready; await delay(50)) {
        if (Date.now() > deadline) throw new Error(`${name} does not come back; see its log in ${folder}/logs`);
      }
    },
  };
};
