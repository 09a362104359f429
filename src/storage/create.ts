/** The object store that the environment asks for. */
import { join } from 'node:path';
import type { Env } from '../env.js';
import type { Log } from '../log.js';
import { awaitStore } from './await.js';
import { createDiskStore, type DiskStore } from './disk.js';
import type { RemoteStore, S3Store } from './s3.js';

export type StoreParts = {
  /** Signs links to files on disk; the same for all servers that share the folder. */
  secret: string;
  now: () => Date;
  /** Where clients reach this server, without a slash at the end; asked for at each signing. */
  url: () => string;
  log: Log;
};

/** @throws StartupError when the store is not set up as it should be, with the variable to look at; one that is away is waited for */
export const createStore = async (
  env: Env,
  { secret, now, url, log }: StoreParts,
): Promise<DiskStore | RemoteStore> => {
  if (env.s3) {
    // Its client is large, and most machines start without.
    const [{ createS3Store }, { UnreachableError }] = await Promise.all([import('./s3.js'), import('./s3/failure.js')]);
    const { s3 } = env;
    const open = () => createS3Store(s3, log);
    const opened = ({ uploadMethod }: S3Store) =>
      log.info(
        { endpoint: new URL(s3.endpoint).origin, bucket: s3.bucket, uploads: uploadMethod },
        'files are kept in S3',
      );
    try {
      const store = await open();
      opened(store);
      return store;
    } catch (error) {
      // What is set up wrongly is to be mended; what is away comes back, and most of the rest goes on without.
      if (!(error instanceof UnreachableError)) throw error;
      log.warn(`${error.message} Until then nothing is uploaded or downloaded.`);
      return awaitStore(error.message, open, opened, log);
    }
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
