/** Which failures of a model may pass by themselves, and how long to wait until it is asked again. */
import {
  DelegateBackoff,
  ExponentialBackoff,
  handleWhen,
  type IBackoff,
  type IRetryBackoffContext,
  retry,
} from 'cockatiel';
import { APIError } from 'openai';
import { ServiceError, secondsOf, statusOf } from './failure.js';

/** The longest wait, in milliseconds, that is waited out; whoever is told to wait longer had better do something else. */
const longestWait = 5_000;
const attempts = 2;

/** Milliseconds after which a server wants to be asked again, where it says so; a day at most. */
const waitOf = (error: unknown): number | undefined => {
  if (!(error instanceof APIError)) return undefined;
  const exact = Number(error.headers?.get('retry-after-ms') || Number.NaN);
  if (exact > 0) return Math.min(exact, 86_400_000);
  const seconds = secondsOf(error.headers?.get('retry-after'));
  return seconds === undefined ? undefined : seconds * 1_000;
};

/** The same in seconds. */
export const retryAfterOf = (error: unknown): number | undefined => {
  const wait = waitOf(error);
  return wait === undefined ? undefined : Math.ceil(wait / 1_000);
};

/**
 * A refused or broken connection or an error of the server may pass at once, a limit of rate when the server says so; a
 * timeout does not.
 */
const mayPass = (error: unknown): boolean => {
  if (error instanceof ServiceError) return error.code === 'CUT';
  if (!(error instanceof APIError)) return false;
  const wait = waitOf(error);
  if (wait !== undefined && wait > longestWait) return false;
  const status = statusOf(error);
  return (
    status === undefined || status === 408 || status === 409 || status >= 500 || (status === 429 && wait !== undefined)
  );
};

/** Tries three times at most; the waits grow, and no two requests that failed together come back together. */
export const createRetry = (pause: number) => {
  const growing = new ExponentialBackoff({ initialDelay: pause, maxDelay: 8 * pause });
  const backoff = new DelegateBackoff((context: IRetryBackoffContext<unknown>, before?: IBackoff<unknown>) => {
    const state: IBackoff<unknown> = (before ?? growing).next(context);
    const wait = 'error' in context.result ? waitOf(context.result.error) : undefined;
    return { delay: (wait ?? 0) + state.duration, state };
  });
  return retry(handleWhen(mayPass), { maxAttempts: attempts, backoff });
};
