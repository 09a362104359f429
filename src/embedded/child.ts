/** A child process that outlives nobody's terminal, logs to a file, and can be found again after a crash of its parent. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log.js';
import { type Identity, identify, isRunning, parseIdentity } from './identity.js';

const patience = 10_000;
const maxLogSize = 4 * 1024 * 1024;

/** Where the stores of one data folder live. */
export type Folders = { dataDir: string; logs: string; run: string };

export const foldersOf = (dataDir: string): Folders => ({
  dataDir,
  logs: join(dataDir, 'logs'),
  run: join(dataDir, 'run'),
});

/** `name` names the log and the state file; `path` is the PATH that the program is given. */
export type Command = { name: string; file: string; args: string[]; cwd: string; path: string };

export type Child = {
  pid: number;
  logPath: string;
  /** How it ended, in words; undefined while it runs. */
  ended(): string | undefined;
  exited: Promise<void>;
  /** What it has written to its log since it was launched. */
  output(): Promise<string>;
  /** SIGTERM, and `kill` when it has not gone after ten seconds. */
  stop(): Promise<void>;
  /** SIGKILL, for it and all that it has started. */
  kill(): Promise<void>;
};

/** Signals a child and all that it has started (it leads a group of its own); false when none of them is there. */
const signalGroup = (leader: number, signal: 'SIGTERM' | 'SIGKILL' | 0): boolean => {
  try {
    return process.kill(-leader, signal);
  } catch {
    return false;
  }
};

const statePath = (folders: Folders, name: string) => join(folders.run, `${name}.json`);

const openLog = async (path: string) => {
  const size = await stat(path).then(
    (stats) => stats.size,
    () => 0,
  );
  if (size > maxLogSize) await rename(path, `${path}.old`);
  return { handle: await open(path, 'a', 0o600), offset: size > maxLogSize ? 0 : size };
};

/**
 * Starts a program in a session of its own (Ctrl-C must not reach a store before the server has drained) with its output
 * in a file (a pipe would break once the parent is killed).
 *
 * The program begins only after its identity is on disk: a shell holds its place until told to go, and goes away by
 * itself when the parent dies before that. So there is no moment in which a kill of the parent leaves an unknown child.
 */
export const launch = async (folders: Folders, command: Command): Promise<Child> => {
  const logPath = join(folders.logs, `${command.name}.log`);
  const { handle, offset } = await openLog(logPath);
  const gate = ['-c', 'read -r go && exec "$@" </dev/null', 'sh', command.file, ...command.args];
  const child = spawn('/bin/sh', gate, {
    cwd: command.cwd,
    detached: true,
    stdio: ['pipe', handle.fd, handle.fd],
    // Not the parent's environment: it may hold secrets, and MYSQL_… variables of the machine's own server.
    env: { PATH: command.path, LC_ALL: 'C', TZ: 'UTC' },
  });
  // Only a failed signal can still cause one after the spawn, and whoever signals looks at `ended`.
  const spawned = once(child, 'spawn');
  child.on('error', () => {});
  let end: string | undefined;
  const exited = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      end = signal ? `was ended by ${signal}` : `exited with code ${code}`;
      resolve();
    });
  });
  await spawned.finally(() => handle.close());
  const pid = child.pid!;
  const stdin = child.stdin!;
  // It may be gone before it reads: `exited` tells.
  stdin.on('error', () => {});
  try {
    writeFileSync(statePath(folders, command.name), JSON.stringify(identify(pid) ?? null), { mode: 0o600 });
  } catch (error) {
    stdin.end();
    await exited;
    throw error;
  }
  stdin.end('go\n');

  // A process that ends without having disposed of its stores takes them along.
  const leave = () => void child.kill('SIGTERM');
  process.once('exit', leave);
  void exited.then(() => process.removeListener('exit', leave));

  const forget = () => rm(statePath(folders, command.name), { force: true });
  // Until an exit is seen the id is not free for anyone else, so no signal can hit a stranger.
  const killGroup = () => end === undefined && signalGroup(pid, 'SIGKILL');

  return {
    pid,
    logPath,
    exited,
    ended: () => end,
    output: async () => (await readFile(logPath)).subarray(offset).toString('utf8'),
    stop: async () => {
      if (end === undefined) {
        child.kill('SIGTERM');
        const timer = setTimeout(killGroup, patience);
        await exited;
        clearTimeout(timer);
      }
      await forget();
    },
    kill: async () => {
      if (killGroup()) {
        await exited;
        for (const deadline = Date.now() + 1_000; signalGroup(pid, 0) && Date.now() < deadline; ) await delay(5);
      }
      await forget();
    },
  };
};

/** What was last launched under a name, by whichever process, and not stopped since. */
const launched = async (folders: Folders, name: string): Promise<Identity | undefined> =>
  parseIdentity(await readFile(statePath(folders, name), 'utf8').catch(() => ''));

/** Whether a program runs that some process has launched under this name. */
export const isLaunched = async (folders: Folders, name: string): Promise<boolean> => {
  const identity = await launched(folders, name);
  return identity !== undefined && isRunning(identity);
};

const goneWithin = async (identity: Identity, ms: number): Promise<boolean> => {
  for (const deadline = Date.now() + ms; Date.now() < deadline; await delay(10)) {
    if (!isRunning(identity)) return true;
  }
  return false;
};

/**
 * Stops what a killed server left behind. Stopped rather than taken over: a process can only watch and reap its own
 * children, and what was left may have been started with other settings.
 */
export const stopLeftover = async (
  folders: Folders,
  name: string,
  log: Log,
  signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM',
): Promise<void> => {
  const identity = await launched(folders, name);
  if (identity && isRunning(identity)) {
    log.warn({ pid: identity.pid }, `stopping the ${name} that a killed server left behind`);
    signalGroup(identity.pid, signal);
    if (!(await goneWithin(identity, patience)) && isRunning(identity)) {
      signalGroup(identity.pid, 'SIGKILL');
      await goneWithin(identity, patience);
    }
  }
  await rm(statePath(folders, name), { force: true });
};
