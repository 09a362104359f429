/** Asking several limits at once: all of them grant a try, or none counts it. */
import type { Services } from '../context.js';
import type { Grant, Limit, Refusal } from '../redis/limit.js';

export type Count = [limit: Limit, key: string];

/**
 * Takes one of each.
 * @returns the refusal of the first that refuses; else what the longest wait for the next would be, and how to settle
 */
export const takeAll = async ({ log }: Services, counts: Count[]): Promise<Grant | Refusal> => {
  const grants: Grant[] = [];
  const settle = async (counting: boolean): Promise<void> => {
    // What cannot be settled stays counted until it runs out, which is on the safe side and no reason to fail.
    await Promise.all(grants.map((grant) => grant.settle(counting))).catch((error: unknown) =>
      log.warn({ err: error }, 'a try was not settled'),
    );
  };
  for (const [limit, key] of counts) {
    const taken = await limit.take(key);
    if ('wait' in taken) {
      await settle(false);
      return taken;
    }
    grants.push(taken);
  }
  return { next: Math.max(...grants.map(({ next }) => next)), settle };
};
