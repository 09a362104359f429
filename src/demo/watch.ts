/** Waiting for what the events bring about. */

export type Watch = {
  notify(): void;
  /** Resolves with what `find` finds; it looks at once and again at each `notify`. */
  until<T>(find: () => T | undefined): Promise<T>;
};

export const createWatch = (): Watch => {
  const looks = new Set<() => void>();
  return {
    notify: () => {
      for (const look of [...looks]) look();
    },
    until: (find) =>
      new Promise((resolve) => {
        const look = () => {
          const found = find();
          if (found === undefined) return;
          looks.delete(look);
          resolve(found);
        };
        looks.add(look);
        look();
      }),
  };
};
