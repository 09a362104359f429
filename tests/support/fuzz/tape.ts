/** Numbers that stand for choices: fast-check makes the tape, and whoever reads it writes the same for the same tape. */
import fc from 'fast-check';

export type Tape = {
  /** A whole number from 0 to `count - 1`. */
  below(count: number): number;
  pick<T>(from: readonly T[]): T;
  /** Whether something happens that does so in `percent` of a hundred cases. */
  happens(percent: number): boolean;
};

/** Of a tape that has been read to its end come zeros: the first of each list, and nothing that happens. */
export const createTape = (numbers: readonly number[]): Tape => {
  let at = 0;
  const below = (count: number) => (numbers[at++] ?? 0) % count;
  return {
    below,
    pick: (from) => from[below(from.length)] as (typeof from)[number],
    happens: (percent) => below(100) >= 100 - percent,
  };
};

/** Tapes of all lengths, from those of the plainest operation to those of a large one. */
export const tapes = fc.array(fc.nat(1_000_000), { maxLength: 60, size: 'max' });
