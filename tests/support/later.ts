/** What a test opens is closed after it, the last first. */
import { afterEach, vi } from 'vitest';

export type Later = {
  /** Closes after the test what is given back. */
  later<T extends { dispose(): unknown }>(owned: T): T;
  /** Anything else that is to be done then. */
  disposers: (() => unknown)[];
};

/** To be called once in a test file; sets real timers back first, should the test have taken them away. */
export const createLater = (): Later => {
  const disposers: (() => unknown)[] = [];
  afterEach(async () => {
    vi.useRealTimers();
    for (const dispose of disposers.splice(0).reverse()) await dispose();
  });
  return {
    later: (owned) => {
      disposers.push(() => owned.dispose());
      return owned;
    },
    disposers,
  };
};
