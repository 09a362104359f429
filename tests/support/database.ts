/** A database and a Redis number for this test worker: migrated once, never truncated. */
import { createConnection } from 'mysql2/promise';
import { inject } from 'vitest';
import { migrateDatabase } from '../../src/db/migrate.js';

const worker = process.env.VITEST_POOL_ID ?? '1';

/** The URLs of this worker's stores. @param name keeps a test's stores apart from those of the other tests */
export const workerStores = async (name = ''): Promise<{ databaseUrl: string; redisUrl: string }> => {
  const base = new URL(inject('databaseUrl'));
  const database = `zpi_test_${worker}${name && `_${name}`}`;
  const connection = await createConnection({ uri: base.href });
  await connection.query(`CREATE DATABASE IF NOT EXISTS ${database}`);
  await connection.end();
  base.pathname = `/${database}`;
  await migrateDatabase(base.href);
  const redis = new URL(inject('redisUrl'));
  // Redis has 16 databases by default: one for each worker, and others for the tests that want to be alone.
  const apart = name ? 2 * (1 + ([...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 6)) : 0;
  redis.pathname = `/${Number(worker) + apart}`;
  return { databaseUrl: base.href, redisUrl: redis.href };
};
