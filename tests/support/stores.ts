/** Starts one private MariaDB and Redis for the whole test run. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedStores } from '../../src/embedded/stores.js';
import { createLog } from '../../src/log.js';

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string;
    redisUrl: string;
  }
}

export default async (project: TestProject) => {
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
