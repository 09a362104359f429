/** Counts what is held at a time by whom: sockets, subscriptions. */

export type Places = {
  /** Takes a place, and returns what gives it back; undefined when all are taken. To give back twice does nothing. */
  take(holder: string): (() => void) | undefined;
};

/** @param most places of each holder */
export const createPlaces = (most: number): Places => {
  const taken = new Map<string, number>();
  return {
    take: (holder) => {
      const before = taken.get(holder) ?? 0;
      if (before >= most) return undefined;
      taken.set(holder, before + 1);
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        const left = (taken.get(holder) ?? 1) - 1;
        if (left > 0) taken.set(holder, left);
        else taken.delete(holder);
      };
    },
  };
};
