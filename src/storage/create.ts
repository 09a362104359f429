/** The object store that the environment asks for. */
import { join } from 'node:path';
import type { Env } from '../env.js';
import type { Log } from '../log.js';
import { createDiskStore, type DiskStore } from './disk.js';
import type { S3Store } from './s3.js';

export type StoreParts = {
  /** Signs links to files on disk; the same for all servers that share the folder. */
  secret: string;
  now: () => Date;
  /** Where clients reach this server, without a slash at the end; asked for at each signing. */
  url: () => string;
  log: Log;
};

/** @throws StartupError when the store cannot be used, with the variable to look at */
export const createStore = async (env: Env, { secret, now, url, log }: StoreParts): Promise<DiskStore | S3Store> => {
  if (env.s3) {
    // Its client is large, and most machines start without.
    const { createS3Store } = await import('./s3.js');
    const store = await createS3Store(env.s3, log);
    const { endpoint, bucket } = env.s3;
    log.info({ endpoint: new URL(endpoint).origin, bucket, uploads: store.uploadMethod }, 'files are kept in S3');
    return store;
  }
  const folder = join(env.dataDir, 'files');
  const store = await createDiskStore({ folder, secret, url, now });
  if (env.nodeEnv === 'production') {
    log.warn({ folder }, 'files are kept on this machine only: set S3_ENDPOINT to share them between machines');
  } else {
    log.info({ folder }, 'files are kept on disk');
  }
  return store;
};
