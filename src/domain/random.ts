/** Chance: fair, and for a seed always the same. */
import { createHash, randomUUID } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** A whole number from 0 to below - 1, each as likely as any other. */
export type Random = (below: number) => number;

export const createRandom = (seed: string = randomUUID()): Random => {
  const digest = createHash('sha256').update(seed).digest();
  const generator = xoroshiro128plusFromState([0, 4, 8, 12].map((at) => digest.readInt32LE(at)));
  return (below) => uniformInt(generator, 0, below - 1);
};

/**
 * `count` different whole numbers below `size`: every choice, in every order, is equally likely. A Fisher–Yates shuffle that
 * stops early, and remembers of the list only what it has moved.
 */
export const sample = (random: Random, size: number, count: number): number[] => {
  const moved = new Map<number, number>();
  return Array.from({ length: count }, (_, at) => {
    const other = at + random(size - at);
    const chosen = moved.get(other) ?? other;
    moved.set(other, moved.get(at) ?? at);
    return chosen;
  });
};

/** A copy of a list in a random order. */
export const shuffled = <T>(random: Random, list: readonly T[]): T[] =>
  sample(random, list.length, list.length).map((at) => list[at] as T);
