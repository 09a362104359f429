/** Gives each key point its evidence, so that no clause stands for more than two of them. */
import type { Sign } from './signs.js';

/** One boast does not cover everything. */
const mostPoints = 2;

/**
 * For each list of signs the one to show, or none. Points with the fewest signs choose first; said outright goes before
 * said in part, the concrete before the vague, the unused before the used, and then the earlier.
 * @param identity which clause a clause repeats: copies count as one
 */
export function chooseEvidence(signs: Sign[][], identity: (clause: number) => number): (Sign | undefined)[] {
  const uses = new Map<number, number>();
  const usesOf = (sign: Sign) => Math.max(...sign.clauses.map((clause) => uses.get(identity(clause)) ?? 0));
  const chosen: (Sign | undefined)[] = signs.map(() => undefined);
  const clearOnes = (list: Sign[]) => list.filter(({ clear }) => clear).length;
  const order = signs
    .map((list, point) => ({ list, point, clear: clearOnes(list) }))
    .sort((one, other) => one.clear - other.clear || one.list.length - other.list.length || one.point - other.point);
  for (const { list, point } of order) {
    let best: { sign: Sign; value: number } | undefined;
    for (const sign of list) {
      const used = usesOf(sign);
      if (used >= mostPoints) continue;
      const value = (sign.clear ? 2 : 0) + sign.concrete - 0.8 * used;
      if (!best || value > best.value) best = { sign, value };
    }
    if (!best) continue;
    chosen[point] = best.sign;
    for (const clause of new Set(best.sign.clauses.map(identity))) uses.set(clause, (uses.get(clause) ?? 0) + 1);
  }
  return chosen;
}
