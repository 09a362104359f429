/** The built server as a process of its own, as `npm start` runs it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { workerStores } from './database.js';

/** Of the project. */
export const root = resolve(import.meta.dirname, '../..');
const children: ChildProcess[] = [];

/** Kills those that a test left running. */
export const killServers = (): void => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
};

export const runServer = async (env: Record<string, string>, stores = 'process') => {
  const { databaseUrl, redisUrl } = await workerStores(stores);
  const child = spawn(process.execPath, ['dist/main.js'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATA_DIR: '/tmp/zpi-test-process',
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      RATE_LIMITS: 'off',
      OVERLOAD_MS: '0',
      ...env,
    },
  });
  children.push(child);
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  const exited = new Promise<number | null>((done) => child.on('close', done));
  const ready = new Promise<string>((done, fail) => {
    child.stdout.on('data', () => {
      const url = /ready at (\S+)\/graphql/.exec(output)?.[1];
      if (url) done(url);
    });
    void exited.then((code) => fail(new Error(`exited with ${code}: ${output}`)));
  });
  ready.catch(() => {});
  return { child, ready, exited, output: () => output };
};
