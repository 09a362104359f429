/** The server to play against: the one that was named, one that runs here, or one of our own that ends with us. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { loadEnv } from '../env.js';
import { DemoError } from './failure.js';
import { reasonOf } from './retry.js';
import type { Words } from './words.js';

export type Server = {
  /** Without /graphql. */
  url: string;
  /** The verification code that the server sent to this address; undefined when its log is not ours to read. */
  readCode: ((email: string) => Promise<string>) | undefined;
  /** Rejects when a server of our own ends before it was told to. */
  ended: Promise<never>;
  dispose(): Promise<void>;
};

type Report = (line: string) => void;

const probePatience = 5_000;
const mainFile = fileURLToPath(new URL('../main.ts', import.meta.url));
/** What a server of our own needs whatever the environment says: its address and its log are read here. */
const ownSettings = ['NODE_ENV=development', 'PORT=0', 'HOST=127.0.0.1', 'PUBLIC_URL=', 'ROLE=all', 'LOG_LEVEL=info'];
const never = new Promise<never>(() => {});

type Probe = { state: 'ready' | 'unready' | 'foreign' | 'absent'; reason: string };

const probe = async (url: string): Promise<Probe> => {
  let response: Response;
  try {
    response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(probePatience) });
  } catch (error) {
    return { state: 'absent', reason: reasonOf(error) };
  }
  const body = (await response.json().catch(() => undefined)) as
    | { ready?: unknown; dependencies?: { name: string; healthy: boolean }[] }
    | undefined;
  if (typeof body?.ready !== 'boolean' || !Array.isArray(body.dependencies)) return { state: 'foreign', reason: '' };
  const away = body.dependencies.filter(({ healthy }) => !healthy).map(({ name }) => name);
  return body.ready ? { state: 'ready', reason: '' } : { state: 'unready', reason: away.join(', ') || 'draining' };
};

const attach = (url: string): Server => ({ url, readCode: undefined, ended: never, dispose: async () => {} });

/** @throws DemoError when there is none, or none that could serve */
export const findServer = async (
  words: Words,
  named: string | undefined,
  report: Report,
  signal: AbortSignal,
): Promise<Server> => {
  const url = named ?? `http://127.0.0.1:${loadEnv().port || 4000}`;
  const { state, reason } = await probe(url);
  if (state === 'ready') return attach(url);
  if (state === 'unready') throw new DemoError(words.notReady(url, reason));
  if (named === undefined) return startServer(words, report, signal);
  throw new DemoError(state === 'foreign' ? words.notOurs(url) : words.noServer(url, reason));
};

/** The message of a line of the server's log; undefined for what is no log line. */
const parseLog = (line: string): { msg?: string; email?: string; code?: string } | undefined => {
  try {
    return line.startsWith('{') ? (JSON.parse(line) as { msg?: string }) : undefined;
  } catch {
    return undefined;
  }
};

const startServer = async (words: Words, report: Report, signal: AbortSignal): Promise<Server> => {
  report(words.starting);
  // By env(1), which adds to the environment without reading it: that is for env.ts alone.
  const child = spawn('env', [...ownSettings, process.execPath, '--import', import.meta.resolve('tsx'), mainFile], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // In a group of its own: Ctrl-C is for the demo, which then stops the server in order.
    detached: true,
  });
  const codes = new Map<string, string>();
  const waiting = new Map<string, (code: string) => void>();
  let output: string[] = [];
  let url: string | undefined;
  let stopping = false;

  const exited = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      output.push(error.message);
      resolve();
    });
    child.once('close', () => resolve());
  });
  const ready = new Promise<void>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const entry = parseLog(line);
      if (entry?.code && entry.email) {
        codes.set(entry.email, entry.code);
        waiting.get(entry.email)?.(entry.code);
      }
      // What it does while it starts may take a while: installing, making a database.
      if (!url && entry?.msg) report(`  ${entry.msg}`);
      const found = /is ready at (\S+)\/graphql/.exec(line)?.[1];
      if (found) {
        url = found;
        resolve();
      }
      if (line.trim() !== '' && !entry) output = [...output, line].slice(-20);
    });
  });
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (line.trim() !== '') output = [...output, line].slice(-20);
  });

  const stop = async () => {
    if (stopping) {
      // Asked twice: at once.
      child.kill('SIGTERM');
      await exited;
      return;
    }
    stopping = true;
    // A server that is still starting would leave its stores behind if it were ended now. It says that it is ready a
    // moment before it listens to signals; once it has answered, it does.
    await Promise.race([ready, exited]);
    if (url) await probe(url);
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await exited;
  };

  await Promise.race([ready, exited, once(signal, 'abort')]);
  if (!url) {
    await stop();
    signal.throwIfAborted();
    const text = output.join('\n');
    throw new DemoError(/is in use by another server/.test(text) ? words.folderHeld(text) : words.startFailed(text));
  }
  output = [];
  return {
    url,
    readCode: async (email) =>
      codes.get(email) ?? (await new Promise<string>((resolve) => waiting.set(email, resolve))),
    ended: exited.then(() => (stopping ? never : Promise.reject(new DemoError(words.serverEnded(output.join('\n')))))),
    dispose: stop,
  };
};
