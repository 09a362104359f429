/** Chance that is the same in every run, so that runs compare. */

export type Chance = {
  /** From 0 to below 1. */
  next(): number;
  /** A whole number from 0 to below - 1. */
  below(limit: number): number;
  one<T>(list: readonly T[]): T;
};

/** Mulberry32. */
export const createChance = (seed: number): Chance => {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { next, below, one: (list) => list[below(list.length)] as (typeof list)[number] };
};

/** Draws with weights in constant time: each member fills as many cells of a table as it weighs. */
export const createLottery = <T>(members: { member: T; weight: number }[]): ((chance: Chance) => T) => {
  const cells = 2 ** 20;
  const total = members.reduce((sum, { weight }) => sum + weight, 0);
  const table = new Uint32Array(cells);
  let sum = 0;
  let filled = 0;
  for (const [at, { weight }] of members.entries()) {
    sum += weight;
    const end = Math.round((sum / total) * cells);
    while (filled < end) table[filled++] = at;
  }
  return (chance) => (members[table[chance.below(cells)] as number] as { member: T }).member;
};
