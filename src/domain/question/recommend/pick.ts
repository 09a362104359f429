/** Which of the candidates make a list: the best, but not all from one subject. */
import type { Candidate } from './score.js';

/** What a further question of a subject counts for beside the one before it. */
const satiety = 0.85;

/** Where from, how many at most of the list, and whether a subject may have more than its share. */
export type Stage = { from: Candidate[]; most: number; crowded: boolean };

/** Fills a list from each stage as far as it goes; what is in two stages comes once. */
export const pick = (stages: Stage[], size: number): Candidate[] => {
  const share = Math.ceil(size / 2);
  const list: Candidate[] = [];
  const taken = new Set<number>();
  const counts = new Map<string, number>();
  const countOf = ({ category }: Candidate): number => counts.get(category.id) ?? 0;
  for (const { from, most, crowded } of stages) {
    let open = from.filter(({ number }) => !taken.has(number));
    for (let left = Math.min(most, size - list.length); left > 0; left--) {
      open = open.filter((candidate) => !taken.has(candidate.number) && (crowded || countOf(candidate) < share));
      let best: Candidate | undefined;
      let bestWorth = -1;
      for (const candidate of open) {
        const worth = candidate.score * satiety ** countOf(candidate);
        if (worth > bestWorth) [best, bestWorth] = [candidate, worth];
      }
      if (!best) break;
      list.push(best);
      taken.add(best.number);
      counts.set(best.category.id, countOf(best) + 1);
    }
  }
  return list;
};
