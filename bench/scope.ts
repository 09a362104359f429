/** What has been opened and must be closed, however the run ends. */

export type Scope = {
  add(dispose: () => Promise<unknown>): void;
  /** Closes everything, the newest first; one failure does not keep the rest open. */
  dispose(): Promise<void>;
};

export const createScope = (): Scope => {
  const opened: (() => Promise<unknown>)[] = [];
  let ended = false;
  const close = async (dispose: () => Promise<unknown>): Promise<void> => {
    try {
      await dispose();
    } catch (error) {
      process.stderr.write(`stopping: ${(error as Error).message}\n`);
    }
  };
  return {
    add: (dispose) => {
      // An interrupted run may still open something while the rest is being closed.
      if (ended) void close(dispose);
      else opened.push(dispose);
    },
    dispose: async () => {
      ended = true;
      for (let dispose = opened.pop(); dispose; dispose = opened.pop()) await close(dispose);
    },
  };
};

/** Runs `work` with a scope of its own, which ends with it, or with the outer one if that is first. */
export const within = async <T>(outer: Scope, work: (scope: Scope) => Promise<T>): Promise<T> => {
  const scope = createScope();
  outer.add(scope.dispose);
  try {
    return await work(scope);
  } finally {
    await scope.dispose();
  }
};
