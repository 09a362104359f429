/** Sends a request until it gets through: what the server refuses is final, what the network swallows is not. */
import { setTimeout as delay } from 'node:timers/promises';
import { ApiError } from '../client/client.js';

const firstWait = 250;
const longestWait = 5_000;

/** The server's verdict stands; a connection that failed or a server in trouble may do better next time. */
const isTransient = (error: unknown): boolean =>
  error instanceof ApiError
    ? (error.status ?? 200) >= 500 || error.code === 'DEPENDENCY_UNAVAILABLE'
    : error instanceof Error && !error.name.includes('DemoError');

/** Why a request failed, in a few words: fetch hides it in the cause. */
export const reasonOf = (error: unknown): string => {
  const { cause, message } = error as Error;
  const inner = cause as { code?: string; message?: string } | undefined;
  return inner?.code ?? inner?.message ?? message;
};

/**
 * @param attempt must be safe to repeat
 * @param options `patience` in milliseconds, after which the last failure is thrown; `onRetry` hears of the first failure
 */
export const persist = async <T>(
  attempt: () => Promise<T>,
  { patience, onRetry }: { patience: number; onRetry: (reason: string) => void },
): Promise<T> => {
  const end = Date.now() + patience;
  for (let tries = 0; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!isTransient(error) || Date.now() > end) throw error;
      if (tries === 0) onRetry(reasonOf(error));
      const asked = error instanceof ApiError ? (error.errors[0]?.extensions?.retryAfter ?? 0) * 1_000 : 0;
      await delay(Math.max(asked, Math.min(firstWait * 2 ** tries, longestWait) * (0.5 + Math.random() / 2)));
    }
  }
};
