/** Requests that their caller may give up: no word on whether the service is well. */
import type { Breaker } from '../../breaker.js';

/** Goes through the breaker in place of the signal's reason, which may be anything. */
export class GivenUp extends Error {
  override name = 'GivenUp';

  constructor() {
    super('The request was given up.');
  }
}

/**
 * Calls through a breaker; an abort ends the wait at once, and is the request's own doing. What is called has to end its
 * work by the same signal.
 * @throws the signal's reason once it is aborted
 */
export const abortable = async <T>(
  breaker: Breaker,
  signal: AbortSignal | undefined,
  call: () => Promise<T>,
): Promise<T> => {
  if (!signal) return breaker(call);
  signal.throwIfAborted();
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(new GivenUp());
    signal.addEventListener('abort', stop);
  });
  try {
    return await breaker(() =>
      Promise.race([aborted, call()]).catch((error: unknown) => {
        // Whatever broke off because of the abort may have been the first to say so.
        throw signal.aborted ? new GivenUp() : error;
      }),
    );
  } catch (error) {
    throw error instanceof GivenUp ? signal.reason : error;
  } finally {
    if (stop) signal.removeEventListener('abort', stop);
  }
};

/**
 * A controller for one request that is aborted together with the signal of whoever asks; to be released afterwards, since
 * that signal may live on for long.
 */
export const followerOf = (signal: AbortSignal | undefined): { control: AbortController; release: () => void } => {
  const control = new AbortController();
  const follow = () => control.abort(signal?.reason);
  if (signal?.aborted) follow();
  signal?.addEventListener('abort', follow);
  return { control, release: () => signal?.removeEventListener('abort', follow) };
};
