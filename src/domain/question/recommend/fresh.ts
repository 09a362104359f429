/** Drawing the new questions that may be recommended: some of every subject, weak tag and interest, of which the best are kept. */
import type { NumberSet } from '../../../search/number-set.js';
import type { Random } from '../../random.js';
import { drawFrom } from '../draw.js';
import type { Bank } from './bank.js';
import { levelOf, type Standings } from './standing.js';

/** The chance of a day, apart for each purpose: what changes in one place does not shuffle the others. */
export type Chance = (name: string) => Random;

/** So many for each place of the list, and no fewer from any set. */
const drawnForEach = 4;
const drawnAtLeast = 8;

type Source = { name: string; sets: NumberSet[] };

/** Of each subject first what is of the right difficulty, which may be little of it. */
const subjectsOf = ({ categories, difficulties }: Bank, standings: Standings): Source[] =>
  categories.map(({ category, set }) => {
    const level = levelOf(standings, standings.categories.get(category.id));
    const near = difficulties.filter((_, at) => Math.abs(at + 1 - level) < 1);
    return { name: category.id, sets: [...near.map((difficulty) => set.and(difficulty)), set] };
  });

/** @param seen not to be drawn @returns numbers, at least `size` where there are so many */
export const drawFresh = (chance: Chance, bank: Bank, standings: Standings, seen: number[], size: number): number[] => {
  const sources: Source[] = [
    ...subjectsOf(bank, standings),
    ...bank.tags.map(({ tag, set }) => ({ name: `tag ${tag}`, sets: [set] })),
    ...bank.interests.map(({ kind, name, narrow, broad }) => ({ name: `${kind} ${name}`, sets: [narrow, broad] })),
  ];
  const each = Math.max(drawnAtLeast, Math.ceil((drawnForEach * size) / Math.max(1, sources.length)));
  const drawn = new Set<number>();
  for (const { name, sets } of sources) {
    const random = chance(name);
    for (const set of sets) for (const number of drawFrom(random, set.without(seen), each)) drawn.add(number);
  }
  if (drawn.size >= size) return [...drawn];
  // Where the sources overlap, or are small, the rest comes from anywhere.
  const rest = bank.pool.without([...seen, ...drawn]);
  return [...drawn, ...drawFrom(chance('rest'), rest, size - drawn.size)];
};
