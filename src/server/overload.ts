/** Overload: once this process can no longer keep up, new work is refused at once rather than everyone made to wait. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { AppError } from '../errors.js';
import type { Log } from '../log.js';
import { repeat } from '../repeat.js';

export type Overload = {
  isOverloaded(): boolean;
  /**
   * Refuses what is asked while there is too much.
   * @param asked is remembered as refused
   * @throws AppError DEPENDENCY_UNAVAILABLE with `retryAfter`
   */
  screen(asked: object): void;
  wasRefused(asked: object): boolean;
  dispose(): Promise<void>;
};

/** Milliseconds between samples of how late the process gets to things. */
const resolution = 10;
/** Milliseconds over which they are averaged: one long pause, as for collecting garbage, is no overload. */
const window = 500;
/** Seconds after which those who were refused may come back. */
export const overloadRetryAfter = 2;

/** Where a process that has had a moment's rest would be overloaded again at once, it is not over. */
const recovery = 0.5;

const message = {
  en: 'The server has more to do than it can. Try again shortly.',
  zh: '服务器繁忙，请稍后重试。',
};

/** @param bound milliseconds by which things may be late on average; 0 for any */
export const watchOverload = (bound: number, log: Log): Overload => {
  const delays = monitorEventLoopDelay({ resolution });
  if (bound > 0) delays.enable();
  let overloaded = false;
  let refused = 0;
  const noted = new WeakSet<object>();

  const look = async (): Promise<void> => {
    // Nanoseconds between samples; without one, nothing is known anew.
    const late = delays.mean / 1e6 - resolution;
    delays.reset();
    if (Number.isNaN(late)) return;
    if (!overloaded && late > bound) {
      overloaded = true;
      log.warn({ lateMs: Math.round(late) }, 'overloaded: new work is refused');
    } else if (overloaded && late < bound * recovery) {
      overloaded = false;
      log.info({ lateMs: Math.round(late), refused }, 'no longer overloaded');
      refused = 0;
    }
  };
  const looks = bound > 0 ? repeat(window, 'looking for overload', look, log) : undefined;

  return {
    isOverloaded: () => overloaded,
    screen: (asked) => {
      if (!overloaded) return;
      refused++;
      noted.add(asked);
      throw new AppError('DEPENDENCY_UNAVAILABLE', { message, retryAfter: overloadRetryAfter });
    },
    wasRefused: (asked) => noted.has(asked),
    dispose: async () => {
      delays.disable();
      await looks?.dispose();
    },
  };
};
