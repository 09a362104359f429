/** One question for many who ask at about the same time. */

/** Milliseconds for which it is known whether a store can be used: anyone may ask for that, as often as they please. */
export const checkLifetime = 2_000;

/**
 * Asks once for all who come while there is no answer, or no later than so many milliseconds after it; a failure is an
 * answer, too.
 */
export const shared = <T>(ask: () => Promise<T>, lifetime: number): (() => Promise<T>) => {
  let asked: Promise<T> | undefined;
  let until = 0;
  return () => {
    if (asked && performance.now() < until) return asked;
    const asking = ask();
    asked = asking;
    until = Number.POSITIVE_INFINITY;
    const answered = () => {
      until = performance.now() + lifetime;
    };
    asking.then(answered, answered);
    return asking;
  };
};
