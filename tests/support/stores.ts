/** Starts one private MariaDB and Redis for the whole test run, and sees to it that what is compiled is of now. */
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedStores } from '../../src/embedded/stores.js';
import { createLog } from '../../src/log.js';

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string;
    redisUrl: string;
  }
}

const root = resolve(import.meta.dirname, '../..');

/** When the newest file there was written. */
const newestIn = (folder: string): number =>
  Math.max(...readdirSync(folder, { recursive: true }).map((name) => statSync(join(folder, String(name))).mtimeMs));

/** Some tests run compiled programs: `npm test` has built them, a run of a single file has not. */
const compile = (): void => {
  const built = statSync(join(root, 'dist/main.js'), { throwIfNoEntry: false });
  if (built && built.mtimeMs > newestIn(join(root, 'src'))) return;
  execFileSync('npm', ['run', 'build:server'], { cwd: root, stdio: 'inherit' });
};

export default async (project: TestProject) => {
  compile();
  const dataDir = await mkdtemp(join(tmpdir(), 'zpi-test-'));
  const stores = await startEmbeddedStores({
    dataDir,
    database: true,
    redis: true,
    log: createLog('warn'),
    durable: false,
  });
  project.provide('databaseUrl', stores.databaseUrl as string);
  project.provide('redisUrl', stores.redisUrl as string);
  return async () => {
    await stores.dispose();
    await rm(dataDir, { recursive: true, force: true });
  };
};
