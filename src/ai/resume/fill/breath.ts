/** Long work on the one thread that everybody shares, in short stretches. */
import { setImmediate } from 'node:timers/promises';

/** Milliseconds after which others have their turn. */
const longest = 4;

/** To be awaited again and again in the work: mostly goes on at once. The first time, others have their turn. */
export const createBreath = (): (() => Promise<void>) => {
  let since = Number.NEGATIVE_INFINITY;
  return async () => {
    if (performance.now() - since < longest) return;
    await setImmediate();
    since = performance.now();
  };
};
