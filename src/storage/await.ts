/** An S3 that could not be reached at the start: asked for again and again, and away until then. */
import { AppError } from '../errors.js';
import type { Log } from '../log.js';
import { repeat } from '../repeat.js';
import type { RemoteStore, S3Store } from './s3.js';

/** Milliseconds between tries. */
const pause = 2_000;

/**
 * @param reason why it could not be opened at the start, which has been said
 * @param open fails while the store cannot be used
 * @param opened is told once it can be
 */
export const awaitStore = (
  reason: string,
  open: () => Promise<S3Store>,
  opened: (store: S3Store) => void,
  log: Log,
): RemoteStore => {
  let store: S3Store | undefined;
  let said = reason;
  const tries = repeat(
    pause,
    'opening the object store',
    async () => {
      if (store) return;
      try {
        store = await open();
        opened(store);
      } catch (error) {
        // Said at the start; only when it is another one, such as a wrong key, is there something new to say.
        const message = error instanceof Error ? error.message : String(error);
        if (message !== said) log.warn(message);
        said = message;
      }
    },
    log,
  );
  const there = (): S3Store => {
    if (!store) throw new AppError('DEPENDENCY_UNAVAILABLE', { retryAfter: 5 });
    return store;
  };
  return {
    kind: 's3',
    state: () => store?.state() ?? 'AWAY',
    signUpload: async (...terms) => there().signUpload(...terms),
    signDownload: async (...terms) => there().signDownload(...terms),
    stat: async (key) => there().stat(key),
    read: async (key) => there().read(key),
    write: async (...object) => there().write(...object),
    copy: async (from, to) => there().copy(from, to),
    remove: async (keys) => there().remove(keys),
    list: async function* (prefix) {
      yield* there().list(prefix);
    },
    sweep: async () => there().sweep(),
    check: async () => there().check(),
    dispose: async () => {
      await tries.dispose();
      await store?.dispose();
    },
  };
};
