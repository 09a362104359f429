/** Work that is done again and again for as long as a server runs. */
import type { Log } from './log.js';

/**
 * Runs `work` again and again with a pause of about `pauseMs` between; a failure is logged, and the next round tries anew.
 * @param firstMs the pause before the first round, if it is another
 */
export const repeat = (
  pauseMs: number,
  name: string,
  work: () => Promise<unknown>,
  log: Log,
  firstMs = pauseMs,
): { dispose(): Promise<void> } => {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();
  const next = (wait: number) => {
    timer = setTimeout(() => {
      round = work()
        .then(
          () => {},
          (error: unknown) => log.warn({ err: error }, `${name} failed`),
        )
        .finally(() => {
          // Not in step: of several processes each is first now and then.
          if (!stopped) next(pauseMs * (0.75 + Math.random() / 2));
        });
    }, wait);
  };
  next(firstMs);
  return {
    dispose: async () => {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
};
